import { readSecretKey } from '../../lambda/aws/secret-keys.ts';
import { parseArn } from '../../lambda/core/model/arn.ts';
import { aReference } from '../builders/a-reference.ts';
import { awsError, DENIED, fakeAws, THROTTLED } from '../builders/fake-aws.ts';

const SECRET = 'arn:aws-cn:secretsmanager:cn-north-1:444455556666:secret:appflow!crm';

const secret = () => {
  const arn = parseArn(SECRET);
  if (arn === undefined) throw new Error(`${SECRET} is not an ARN`);
  return arn;
};

it.each([
  {
    name: 'by ARN, wherever it is',
    KmsKeyId: 'arn:aws-cn:kms:cn-northwest-1:777788889999:key/1b2c',
    expected: 'arn:aws-cn:kms:cn-northwest-1:777788889999:key/1b2c',
  },
  {
    name: "by id, of the secret's own account and Region",
    KmsKeyId: '1b2c3d4e-5f6a',
    expected: 'arn:aws-cn:kms:cn-north-1:444455556666:key/1b2c3d4e-5f6a',
  },
  {
    name: "by alias, of the secret's own account and Region",
    KmsKeyId: 'alias/lake',
    expected: 'arn:aws-cn:kms:cn-north-1:444455556666:alias/lake',
  },
])('a secret names its key $name', async ({ KmsKeyId, expected }) => {
  const { aws, calls } = fakeAws({ DescribeSecret: { ARN: SECRET, KmsKeyId } });
  expect(await readSecretKey(aws, secret())).toEqual({
    kind: 'given',
    value: { kind: 'reference', reference: aReference(expected) },
  });
  expect(calls).toEqual([{ operation: 'DescribeSecret', input: { SecretId: SECRET } }]);
});

it.each([undefined, ''])('a secret whose key is %j names none', async (KmsKeyId) => {
  const { aws } = fakeAws({ DescribeSecret: { ARN: SECRET, KmsKeyId } });
  expect(await readSecretKey(aws, secret())).toEqual({ kind: 'given', value: { kind: 'none' } });
});

it('a key that no ARN can be made of is told as its text', async () => {
  const { aws } = fakeAws({ DescribeSecret: { ARN: SECRET, KmsKeyId: 'arn:aws-cn:s3:::lake' } });
  expect(await readSecretKey(aws, secret())).toEqual({
    kind: 'given',
    value: { kind: 'not-an-arn', text: 'arn:aws-cn:s3:::lake' },
  });
});

it('is asked for in the Region of the secret', async () => {
  const { aws } = fakeAws({ DescribeSecret: { ARN: SECRET } });
  const regions: string[] = [];
  const clientIn: typeof aws.clientIn = (Client, region) => {
    regions.push(region);
    return aws.clientIn(Client, region);
  };
  await readSecretKey({ ...aws, clientIn }, secret());
  expect(regions).toEqual(['cn-north-1']);
});

it('a secret that does not exist names nothing', async () => {
  const { aws } = fakeAws({ DescribeSecret: awsError('ResourceNotFoundException') });
  expect(await readSecretKey(aws, secret())).toEqual({ kind: 'given', value: undefined });
});

it('a denial is an answer', async () => {
  const { aws } = fakeAws({ DescribeSecret: DENIED });
  expect(await readSecretKey(aws, secret())).toEqual({
    kind: 'refused',
    because: 'secretsmanager:DescribeSecret is denied',
    remedy: 'Allow secretsmanager:DescribeSecret to the role of the rule',
  });
});

it('a failure is none', async () => {
  const { aws } = fakeAws({ DescribeSecret: THROTTLED });
  await expect(readSecretKey(aws, secret())).rejects.toThrow(
    `secretsmanager:DescribeSecret failed for ${SECRET}: ThrottlingException: as AWS words it`,
  );
});
