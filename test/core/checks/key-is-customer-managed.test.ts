import { findCustomerKey, keyIsCustomerManaged } from '../../../lambda/core/checks/key-is-customer-managed.ts';
import { unreadable } from '../../../lambda/core/fact.ts';
import type { KeyReading } from '../../../lambda/core/key.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';

const known = (key = aKey()): KeyReading => ({ kind: 'known', key });

describe(keyIsCustomerManaged.name, () => {
  it('finds the key that the customer manages', () => {
    expect(findCustomerKey(aFlow(), known())).toEqual({ key: aKey() });
  });

  it.each([
    {
      name: 'a flow that names no key',
      flow: aFlow({ kmsArn: undefined }),
      reading: undefined,
      reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" },
    },
    {
      name: 'a flow that names no key, whatever was read',
      flow: aFlow({ kmsArn: undefined }),
      reading: known(),
      reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" },
    },
    {
      name: 'a key that KMS does not know',
      flow: aFlow(),
      reading: { kind: 'missing' as const, because: 'KMS knows no key 0a1b2c3d' },
      reason: { code: 'KEY_NOT_FOUND', problem: 'KMS knows no key 0a1b2c3d' },
    },
    {
      name: 'a key that AWS manages, told by its alias',
      flow: aFlow(),
      reading: { kind: 'aws-managed' as const, because: 'alias/aws/appflow is managed by AWS' },
      reason: { code: 'AWS_MANAGED_KEY', problem: 'alias/aws/appflow is managed by AWS' },
    },
    {
      name: 'a key that AWS manages, told by KMS',
      flow: aFlow(),
      reading: known(aKey({ manager: 'AWS', id: '1b2c3d4e' })),
      reason: { code: 'AWS_MANAGED_KEY', problem: 'key 1b2c3d4e is managed by AWS' },
    },
    {
      name: 'a key that may not be read',
      flow: aFlow({ kmsArn: 'arn:aws:kms:eu-west-1:444455556666:key/1b2c3d4e' }),
      reading: unreadable('kms:DescribeKey is denied'),
      reason: {
        code: 'UNVERIFIED',
        problem: 'the key arn:aws:kms:eu-west-1:444455556666:key/1b2c3d4e could not be read: kms:DescribeKey is denied',
      },
    },
    {
      name: 'a key that nobody read',
      flow: aFlow({ kmsArn: 'arn:aws:kms:eu-west-1:444455556666:key/1b2c3d4e' }),
      reading: undefined,
      reason: {
        code: 'UNVERIFIED',
        problem: 'the key arn:aws:kms:eu-west-1:444455556666:key/1b2c3d4e could not be read: it was not read',
      },
    },
  ])('$name is a reason', ({ flow, reading, reason }) => {
    expect(findCustomerKey(flow, reading)).toEqual({ reason });
  });
});
