import { readSecretArns } from '../../lambda/aws/connector-profiles.ts';
import { awsError, DENIED, fakeAws, THROTTLED } from '../builders/fake-aws.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm';
const crm = { connectorProfileName: 'crm', credentialsArn: SECRET };

it('the secrets of named profiles are asked for by name, on all pages', async () => {
  const { aws, calls } = fakeAws({
    DescribeConnectorProfiles: [
      { connectorProfileDetails: [crm], nextToken: 'more' },
      { connectorProfileDetails: [{ connectorProfileName: 'erp' }, { credentialsArn: SECRET }] },
    ],
  });
  expect(await readSecretArns(aws, ['crm', 'erp', 'gone'])).toEqual({
    kind: 'given',
    value: new Map([
      ['crm', SECRET],
      ['erp', ''],
    ]),
  });
  const input = { connectorProfileNames: ['crm', 'erp', 'gone'], maxResults: 100 };
  expect(calls.map((call) => call.input)).toEqual([input, { ...input, nextToken: 'more' }]);
});

it('the secrets of every profile are asked for without a name', async () => {
  const { aws, calls } = fakeAws({ DescribeConnectorProfiles: { connectorProfileDetails: [crm] } });
  expect(await readSecretArns(aws)).toEqual({ kind: 'given', value: new Map([['crm', SECRET]]) });
  expect(calls.map(({ input }) => input)).toEqual([{ maxResults: 100 }]);
});

it('where AppFlow refuses a name that it does not know, every profile is asked for instead', async () => {
  const { aws, calls } = fakeAws({
    DescribeConnectorProfiles: [awsError('ValidationException'), { connectorProfileDetails: [crm] }],
  });
  expect(await readSecretArns(aws, ['crm', 'gone'])).toEqual({ kind: 'given', value: new Map([['crm', SECRET]]) });
  expect(calls.map(({ input }) => input['connectorProfileNames'])).toEqual([['crm', 'gone'], undefined]);
});

it('a refusal of every profile as invalid is thrown, not asked again for ever', async () => {
  const { aws, timesOf } = fakeAws({ DescribeConnectorProfiles: awsError('ValidationException') });
  await expect(readSecretArns(aws, ['crm'])).rejects.toThrow(
    'appflow:DescribeConnectorProfiles failed for account 111122223333 in eu-west-1: ValidationException: as AWS words it',
  );
  expect(timesOf('DescribeConnectorProfiles')).toBe(2);
});

it('a denial is an answer', async () => {
  const { aws } = fakeAws({ DescribeConnectorProfiles: DENIED });
  expect(await readSecretArns(aws, ['crm'])).toMatchObject({
    kind: 'refused',
    because: 'appflow:DescribeConnectorProfiles is denied',
  });
});

it('a failure is none', async () => {
  const { aws } = fakeAws({ DescribeConnectorProfiles: THROTTLED });
  await expect(readSecretArns(aws, ['crm'])).rejects.toThrow('appflow:DescribeConnectorProfiles failed for account');
});
