import { ListFlowsCommand } from '@aws-sdk/client-appflow';
import { DescribeKeyCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clientsOf, closeAll, credentialsOf, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const memberRole = 'arn:aws:iam::444455556666:role/flow-reader';
const assume = new AssumeRoleCommand({ RoleArn: memberRole, RoleSessionName: 'appflow-flow-cmk' });
const trusting = { roles: [{ Arn: memberRole, Trusts: ['111122223333'] }] };

const assumedIn = async (world: Parameters<typeof localAws>[0]) => {
  const { aws, sts } = await localAws(world);
  const { Credentials } = await sts.send(assume);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { aws, credentials };
};

describe('the function’s own role', () => {
  it('is told by its access key id', async () => {
    const { sts } = await localAws();
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe('111122223333');
    expect(identity.Arn).toBe('arn:aws:sts::111122223333:assumed-role/appflow-flow-cmk/appflow-flow-cmk');
  });

  it.each([
    { region: 'eu-west-1', partition: 'aws' },
    { region: 'cn-north-1', partition: 'aws-cn' },
    { region: 'us-gov-west-1', partition: 'aws-us-gov' },
    { region: 'eusc-de-east-1', partition: 'aws-eusc' },
  ])('is of the partition $partition in $region', async ({ region, partition }) => {
    const { aws } = await localAws({ region });
    const identity = await clientsOf(aws, { region }).sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:${partition}:sts::111122223333:assumed-role/appflow-flow-cmk/appflow-flow-cmk`);
  });

  it('is nobody else: an unknown access key is refused as each service refuses it', async () => {
    const { aws } = await localAws();
    const { appflow, kms, sts } = clientsOf(aws, { credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' } });
    const errors = [
      await errorOf(appflow.send(new ListFlowsCommand({}))),
      await errorOf(kms.send(new DescribeKeyCommand({ KeyId: orders }))),
      await errorOf(sts.send(new GetCallerIdentityCommand({}))),
    ];
    expect(errors).toEqual([
      { name: 'UnrecognizedClientException', status: 403 },
      { name: 'UnrecognizedClientException', status: 400 },
      { name: 'InvalidClientTokenId', status: 403 },
    ]);
  });

  it('must sign its requests', async () => {
    const { aws } = await localAws();
    const response = await fetch(`${aws.url}/list-flows`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(403);
  });
});

describe('an assumed role', () => {
  it('acts in its own account', async () => {
    const { aws, credentials } = await assumedIn({
      ...trusting,
      flows: [{ flowName: 'theirs', account: '444455556666' }],
    });
    const { flows } = await clientsOf(aws, { credentials }).appflow.send(new ListFlowsCommand({}));
    expect(flows?.map(({ flowName }) => flowName)).toEqual(['theirs']);
    expect(aws.calls.map(({ operation, account, caller }) => [operation, account, caller])).toEqual([
      ['AssumeRole', '111122223333', 'arn:aws:iam::111122223333:role/appflow-flow-cmk'],
      ['ListFlows', '444455556666', 'arn:aws:iam::444455556666:role/flow-reader'],
    ]);
  });

  it('lasts an hour unless the world says otherwise', async () => {
    const { sts } = await localAws(trusting);
    const before = Date.now();
    const { Credentials } = await sts.send(assume);
    const lasts = (Credentials?.Expiration?.getTime() ?? 0) - before;
    expect(Math.round(lasts / 60_000)).toBe(60);
  });

  it('is refused once its session has expired', async () => {
    const { aws, credentials } = await assumedIn({ ...trusting, sessionSeconds: 0 });
    const { appflow, sts } = clientsOf(aws, { credentials });
    const rest = await errorOf(appflow.send(new ListFlowsCommand({})));
    const query = await errorOf(sts.send(new GetCallerIdentityCommand({})));
    expect(rest).toEqual({ name: 'ExpiredTokenException', status: 403 });
    expect(query).toEqual({ name: 'ExpiredToken', status: 403 });
  });

  it('is refused without its session token', async () => {
    const { aws, credentials } = await assumedIn(trusting);
    const { accessKeyId, secretAccessKey } = credentials;
    const { kms } = clientsOf(aws, { credentials: { accessKeyId, secretAccessKey } });
    const error = await errorOf(kms.send(new DescribeKeyCommand({ KeyId: orders })));
    expect(error.name).toBe('UnrecognizedClientException');
  });

  it.each([
    { name: 'does not exist', roles: [] },
    { name: 'trusts another account', roles: [{ Arn: memberRole, Trusts: ['777788889999'] }] },
    { name: 'trusts another role', roles: [{ Arn: memberRole, Trusts: ['arn:aws:iam::111122223333:role/other'] }] },
  ])('is not to be had where it $name', async ({ roles }) => {
    const { sts } = await localAws({ roles });
    expect(await errorOf(sts.send(assume))).toEqual({ name: 'AccessDenied', status: 403 });
  });

  it.each([
    { name: 'the account', trusted: '111122223333' },
    { name: 'the account’s root', trusted: 'arn:aws:iam::111122223333:root' },
    { name: 'the role', trusted: 'arn:aws:iam::111122223333:role/appflow-flow-cmk' },
  ])('is to be had where it trusts $name', async ({ trusted }) => {
    const { sts } = await localAws({ roles: [{ Arn: memberRole, Trusts: [trusted] }] });
    const { AssumedRoleUser } = await sts.send(assume);
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::444455556666:assumed-role/flow-reader/appflow-flow-cmk');
  });
});

describe('a role of every account', () => {
  const everywhere = { Arn: 'arn:aws:iam::*:role/audit/reader', Trusts: ['111122223333'] };
  const assumeIn = (account: string, role = 'audit/reader') =>
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'audit' });

  it('is to be had in any of them', async () => {
    const { sts } = await localAws({ roles: [everywhere] });
    const { AssumedRoleUser } = await sts.send(assumeIn('222233334444'));
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::222233334444:assumed-role/reader/audit');
  });

  it('gives way to the one that an account has itself', async () => {
    const own = { Arn: 'arn:aws:iam::222233334444:role/audit/reader', Trusts: [] };
    const { sts } = await localAws({ roles: [everywhere, own] });
    expect((await errorOf(sts.send(assumeIn('222233334444')))).name).toBe('AccessDenied');
    expect((await sts.send(assumeIn('333344445555'))).Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it('is no role of another name', async () => {
    const { sts } = await localAws({ roles: [everywhere] });
    expect((await errorOf(sts.send(assumeIn('222233334444', 'other')))).name).toBe('AccessDenied');
  });
});

describe('a Region that the account has not enabled', () => {
  const accountRegions = [{ account: '222233334444', disabled: ['af-south-1'] }];
  const clientsIn = async (account: string, region: string) => {
    const { aws } = await localAws({ accountRegions });
    return { aws, ...clientsOf(aws, { region, credentials: credentialsOf(account) }) };
  };

  it('knows none of its credentials, as each protocol says it', async () => {
    const { aws, appflow, kms, sts, organizations } = await clientsIn('222233334444', 'af-south-1');
    const errors = [
      await errorOf(appflow.send(new ListFlowsCommand({}))),
      await errorOf(kms.send(new DescribeKeyCommand({ KeyId: orders }))),
      await errorOf(sts.send(new GetCallerIdentityCommand({}))),
    ];
    expect(errors).toEqual([
      { name: 'UnrecognizedClientException', status: 403 },
      { name: 'UnrecognizedClientException', status: 400 },
      { name: 'InvalidClientTokenId', status: 403 },
    ]);
    // A service for all Regions has an answer of its own.
    expect((await errorOf(organizations.send(new ListAccountsCommand({})))).name).toBe(
      'AWSOrganizationsNotInUseException',
    );
    expect(aws.counts.get('appflow:ListFlows')).toBe(1);
  });

  it.each([
    { name: 'another account', account: '111122223333', region: 'af-south-1' },
    { name: 'another Region', account: '222233334444', region: 'eu-west-1' },
  ])('is none for $name', async ({ account, region }) => {
    const { appflow } = await clientsIn(account, region);
    expect((await appflow.send(new ListFlowsCommand({}))).flows).toEqual([]);
  });
});

describe('a denial', () => {
  it.each([
    { name: 'of the action', denial: { action: 'kms:ListResourceTags' }, denied: true },
    { name: 'of every action of the service', denial: { action: 'kms:*' }, denied: true },
    { name: 'on the key', denial: { action: 'kms:ListResourceTags', resource: '*:key/ord*' }, denied: true },
    { name: 'on another key', denial: { action: 'kms:ListResourceTags', resource: '*:key/billing' }, denied: false },
    { name: 'of the account', denial: { action: 'kms:ListResourceTags', caller: '111122223333' }, denied: true },
    { name: 'of another caller', denial: { action: 'kms:ListResourceTags', caller: memberRole }, denied: false },
    { name: 'of another action', denial: { action: 'kms:GetKeyPolicy' }, denied: false },
  ])('$name makes a read of tags denied: $denied', async ({ denial, denied }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders }], denials: [denial] });
    const read = kms.send(new ListResourceTagsCommand({ KeyId: orders }));
    const outcome = await read.then(
      () => 'read',
      (error: Error) => error.name,
    );
    expect(outcome).toBe(denied ? 'AccessDeniedException' : 'read');
  });
});
