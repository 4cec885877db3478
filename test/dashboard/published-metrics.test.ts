import { stopSandboxes } from '../bench/sandbox.ts';
import { at, listIn, objectIn } from '../cloudformation/json.ts';
import type { Metric } from '../telemetry/embedded-metrics.ts';
import { METRICS } from '../template/metric-names.ts';
import { EVERYTHING, idsOfType, properties } from '../template/whole-stack.ts';
import { tableOfMetrics } from './observability-guide.ts';
import { publishedMetrics } from './published-metrics.ts';

let published: readonly Metric[] = [];

beforeAll(async () => {
  published = await publishedMetrics();
});
afterAll(stopSandboxes);

const namesOf = (metrics: readonly { readonly name: string }[]) => [...new Set(metrics.map(({ name }) => name))].sort();

it('the metrics of the dashboard and the alarms are those that the function really publishes', () => {
  expect(namesOf(published)).toEqual([...METRICS].sort());
});

it('the alarms look for metrics under the namespace and the dimensions that were published', () => {
  const alarms = idsOfType('AWS::CloudWatch::Alarm', EVERYTHING)
    .map((id) => properties(id, EVERYTHING))
    .filter(({ Namespace }) => Namespace === 'AppFlowCmkRule');
  const silent = alarms.filter(({ MetricName, Dimensions }) => {
    const wanted = Object.fromEntries(
      listIn(Dimensions ?? null).map((dimension) => [at(dimension, 'Name'), at(dimension, 'Value')]),
    );
    return !published.some(
      ({ namespace, name, dimensions }) =>
        namespace === 'AppFlowCmkRule' && name === MetricName && JSON.stringify(dimensions) === JSON.stringify(wanted),
    );
  });
  expect(alarms.map(({ MetricName }) => MetricName)).toEqual(['FailedEvaluations', 'FailedFindings', 'Sweeps']);
  expect(silent).toEqual([]);
});

it('the search of the dashboard for reasons names the dimensions of the metric that was published', () => {
  const body = objectIn(JSON.parse(String(properties('Dashboard')['DashboardBody'])));
  const [, schema = ''] = /SEARCH\('\{([^}]*)\}/.exec(JSON.stringify(body)) ?? [];
  const reasons = published.find(({ name }) => name === 'Reasons');
  expect(schema.split(',').slice(1).sort()).toEqual(Object.keys(reasons?.dimensions ?? {}).sort());
  expect(schema.split(',')[0]).toBe(reasons?.namespace);
});

it('the table of metrics in the guide for operators says what is published', () => {
  const told = published.map(({ name, unit, dimensions }) => ({
    name,
    unit,
    dimensions: Object.keys(dimensions).join(', '),
  }));
  const distinct = [...new Map(told.map((row) => [row.name, row])).values()];
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => a.name.localeCompare(b.name);
  expect([...tableOfMetrics()].sort(byName)).toEqual(distinct.sort(byName));
});
