import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  DescribeHubCommand,
  GetFindingsCommand,
} from '@aws-sdk/client-securityhub';
import { closeAll, errorOf, localAws, ownAccount } from './local-clients.ts';

afterEach(closeAll);

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIALOCAL${ownAccount}/20260115/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

describe('DescribeSecret', () => {
  const ARN = `arn:aws:secretsmanager:eu-west-1:${ownAccount}:secret:appflow!crm-AbCdEf`;

  it('tells the key of a secret that has one of its own', async () => {
    const { secretsManager } = await localAws({ secrets: [{ ARN, KmsKeyId: 'alias/crm' }] });
    const secret = await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }));
    expect([secret.KmsKeyId, secret.OwningService]).toEqual(['alias/crm', 'appflow']);
  });

  it('tells no key of a secret under the account’s default one', async () => {
    const { secretsManager } = await localAws({ secrets: [{ ARN }] });
    const secret = await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }));
    expect(secret).not.toHaveProperty('KmsKeyId');
  });

  it.each([
    { name: 'its name', SecretId: 'appflow!crm' },
    { name: 'its ARN', SecretId: ARN },
    { name: 'its ARN without the random end', SecretId: ARN.slice(0, -7) },
  ])('finds a secret by $name', async ({ SecretId }) => {
    const { secretsManager } = await localAws({ secrets: [{ ARN }] });
    const secret = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
    expect([secret.ARN, secret.Name]).toEqual([ARN, 'appflow!crm']);
  });

  it('spells the text of an error as Secrets Manager does', async () => {
    const { aws } = await localAws();
    const response = await fetch(aws.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'secretsmanager.DescribeSecret', ...signedFor('secretsmanager') },
      body: JSON.stringify({ SecretId: 'crm' }),
    });
    expect(await response.json()).toEqual({
      __type: 'ResourceNotFoundException',
      Message: "Secrets Manager can't find the specified secret.",
    });
  });

  it.each([
    { name: 'is not there', SecretId: `${ARN}x`, error: 'ResourceNotFoundException' },
    { name: 'has no such name', SecretId: 'appflow!crm-AbCde', error: 'ResourceNotFoundException' },
    {
      name: 'belongs to another account',
      SecretId: 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:crm',
      error: 'AccessDeniedException',
    },
  ])('refuses a secret that $name', async ({ SecretId, error }) => {
    const { secretsManager } = await localAws({ secrets: [{ ARN }] });
    const refused = await errorOf(secretsManager.send(new DescribeSecretCommand({ SecretId })));
    expect(refused).toEqual({ name: error, status: 400 });
  });
});

