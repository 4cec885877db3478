import { at, type Json, type JsonObject, listIn, objectIn } from '../cloudformation/json.ts';
import { METRICS, METRICS_OF_AWS } from './metric-names.ts';
import { EVERYTHING, properties } from './whole-stack.ts';

const bodyOf = (given: Readonly<Record<string, string>> = {}): JsonObject =>
  objectIn(JSON.parse(String(properties('Dashboard', given)['DashboardBody'])) as Json);

const widgets = (given: Readonly<Record<string, string>> = {}) => listIn(at(bodyOf(given), 'widgets')).map(objectIn);
const named = (title: string, given: Readonly<Record<string, string>> = {}) => {
  const found = widgets(given).find((widget) => objectIn(at(widget, 'properties'))['title'] === title);
  if (found === undefined) throw new Error(`no widget ${title}`);
  return objectIn(at(found, 'properties'));
};

/**
 * The rows of a metric widget with "." and "..." written out: a point repeats what stands above it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
const metricsOf = (widget: JsonObject): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  for (const row of listIn(at(widget, 'properties', 'metrics')).map(listIn)) {
    const above = rows.at(-1) ?? [];
    const names = row.filter((item): item is string => typeof item === 'string');
    if (names.length > 0) rows.push(names.map((name, position) => (name === '.' ? (above[position] ?? '?') : name)));
  }
  return rows;
};

/** What CloudWatch takes for each type of widget. */
const SHAPES: Readonly<Record<string, { readonly needs: readonly string[]; readonly takes: readonly string[] }>> = {
  text: { needs: ['markdown'], takes: ['background'] },
  metric: {
    needs: ['title', 'view', 'region', 'metrics'],
    takes: ['stat', 'period', 'stacked', 'sparkline', 'yAxis', 'annotations'],
  },
  alarm: { needs: ['alarms'], takes: ['title', 'sortBy', 'states'] },
  log: { needs: ['region', 'query'], takes: ['title', 'view'] },
};

describe('the dashboard', () => {
  it('has a name of its own in each Region, because dashboards are global', () => {
    expect(properties('Dashboard', { RuleName: 'strict' })['DashboardName']).toBe('strict-eu-west-1');
  });

  it.each([
    { name: 'the defaults', given: {} },
    { name: 'everything', given: EVERYTHING },
  ])('consists of widgets as CloudWatch defines them: $name', ({ given }) => {
    const misshapen = widgets(given).filter((widget) => {
      const shape = SHAPES[String(widget['type'])];
      const given = Object.keys(objectIn(at(widget, 'properties')));
      const known = [...(shape?.needs ?? []), ...(shape?.takes ?? [])];
      return !shape?.needs.every((name) => given.includes(name)) || !given.every((name) => known.includes(name));
    });
    expect(misshapen).toEqual([]);
  });

  it('lays its widgets on a grid of 24 columns, none over another', () => {
    const cells = widgets().flatMap((widget) => {
      const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((side) => Number(widget[side]));
      expect(x + width).toBeLessThanOrEqual(24);
      return Array.from(
        { length: width * height },
        (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`,
      );
    });
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.filter((cell, position) => cells.indexOf(cell) !== position)).toEqual([]);
  });

  it('shows metrics that exist, with all of their dimensions', () => {
    const rows = widgets(EVERYTHING)
      .filter(({ type }) => type === 'metric')
      .flatMap(metricsOf);
    const wrong = rows.filter(([namespace = '', name = '', ...dimensions]) => {
      if (namespace !== 'AppFlowCmkRule')
        return !METRICS_OF_AWS[namespace]?.includes(name) || dimensions.join() !== 'FunctionName,Function';
      return !METRICS.includes(name) || dimensions.join() !== 'service,appflow-flow-cmk,RuleName,appflow-flow-cmk';
    });
    expect(rows.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  });

  it('shows every metric of the function', () => {
    const text = JSON.stringify(bodyOf());
    expect(METRICS.filter((name) => !text.includes(name))).toEqual([]);
  });

  it('finds the reasons by code, whichever occur', () => {
    expect(named('Reasons, evaluations between two sweeps', { SweepFrequency: 'Six_Hours' })['metrics']).toEqual([
      [
        {
          expression:
            'SEARCH(\'{AppFlowCmkRule,ReasonCode,RuleName,service} MetricName="Reasons" RuleName="appflow-flow-cmk"\', \'Sum\', 21600)',
          id: 'reasons',
          label: `\${PROP('Dim.ReasonCode')}`,
        },
      ],
    ]);
  });

  it.each([
    { SweepFrequency: 'One_Hour', seconds: 3600 },
    { SweepFrequency: 'Three_Hours', seconds: 10800 },
    { SweepFrequency: 'Six_Hours', seconds: 21600 },
    { SweepFrequency: 'Twelve_Hours', seconds: 43200 },
    { SweepFrequency: 'TwentyFour_Hours', seconds: 86400 },
  ])('shows a sweep as one point: $seconds seconds for $SweepFrequency', ({ SweepFrequency, seconds }) => {
    expect(named('Share of compliant flows', { SweepFrequency })).toMatchObject({ period: seconds, stat: 'Average' });
  });

  it('shows the timeout in the unit of the durations', () => {
    const line = at(named('Function: time', { Timeout: '600' }), 'annotations', 'horizontal', 0);
    expect(line).toEqual({ label: 'timeout', value: 600_000 });
  });

  it.each([
    { name: 'without findings', given: {}, alarms: 5, last: 'NoSweepAlarm.Arn' },
    { name: 'with findings', given: { SecurityHubFindings: 'true' }, alarms: 6, last: 'FailedFindingsAlarm.Arn' },
    { name: 'with a topic', given: { NotificationTopic: 'true' }, alarms: 6, last: 'FailedNotificationsAlarm.Arn' },
  ])('shows every alarm that exists $name', ({ given, alarms, last }) => {
    const shown = listIn(at(named('Alarms', given), 'alarms'));
    expect(shown).toHaveLength(alarms);
    expect(shown.at(-1)).toBe(last);
  });

  it('asks the log for the last verdict on each flow', () => {
    const query = String(named('Flows whose last verdict is NON_COMPLIANT, and why', { RuleName: 'strict' })['query']);
    expect(query).toContain(
      "SOURCE 'LogGroup' | filter message = 'verdict' and ruleName = 'strict' | stats latest(verdict)",
    );
  });

  it('leaves no placeholder unfilled but the label that CloudWatch fills', () => {
    expect(JSON.stringify(bodyOf(EVERYTHING)).match(/\$\{[^}]*\}/g)).toEqual([`\${PROP('Dim.ReasonCode')}`]);
  });
});
