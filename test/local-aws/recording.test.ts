import { DescribeFlowCommand, DescribeFlowExecutionRecordsCommand, ListFlowsCommand } from '@aws-sdk/client-appflow';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import {
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeyRotationsCommand,
} from '@aws-sdk/client-kms';
import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { WorldInput } from '../../local-aws/world.ts';
import { closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const recorded = (asked: Readonly<Record<string, string>>, facts: Partial<WorldInput> = {}) =>
  localAws({ recording: { at: '2026-11-24T08:00:00Z', version: '2.2.0', asked }, ...facts });

const HERE = '111122223333/eu-west-1';
const flows = [{ flowName: 'orders' }];
const describeOrders = new DescribeFlowCommand({ flowName: 'orders' });

describe('a call in a recording', () => {
  it('that was answered is answered from the facts', async () => {
    const { appflow } = await recorded({ [`${HERE} DescribeFlow orders`]: 'given' }, { flows });
    expect(await appflow.send(describeOrders)).toMatchObject({ flowName: 'orders' });
  });

  it('that was refused is refused by the same name', async () => {
    const { appflow } = await recorded({ [`${HERE} DescribeFlow orders`]: 'AccessDeniedException' }, { flows });
    expect(await errorOf(appflow.send(describeOrders))).toEqual({ name: 'AccessDeniedException', status: 403 });
  });

  it('whose failure was taken for silence fails, and is not tried again', async () => {
    const { appflow, aws } = await recorded(
      { [`${HERE} DescribeFlowExecutionRecords orders`]: 'no answer' },
      { flows },
    );
    const call = appflow.send(new DescribeFlowExecutionRecordsCommand({ flowName: 'orders' }));
    expect(await errorOf(call)).toEqual({ name: 'NoAnswerInTheRecordingException', status: 400 });
    expect(aws.counts.get('appflow:DescribeFlowExecutionRecords')).toBe(1);
  });

  it.each([
    { name: 'about another flow', asked: `${HERE} DescribeFlow other` },
    { name: 'in another Region', asked: '111122223333/us-east-1 DescribeFlow orders' },
    { name: 'of another account', asked: '444455556666/eu-west-1 DescribeFlow orders' },
    { name: 'of another kind', asked: `${HERE} ListFlows ` },
  ])('that was made $name only is not in it', async ({ asked }) => {
    const { appflow } = await recorded({ [asked]: 'given' }, { flows });
    await expect(appflow.send(describeOrders)).rejects.toMatchObject({
      name: 'NotInTheRecordingException',
      message: 'not in the recording',
    });
  });

  it('of an operation that no recording holds is not in it', async () => {
    const { config } = await recorded({});
    expect(await errorOf(config.send(new DescribeConfigRulesCommand({})))).toEqual({
      name: 'NotInTheRecordingException',
      status: 400,
    });
  });

  it('who the caller is, is known without reading', async () => {
    const { sts } = await recorded({});
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '111122223333' });
  });
});

it('flows that were listed but not described are listed', async () => {
  const { appflow } = await recorded({ [`${HERE} ListFlows `]: 'given' }, { flows });
  const { flows: listed = [] } = await appflow.send(new ListFlowsCommand({ maxResults: 100 }));
  expect(listed.map(({ flowName }) => flowName)).toEqual(['orders']);
});

it('a key that was described by its alias is, though its aliases were not listed', async () => {
  const alias = 'arn:aws:kms:eu-west-1:111122223333:alias/orders';
  const { kms } = await recorded(
    { [`${HERE} DescribeKey ${alias}`]: 'given' },
    { keys: [{ Arn: orders, Aliases: ['alias/orders'] }] },
  );
  expect(await kms.send(new DescribeKeyCommand({ KeyId: alias }))).toMatchObject({ KeyMetadata: { Arn: orders } });
  await expect(kms.send(new ListAliasesCommand({ KeyId: orders }))).rejects.toThrow('not in the recording');
});