describe('Security Hub', () => {
  const finding: AwsSecurityFinding = {
    SchemaVersion: '2018-10-08',
    Id: 'rule/orders',
    ProductArn: `arn:aws:securityhub:eu-west-1:${ownAccount}:product/${ownAccount}/default`,
    GeneratorId: 'rule',
    AwsAccountId: ownAccount,
    Types: ['Software and Configuration Checks'],
    CreatedAt: '2026-01-15T08:00:00.000Z',
    UpdatedAt: '2026-01-15T08:00:00.000Z',
    Severity: { Label: 'HIGH' },
    Title: 'The flow has no customer managed key',
    Description: 'NO_CMK: the flow orders names no key.',
    Resources: [{ Type: 'Other', Id: `arn:aws:appflow:eu-west-1:${ownAccount}:flow/orders` }],
  };
  const imported = (...Findings: AwsSecurityFinding[]) => new BatchImportFindingsCommand({ Findings });

  it('imports a finding and gives it back, active and new', async () => {
    const { securityHub } = await localAws();
    const { SuccessCount, FailedCount } = await securityHub.send(imported(finding));
    const Filters = { Id: [{ Value: 'rule/', Comparison: 'PREFIX' as const }] };
    const { Findings } = await securityHub.send(new GetFindingsCommand({ Filters }));
    expect([SuccessCount, FailedCount]).toEqual([1, 0]);
    expect(Findings).toEqual([{ ...finding, RecordState: 'ACTIVE', Workflow: { Status: 'NEW' } }]);
  });

  it.each([
    { name: 'a later time', UpdatedAt: '2026-01-15T08:00:01.000Z', title: 'Changed' },
    { name: 'the same time', UpdatedAt: '2026-01-15T08:00:00.000Z', title: 'The flow has no customer managed key' },
    { name: 'an earlier time', UpdatedAt: '2026-01-15T07:00:00.000Z', title: 'The flow has no customer managed key' },
  ])('after an update of $name holds "$title"', async ({ UpdatedAt, title }) => {
    const { securityHub } = await localAws();
    await securityHub.send(imported(finding));
    await securityHub.send(imported({ ...finding, Title: 'Changed', UpdatedAt }));
    const { Findings } = await securityHub.send(new GetFindingsCommand({}));
    expect(Findings?.map(({ Title }) => Title)).toEqual([title]);
  });

  it.each([
    { name: 'no title', flaw: { Title: undefined }, code: 'InvalidInput' },
    { name: 'a title of 257 characters', flaw: { Title: 'a'.repeat(257) }, code: 'InvalidInput' },
    { name: 'no resource', flaw: { Resources: [] }, code: 'InvalidInput' },
    { name: 'no severity', flaw: { Severity: undefined }, code: 'InvalidInput' },
    { name: 'a time without a zone', flaw: { UpdatedAt: '2026-01-15T08:00:00' }, code: 'InvalidInput' },
    { name: 'another account', flaw: { AwsAccountId: '444455556666' }, code: 'InvalidAccess' },
    {
      name: 'another product',
      flaw: { ProductArn: 'arn:aws:securityhub:eu-west-1::product/a/b' },
      code: 'InvalidAccess',
    },
  ])('refuses only the finding of a batch that has $name', async ({ flaw, code }) => {
    const { aws, securityHub } = await localAws();
    const bad = { ...finding, Id: 'rule/bad', ...flaw } as AwsSecurityFinding;
    const answer = await securityHub.send(imported(finding, bad));
    expect(answer.FailedFindings?.map(({ Id, ErrorCode }) => [Id, ErrorCode])).toEqual([['rule/bad', code]]);
    expect(aws.state.findings.get(`${ownAccount}/eu-west-1`)?.size).toBe(1);
  });

  it.each([
    { name: 'an empty batch', world: {}, Findings: [], error: { name: 'InvalidInputException', status: 400 } },
    {
      name: 'more than 100 findings',
      world: {},
      Findings: Array(101).fill(finding),
      error: { name: 'InvalidInputException', status: 400 },
    },
    {
      name: 'every batch where the hub is off',
      world: { securityHub: false },
      Findings: [finding],
      error: { name: 'InvalidAccessException', status: 401 },
    },
  ])('refuses $name', async ({ world, Findings, error }) => {
    const { securityHub } = await localAws(world);
    expect(await errorOf(securityHub.send(new BatchImportFindingsCommand({ Findings })))).toEqual(error);
  });

  it('spells the text of an error as Security Hub does', async () => {
    const { aws } = await localAws({ securityHub: false });
    const response = await fetch(`${aws.url}/findings`, { method: 'POST', headers: signedFor('securityhub') });
    expect(await response.json()).toEqual({
      Message: 'Account 111122223333 is not subscribed to AWS Security Hub',
    });
  });

  it('describes the hub of the account', async () => {
    const { securityHub } = await localAws();
    const { HubArn } = await securityHub.send(new DescribeHubCommand({}));
    const asked = await securityHub.send(new DescribeHubCommand({ HubArn }));
    expect(HubArn).toBe('arn:aws:securityhub:eu-west-1:111122223333:hub/default');
    expect(asked.HubArn).toBe(HubArn);
  });

  it.each([
    { name: 'where it is off', world: { securityHub: false }, HubArn: undefined, error: 'InvalidAccessException' },
    { name: 'of another name', world: {}, HubArn: 'arn:aws:securityhub:x', error: 'ResourceNotFoundException' },
  ])('describes no hub $name', async ({ world, HubArn, error }) => {
    const { securityHub } = await localAws(world);
    expect((await errorOf(securityHub.send(new DescribeHubCommand({ HubArn })))).name).toBe(error);
  });

  it('names the findings that a fault hit', async () => {
    const { securityHub } = await localAws({
      faults: [{ operation: 'BatchImportFindings', fault: 'FailedFindings', times: 1 }],
    });
    const answer = await securityHub.send(imported(finding));
    expect([answer.SuccessCount, answer.FailedCount]).toEqual([0, 1]);
  });
});

describe('Publish', () => {
  const publish = (url: string, topic: string) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...signedFor('sns'),
      },
      body: new URLSearchParams({
        Action: 'Publish',
        TopicArn: topic,
        Message: 'Key orders rotates now',
        Subject: 'Done',
      }),
    });

  it('writes the message down', async () => {
    const { aws } = await localAws();
    const response = await publish(aws.url, `arn:aws:sns:eu-west-1:${ownAccount}:alerts`);
    expect([response.status, (await response.text()).includes('<MessageId>')]).toEqual([200, true]);
    expect(aws.state.messages).toEqual([
      { topicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts', subject: 'Done', message: 'Key orders rotates now' },
    ]);
  });

  it('refuses a topic that the world does not have', async () => {
    const { aws } = await localAws({ topics: [] });
    const response = await publish(aws.url, `arn:aws:sns:eu-west-1:${ownAccount}:alerts`);
    expect([response.status, (await response.text()).includes('<Code>NotFound</Code>')]).toEqual([404, true]);
  });
});
