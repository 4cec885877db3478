import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { anEvent } from '../bench/events.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';
import { flawsOf } from './finding-format.ts';
import { batchesIn, findingsIn, startSandboxWithHub } from './hub.ts';

afterEach(stopSandboxes);

it('a sweep imports a finding for each flow but one that is gone, after the evaluations', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  const { outcome } = await invoke(aSweep());
  const told = Object.entries(findingsIn(aws)).map(([flow, { Compliance, RecordState }]) => [
    flow,
    (Compliance as { readonly Status: string }).Status,
    RecordState,
  ]);
  expect(outcome).toBe('succeeded');
  expect(told.sort()).toEqual([
    ['bare', 'FAILED', 'ACTIVE'],
    ['hidden', 'FAILED', 'ACTIVE'],
    ['invoices', 'PASSED', 'ACTIVE'],
    ['leads', 'FAILED', 'ACTIVE'],
    ['legacy', 'NOT_AVAILABLE', 'ARCHIVED'],
    ['orders', 'PASSED', 'ACTIVE'],
  ]);
  const operations = aws.calls.map(({ operation }) => operation);
  expect(operations.slice(-3)).toEqual(['PutEvaluations', 'GetFindings', 'BatchImportFindings']);
});

it('what is sent is in the format that Security Hub describes', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  await invoke(aSweep());
  const sent = aws.calls.flatMap(({ operation, input }) =>
    operation === 'BatchImportFindings' ? (input['Findings'] as readonly unknown[]) : [],
  );
  expect(sent.map(flawsOf)).toEqual([[], [], [], [], [], []]);
});

it('a sweep imports batches of at most 100', async () => {
  const flows = Array.from({ length: 230 }, (_, index) => ({ flowName: `flow-${index}` }));
  const { aws, invoke } = await startSandboxWithHub({ flows }, { APPFLOW_CONCURRENCY: '50' });
  await invoke(aSweep());
  expect(batchesIn(aws)).toEqual([100, 100, 30]);
});

it('a second sweep of many flows reads the findings a hundred at a time', async () => {
  const flows = Array.from({ length: 130 }, (_, index) => ({ flowName: `flow-${index}` }));
  const { aws, invoke } = await startSandboxWithHub({ flows }, { APPFLOW_CONCURRENCY: '50' });
  await invoke(aSweep());
  await invoke(aSweep());
  expect(aws.counts.get('securityhub:GetFindings')).toBe(3);
  expect(Object.keys(findingsIn(aws))).toHaveLength(130);
});

it('when only the reasons change, the same finding is updated and keeps its time of creation', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  await invoke(aChangeOf('leads'));
  const before = findingsIn(aws)['leads'] ?? {};
  await invoke(aChangeOf('leads', { ruleParameters: '{"requireRotation":"false"}' }));
  const after = findingsIn(aws)['leads'] ?? {};
  expect(before).toMatchObject({ Severity: { Label: 'MEDIUM' }, Compliance: { Status: 'FAILED' } });
  expect(after).toMatchObject({
    Id: before['Id'],
    CreatedAt: before['CreatedAt'],
    Severity: { Label: 'LOW' },
    Compliance: { Status: 'FAILED' },
    Description: expect.stringMatching(/^KEY_UNTAGGED: key crm has no tag/),
  });
  expect(String(after['UpdatedAt']) > String(before['UpdatedAt'])).toBe(true);
  expect(Object.keys(findingsIn(aws))).toEqual(['leads']);
});

it('a flow that became compliant has its finding passed', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  await invoke(aChangeOf('orders', { ruleParameters: '{"maxRotationPeriodInDays":"90"}' }));
  expect(findingsIn(aws)['orders']).toMatchObject({ Severity: { Label: 'MEDIUM' }, Compliance: { Status: 'FAILED' } });
  await invoke(aChangeOf('orders'));
  expect(findingsIn(aws)['orders']).toMatchObject({
    Severity: { Label: 'INFORMATIONAL' },
    Compliance: { Status: 'PASSED' },
    RecordState: 'ACTIVE',
  });
});

const deleted = anEvent({
  item: { resourceId: 'leads', configuration: {}, configurationItemStatus: 'ResourceDeleted' },
});

describe.each([
  { name: 'is gone', event: deleted },
  { name: 'is out of scope', event: aChangeOf('leads', { ruleParameters: '{"flowTagFilter":"Stage=prod"}' }) },
])('when a flow $name', ({ event }) => {
  it('its finding is archived', async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany());
    await invoke(aChangeOf('leads'));
    const created = findingsIn(aws)['leads']?.['CreatedAt'];
    await invoke(event);
    expect(findingsIn(aws)['leads']).toMatchObject({
      RecordState: 'ARCHIVED',
      CreatedAt: created,
      Compliance: { Status: 'NOT_AVAILABLE' },
    });
  });

  it('no finding is made where none existed', async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany());
    const { outcome } = await invoke(event);
    expect([outcome, findingsIn(aws), batchesIn(aws)]).toEqual(['succeeded', {}, []]);
  });

  it('a finding that is archived already is left alone', async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany());
    await invoke(aChangeOf('leads'));
    await invoke(event);
    await invoke(event);
    expect(batchesIn(aws)).toEqual([1, 1]);
  });
});

it('a flow that is judged again after its exemption has its finding back, with the old time of creation', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  await invoke(aChangeOf('legacy'));
  const archived = findingsIn(aws)['legacy'];
  await invoke(aChangeOf('legacy', { ruleParameters: '{}' }));
  expect(archived).toMatchObject({ RecordState: 'ARCHIVED' });
  expect(findingsIn(aws)['legacy']).toMatchObject({ RecordState: 'ACTIVE', CreatedAt: archived?.['CreatedAt'] });
});

it('a member account gets findings of its own, imported with its role', async () => {
  const { aws, invoke } = await startSandboxWithHub(
    aCompany({
      flows: [{ flowName: 'orders', account: '444455556666' }],
      roles: [{ Arn: 'arn:aws:iam::444455556666:role/flow-reader', Trusts: ['111122223333'] }],
    }),
  );
  const { outcome } = await invoke(
    aSweep({
      accountId: '444455556666',
      configRuleArn: 'arn:aws:config:eu-west-1:444455556666:config-rule/config-rule-m2m',
      ruleParameters: '{"executionRoleName":"flow-reader"}',
    }),
  );
  expect(outcome).toBe('succeeded');
  expect(findingsIn(aws)).toEqual({});
  expect(findingsIn(aws, '444455556666')).toMatchObject({
    orders: {
      Id: 'arn:aws:config:eu-west-1:444455556666:config-rule/config-rule-m2m/arn:aws:appflow:eu-west-1:444455556666:flow/orders',
      ProductArn: 'arn:aws:securityhub:eu-west-1:444455556666:product/444455556666/default',
      AwsAccountId: '444455556666',
    },
  });
});

it.each([
  { name: 'a trial run', environment: {}, event: aSweep({ resultToken: 'TESTMODE' }) },
  { name: 'a function whose switch is off', environment: { SECURITY_HUB_FINDINGS: 'false' }, event: aSweep() },
  { name: 'a function without the switch', environment: { SECURITY_HUB_FINDINGS: '' }, event: aSweep() },
])('$name imports nothing', async ({ environment, event }) => {
  const { aws, invoke } = await startSandbox({
    world: aCompany(),
    environment: { SECURITY_HUB_FINDINGS: 'true', ...environment },
  });
  const { outcome } = await invoke(event);
  const services = aws.calls.map(({ service }) => service);
  expect([outcome, services.includes('config'), services.includes('securityhub')]).toEqual(['succeeded', true, false]);
});
