import { findingOf } from '../../lambda/core/output/finding.ts';
import { at, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import { aContext, anEvaluation, because, nonCompliant } from '../security-hub/an-evaluation.ts';
import { flawsOf } from '../security-hub/finding-format.ts';
import { readMetrics } from '../telemetry/embedded-metrics.ts';
import { EVERYTHING, idsOfType, properties } from '../template/whole-stack.ts';
import { blocks, codesIn, rows } from './observability-guide.ts';

const jsonIn = (heading: string, position = 0): Json => JSON.parse(blocks(heading, 'json')[position] ?? '');

/** The flow of the guide's examples. */
const example = anEvaluation({
  rotation: { kind: 'off' },
  verdict: nonCompliant(
    because('ROTATION_OFF', 'automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'),
    because('TAG_MISSING', 'tag Owner is missing'),
  ),
});

describe('the line of the log', () => {
  it('has the annotation that the rule writes', () => {
    expect(at(jsonIn('The log'), 'annotation')).toBe(example.annotation);
  });

  it('has the members that the function writes', () => {
    expect(Object.keys(objectIn(jsonIn('The log')))).toEqual([
      ...['level', 'message', 'timestamp', 'service', 'cold_start', 'function_arn', 'function_memory_size'],
      ...['function_name', 'function_request_id', 'sampling_rate', 'ruleName', 'account', 'region', 'flowName'],
      ...['resourceId', 'verdict', 'reasons', 'annotation', 'keyArn'],
    ]);
  });

  it('is explained member by member', () => {
    const explained = rows('The log').flatMap(([cell = '']) => codesIn(cell));
    expect([...explained].sort()).toEqual(Object.keys(objectIn(jsonIn('The log'))).sort());
  });
});

it('the line of metrics is one that CloudWatch reads', () => {
  const line = JSON.stringify(jsonIn('Metrics')).replace('1795209251874', String(Date.now()));
  expect(readMetrics([line]).map(({ name, values }) => [name, values])).toEqual([
    ['DetectionDelay', [4.391]],
    ['NonCompliantEvaluations', [1]],
    ['AwsCalls', [6]],
    ['AwsRetries', [0]],
  ]);
});

it('the widget is one of the dashboard', () => {
  const body: Json = JSON.parse(String(properties('Dashboard')['DashboardBody']));
  expect(listIn(at(body, 'widgets'))).toContainEqual(jsonIn('Dashboard'));
});

it('every alarm is explained under its name', () => {
  const explained = rows('Alarms').flatMap(([cell = '']) => codesIn(cell));
  const names = idsOfType('AWS::CloudWatch::Alarm', EVERYTHING).map((id) =>
    String(properties(id, EVERYTHING)['AlarmName']).replace('appflow-flow-cmk', '…'),
  );
  expect(explained).toEqual(names);
});

describe('the notification', () => {
  const rule = properties('ComplianceChange', { NotificationTopic: 'true' });
  const transformer = at(rule, 'Targets', 0, 'InputTransformer');

  it('has the pattern of the template', () => {
    const written = JSON.stringify(jsonIn('Notifications')).replace('"appflow-flow-cmk"', '"Rule"');
    expect(JSON.parse(written)).toEqual(rule['EventPattern']);
  });

  it('takes the members of the event that the template takes', () => {
    expect(jsonIn('Notifications', 1)).toEqual(at(transformer, 'InputPathsMap'));
  });

  it('reads as the template writes it', () => {
    const example: Readonly<Record<string, string>> = {
      account: '111122223333',
      flow: 'orders-to-lake',
      region: 'eu-west-1',
      rule: 'appflow-flow-cmk',
      time: '2026-11-21T06:03:11.207Z',
      verdict: 'NON_COMPLIANT',
    };
    const filled = String(at(transformer, 'InputTemplate')).replace(
      /<(\w+)>/g,
      (_, name: string) => example[name] ?? '?',
    );
    expect(jsonIn('Notifications', 2)).toEqual(JSON.parse(filled));
  });
});

it('the finding is the one that the rule makes, and that Security Hub takes', () => {
  expect(jsonIn('Security Hub')).toEqual(findingOf(example, aContext()));
  expect(flawsOf(jsonIn('Security Hub'))).toEqual([]);
});
