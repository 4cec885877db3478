import { unreadPlace } from '../../../cli/reading/unread-place.ts';
import { AwsCallError, RoleNotAssumedError } from '../../../lambda/aws/aws-error.ts';
import { awsError } from '../../builders/fake-aws.ts';

const listing = (cause: Error) => new AwsCallError('appflow:ListFlows', 'account 111122223333 in af-south-1', cause);

describe('a place that was not read', () => {
  it.each([{ name: 'UnrecognizedClientException' }, { name: 'InvalidClientTokenId' }, { name: 'AuthFailure' }])(
    'is a Region that is not enabled where working credentials meet $name',
    ({ name }) => {
      expect(unreadPlace(listing(awsError(name)), true)).toEqual({
        status: 'not-enabled',
        because: 'the account has not enabled this Region',
      });
    },
  );

  it('is unreadable where the same credentials have never worked', () => {
    expect(unreadPlace(listing(awsError('UnrecognizedClientException', 'invalid')), false)).toEqual({
      status: 'unreadable',
      because: 'appflow:ListFlows failed for account 111122223333 in af-south-1: UnrecognizedClientException: invalid',
    });
  });

  it('is unreadable where a role could not be assumed', () => {
    const role = 'arn:aws:iam::222233334444:role/audit';
    expect(unreadPlace(new RoleNotAssumedError(role, awsError('AccessDenied', 'not authorized')), true)).toEqual({
      status: 'unreadable',
      because: 'role arn:aws:iam::222233334444:role/audit could not be assumed: AccessDenied: not authorized',
    });
  });

  it('is unreadable where AWS throttled to the end', () => {
    expect(unreadPlace(listing(awsError('ThrottlingException', 'Rate exceeded')), true)).toEqual({
      status: 'unreadable',
      because: 'appflow:ListFlows failed for account 111122223333 in af-south-1: ThrottlingException: Rate exceeded',
    });
  });
});