describe('what AWS told once, no rule of a service takes away, and no default adds to', () => {
  const foreign = 'arn:aws:kms:eu-west-1:444455556666:key/lake';

  it('a key of another account', async () => {
    const { kms } = await recorded({ [`${HERE} DescribeKey ${foreign}`]: 'given' }, { keys: [{ Arn: foreign }] });
    expect(await kms.send(new DescribeKeyCommand({ KeyId: foreign }))).toMatchObject({ KeyMetadata: { Arn: foreign } });
  });

  it('the rotation of a replica, whatever is known of its primary key', async () => {
    const primary = { Arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', Region: 'us-east-1' };
    const Arn = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1';
    const { kms } = await recorded(
      { [`${HERE} GetKeyRotationStatus ${Arn}`]: 'given' },
      {
        keys: [
          { Arn: primary.Arn },
          {
            Arn,
            Rotation: { KeyRotationEnabled: false },
            MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', PrimaryKey: primary },
          },
        ],
      },
    );
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: Arn }));
    expect(status.KeyRotationEnabled).toBe(false);
  });

  it('the rotations of a key that does not look as if it had any', async () => {
    const { kms } = await recorded(
      { [`${HERE} ListKeyRotations ${orders}`]: 'given' },
      { keys: [{ Arn: orders, Origin: 'EXTERNAL_KEY_STORE' }] },
    );
    expect((await kms.send(new ListKeyRotationsCommand({ KeyId: orders }))).Rotations).toEqual([]);
  });

  it('since when use is tracked, where AWS did not say it', async () => {
    const { kms } = await recorded(
      { [`${HERE} GetKeyLastUsage ${orders}`]: 'given' },
      { keys: [{ Arn: orders, KeyLastUsage: {} }] },
    );
    const use = await kms.send(new GetKeyLastUsageCommand({ KeyId: orders }));
    expect(use.TrackingStartDate).toBeUndefined();
    expect(use.KeyLastUsage).toEqual({});
  });

  it('that a flow never ran', async () => {
    const run = { startedAt: '2026-11-01T08:00:00Z' };
    const { appflow } = await recorded(
      { [`${HERE} DescribeFlow orders`]: 'given' },
      { flows: [{ flowName: 'orders', lastRun: {}, executions: [run] }] },
    );
    expect((await appflow.send(describeOrders)).lastRunExecutionDetails).toBeUndefined();
  });

  it('a secret of another account', async () => {
    const ARN = 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:crm-a1B2c3';
    const { secretsManager } = await recorded({ [`${HERE} DescribeSecret ${ARN}`]: 'given' }, { secrets: [{ ARN }] });
    expect(await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }))).toMatchObject({ ARN });
  });

  it('a bucket, in whatever Region it was found', async () => {
    const { aws } = await recorded(
      { '111122223333 GetBucketEncryption lake': 'given' },
      { buckets: [{ account: '444455556666', region: 'us-east-1', Name: 'lake', SSEAlgorithm: 'AES256' }] },
    );
    const s3 = (region: string) =>
      new S3Client({
        endpoint: aws.url,
        region,
        credentials: { accessKeyId: 'AKIALOCAL111122223333', secretAccessKey: 'local' },
        maxAttempts: 1,
      }).send(new GetBucketEncryptionCommand({ Bucket: 'lake', ExpectedBucketOwner: '111122223333' }));
    await expect(s3('eu-west-1')).rejects.toMatchObject({ name: 'PermanentRedirect' });
    expect((await s3('us-east-1')).ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
  });

  it('a role', async () => {
    const RoleArn = 'arn:aws:iam::444455556666:role/reader';
    const { sts } = await recorded(
      { [`111122223333 AssumeRole ${RoleArn}`]: 'given' },
      { roles: [{ Arn: RoleArn, Trusts: ['111122223333'] }] },
    );
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });
});

it('a world may have tags that are called as members of every object are', async () => {
  const { appflow } = await localAws({ flows: [{ flowName: 'orders', tags: { constructor: 'x' } }] });
  expect((await appflow.send(describeOrders)).tags).toEqual({ constructor: 'x' });
});
