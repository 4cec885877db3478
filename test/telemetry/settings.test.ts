import { LogLevel } from '@aws-lambda-powertools/logger';
import { parseSettings } from '../../lambda/core/input/settings.ts';
import { aChangeOf, aCompany } from '../bench/a-company.ts';
import { anEvent } from '../bench/events.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';
import { readMetrics } from './embedded-metrics.ts';

afterEach(stopSandboxes);

const messagesOf = (logs: readonly string[]): readonly unknown[] =>
  logs.flatMap((line) => JSON.parse(line)['message'] ?? []);

it('every level that Powertools knows is a log level', () => {
  for (const level of Object.values(LogLevel))
    expect(() => parseSettings({ POWERTOOLS_LOG_LEVEL: level })).not.toThrow();
});

it.each([
  { variable: 'POWERTOOLS_LOG_LEVEL', value: 'verbose' },
  { variable: 'POWERTOOLS_LOG_LEVEL', value: 'debug' },
  // Powertools would take the name of any member that every object has, and then log nothing at all.
  { variable: 'POWERTOOLS_LOG_LEVEL', value: 'toString' },
  { variable: 'POWERTOOLS_METRICS_NAMESPACE', value: 'AWS/AppFlow' },
  { variable: 'APPFLOW_CONCURRENCY', value: '51' },
  { variable: 'SECURITY_HUB_FINDINGS', value: 'yes' },
  { variable: 'POLICY_SECOND_OPINION', value: 'yes' },
  { variable: 'POWERTOOLS_METRICS_DISABLED', value: 'perhaps' },
])('$variable "$value" fails every invocation, named, and nothing is called', async ({ variable, value }) => {
  const { aws, invoke } = await startSandbox({ world: aCompany(), environment: { [variable]: value } });
  const first = await invoke(aChangeOf('orders'));
  const second = await invoke(aChangeOf('orders'));
  const message = expect.stringContaining(variable);
  expect([first, second]).toMatchObject([
    { outcome: 'failed', error: { message } },
    { outcome: 'failed', error: { message } },
  ]);
  expect(aws.calls).toEqual([]);
});

it('a malformed log level is told in the log', async () => {
  const { invoke } = await startSandbox({ world: aCompany(), environment: { POWERTOOLS_LOG_LEVEL: 'verbose' } });
  const { logs } = await invoke(aChangeOf('orders'));
  expect(messagesOf(logs)).toEqual(['The event was not handled as a whole']);
});

describe('log level WARN', () => {
  const environment = { POWERTOOLS_LOG_LEVEL: 'WARN' };

  it('leaves verdicts out, and metrics in', async () => {
    const { invoke } = await startSandbox({ world: aCompany(), environment });
    const { logs } = await invoke(aChangeOf('orders'));
    expect(messagesOf(logs)).toEqual([]);
    expect(readMetrics(logs).map(({ name }) => name)).toContain('CompliantEvaluations');
  });

  it('leaves warnings in', async () => {
    const { invoke } = await startSandbox({ world: aCompany(), environment });
    const { logs } = await invoke(anEvent({ item: { resourceType: 'AWS::S3::Bucket' } }));
    expect(messagesOf(logs)).toEqual(['This rule judges AppFlow flows only']);
  });
});

it('metrics go to the namespace that is set', async () => {
  const { invoke } = await startSandbox({
    world: aCompany(),
    environment: { POWERTOOLS_METRICS_NAMESPACE: 'Acme/Keys' },
  });
  const { logs } = await invoke(aChangeOf('leads'));
  expect([...new Set(readMetrics(logs).map(({ namespace }) => namespace))]).toEqual(['Acme/Keys']);
});

it('without observability no metric is written, and the log remains', async () => {
  const { invoke } = await startSandbox({ world: aCompany(), environment: { POWERTOOLS_METRICS_DISABLED: 'true' } });
  const { logs } = await invoke(aChangeOf('leads'));
  expect([readMetrics(logs), messagesOf(logs)]).toEqual([[], ['verdict']]);
});

it('metrics carry the name of the rule that asked, and the same service whatever Powertools is told', async () => {
  const { invoke } = await startSandbox({ world: aCompany(), environment: { POWERTOOLS_SERVICE_NAME: 'other' } });
  const { logs } = await invoke(aChangeOf('leads', { configRuleName: 'strict' }));
  const dimensions = readMetrics(logs).map(({ dimensions: { service, RuleName } }) => `${service} ${RuleName}`);
  expect([...new Set(dimensions)]).toEqual(['appflow-flow-cmk strict']);
});
