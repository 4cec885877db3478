import type { Invocation } from '../../local-aws/function.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { stopSandboxes } from '../bench/sandbox.ts';
import { readMetrics } from '../telemetry/embedded-metrics.ts';
import { batchesIn, findingsIn, linesOf, startSandboxWithHub } from './hub.ts';

afterEach(stopSandboxes);

const valuesOf = (logs: readonly string[]) =>
  Object.fromEntries(readMetrics(logs).map(({ name, values: [value] }) => [name, value]));

const FAILURES: readonly { readonly name: string; readonly world: Partial<WorldInput>; readonly because: string }[] = [
  { name: 'is off', world: { securityHub: false }, because: 'is not subscribed to AWS Security Hub' },
  {
    name: 'may not be called',
    world: { denials: [{ action: 'securityhub:*' }] },
    because: 'is not authorized to perform: securityhub:',
  },
  {
    name: 'throttles every import',
    world: { faults: [{ operation: 'BatchImportFindings', fault: 'ThrottlingException' }] },
    because: 'ThrottlingException',
  },
  {
    name: 'hands every finding back',
    world: { faults: [{ operation: 'BatchImportFindings', fault: 'FailedFindings' }] },
    because: 'InternalError: The finding could not be imported now.',
  },
];

describe.each(FAILURES)('where Security Hub $name', ({ world, because }) => {
  let swept: Invocation;
  let evaluations: LocalAws['evaluations'];

  beforeAll(async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany({ ...world, denials: world.denials ?? [] }));
    swept = await invoke(aSweep());
    evaluations = aws.evaluations;
  });

  it('every evaluation is put, and the invocation fails, saying why', () => {
    expect(evaluations).toHaveLength(7);
    expect(swept).toMatchObject({
      outcome: 'failed',
      error: {
        name: 'UnjudgedFlowsError',
        message: expect.stringMatching(/^Security Hub did not take \d of 7 findings: /),
      },
    });
    expect(JSON.stringify(swept)).toContain(because);
  });

  it('each finding is named in the log and counted, and the sweep counts as complete', () => {
    const lines = linesOf(swept, 'finding not taken by Security Hub');
    expect(lines[0]).toMatchObject({
      level: 'ERROR',
      findingId: expect.stringMatching(/^arn:aws:config:.*\/arn:aws:appflow:.*:flow\//),
      because: expect.stringContaining(because),
    });
    expect(valuesOf(swept.logs)).toMatchObject({ FailedFindings: lines.length, Sweeps: 1, Flows: 6 });
  });
});

it('findings that are handed back once are imported again, alone', async () => {
  const faults = [{ operation: 'BatchImportFindings', fault: 'FailedFindings', matching: 'flow/leads', times: 2 }];
  const { aws, invoke } = await startSandboxWithHub(aCompany({ faults }));
  const { outcome, logs } = await invoke(aSweep());
  expect(outcome).toBe('succeeded');
  expect(batchesIn(aws)).toEqual([6, 1, 1]);
  expect(Object.keys(findingsIn(aws))).toHaveLength(6);
  expect(valuesOf(logs)).not.toHaveProperty('FailedFindings');
});

it('findings that are handed back for good are tried four times, and hold up no other', async () => {
  const faults = [{ operation: 'BatchImportFindings', fault: 'FailedFindings', matching: 'flow/leads' }];
  const { aws, invoke } = await startSandboxWithHub(aCompany({ faults }));
  const { outcome, logs } = await invoke(aSweep());
  expect(outcome).toBe('failed');
  expect(batchesIn(aws)).toEqual([6, 1, 1, 1]);
  expect(Object.keys(findingsIn(aws))).not.toContain('leads');
  expect(Object.keys(findingsIn(aws))).toHaveLength(5);
  expect(valuesOf(logs)).toMatchObject({ FailedFindings: 1 });
});

it('a batch that fails hides no other', async () => {
  const flows = Array.from({ length: 150 }, (_, index) => ({ flowName: `flow-${index}` }));
  const faults = [{ operation: 'BatchImportFindings', fault: '500', times: 1 }];
  const { aws, invoke } = await startSandboxWithHub({ flows, faults }, { APPFLOW_CONCURRENCY: '50' });
  const { outcome, logs } = await invoke(aSweep());
  expect(outcome).toBe('failed');
  expect(batchesIn(aws)).toEqual([100, 50]);
  expect(Object.keys(findingsIn(aws))).toHaveLength(50);
  expect(valuesOf(logs)).toMatchObject({ FailedFindings: 100 });
});

it('a throttled import is repeated by the SDK', async () => {
  const faults = [{ operation: 'BatchImportFindings', fault: 'ThrottlingException', times: 1 }];
  const { aws, invoke } = await startSandboxWithHub(aCompany({ faults }), { AWS_MAX_ATTEMPTS: '2' });
  const { outcome } = await invoke(aChangeOf('leads'));
  expect([outcome, Object.keys(findingsIn(aws))]).toEqual(['succeeded', ['leads']]);
});

describe('where Security Hub does not show what it has', () => {
  const denials = [{ action: 'securityhub:GetFindings' }];

  it('findings are imported all the same, with a warning', async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany({ denials }));
    const changed = await invoke(aChangeOf('leads'));
    expect([changed.outcome, Object.keys(findingsIn(aws))]).toEqual(['succeeded', ['leads']]);
    expect(
      linesOf(changed, 'Findings get a new time of creation: Security Hub did not show those it has'),
    ).toMatchObject([{ level: 'WARN', because: expect.stringContaining('securityhub:GetFindings') }]);
  });

  it('a finding that should perhaps be archived is one that it did not take', async () => {
    const { aws, invoke } = await startSandboxWithHub(aCompany({ denials }));
    const { outcome, logs } = await invoke(aChangeOf('leads', { ruleParameters: '{"flowTagFilter":"Stage=prod"}' }));
    expect([outcome, batchesIn(aws)]).toEqual(['failed', []]);
    expect(valuesOf(logs)).toMatchObject({ FailedFindings: 1, NotApplicableEvaluations: 1 });
  });
});

it('an event without the ARN of its rule costs the findings, and says so', async () => {
  const { aws, invoke } = await startSandboxWithHub(aCompany());
  const changed = await invoke(aChangeOf('leads', { configRuleArn: undefined }));
  expect(aws.evaluations).toHaveLength(1);
  expect(changed).toMatchObject({
    outcome: 'failed',
    error: { message: 'Security Hub got no findings: the event names no configRuleArn' },
  });
});

it('a verdict that AWS Config did not take makes no finding', async () => {
  const faults = [{ operation: 'PutEvaluations', fault: 'FailedEvaluations', matching: 'leads' }];
  const { aws, invoke } = await startSandboxWithHub(aCompany({ faults }));
  await invoke(aSweep());
  expect(Object.keys(findingsIn(aws)).sort()).toEqual(['bare', 'hidden', 'invoices', 'legacy', 'orders']);
});
