import { readdirSync, readFileSync } from 'node:fs';
import type { Given } from '../cloudformation/deploy.ts';
import { METRICS, METRICS_OF_AWS } from './metric-names.ts';
import { EVERYTHING, idsOf, idsOfType, properties } from './whole-stack.ts';

const alarms = (given: Given) => idsOfType('AWS::CloudWatch::Alarm', given);

describe('alarms', () => {
  it.each([
    {
      id: 'FunctionErrorsAlarm',
      metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum' },
      dimensions: [{ Name: 'FunctionName', Value: 'Function' }],
    },
    {
      id: 'FailedEventsAlarm',
      metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum' },
      dimensions: [{ Name: 'QueueName', Value: 'FailedEvents.QueueName' }],
    },
    {
      id: 'LostEventsAlarm',
      metric: { Namespace: 'AWS/Lambda', MetricName: 'DestinationDeliveryFailures', Statistic: 'Sum' },
      dimensions: [{ Name: 'FunctionName', Value: 'Function' }],
    },
    {
      id: 'FailedEvaluationsAlarm',
      metric: { Namespace: 'AppFlowCmkRule', MetricName: 'FailedEvaluations', Statistic: 'Sum' },
      dimensions: [
        { Name: 'service', Value: 'appflow-flow-cmk' },
        { Name: 'RuleName', Value: 'appflow-flow-cmk' },
      ],
    },
    {
      id: 'FailedFindingsAlarm',
      metric: { Namespace: 'AppFlowCmkRule', MetricName: 'FailedFindings', Statistic: 'Sum' },
      dimensions: [
        { Name: 'service', Value: 'appflow-flow-cmk' },
        { Name: 'RuleName', Value: 'appflow-flow-cmk' },
      ],
    },
    {
      id: 'FailedNotificationsAlarm',
      metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum' },
      dimensions: [{ Name: 'QueueName', Value: 'FailedNotifications.QueueName' }],
    },
  ])('$id rings at the first one', ({ id, metric, dimensions }) => {
    expect(properties(id, EVERYTHING)).toMatchObject({
      ...metric,
      Dimensions: dimensions,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([
    { SweepFrequency: 'One_Hour', hours: 3 },
    { SweepFrequency: 'Three_Hours', hours: 5 },
    { SweepFrequency: 'Six_Hours', hours: 8 },
    { SweepFrequency: 'Twelve_Hours', hours: 14 },
    { SweepFrequency: 'TwentyFour_Hours', hours: 26 },
  ])('NoSweepAlarm rings after $hours hours of silence where sweeps come $SweepFrequency', (given) => {
    const { hours, SweepFrequency } = given;
    expect(properties('NoSweepAlarm', { SweepFrequency })).toMatchObject({
      Namespace: 'AppFlowCmkRule',
      MetricName: 'Sweeps',
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: hours,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('look at metrics that exist', () => {
    const unknown = alarms(EVERYTHING)
      .map((id) => properties(id, EVERYTHING))
      .filter(({ Namespace, MetricName }) => {
        const known = Namespace === 'AppFlowCmkRule' ? METRICS : METRICS_OF_AWS[String(Namespace)];
        return !known?.includes(String(MetricName));
      });
    expect(unknown).toEqual([]);
  });

  it('look at findings only where findings are imported', () => {
    expect(alarms({})).not.toContain('FailedFindingsAlarm');
  });

  it.each(alarms(EVERYTHING))('%s says what it means and what to do', (id) => {
    expect(String(properties(id, EVERYTHING)['AlarmDescription']).length).toBeGreaterThan(60);
  });

  it.each(alarms(EVERYTHING))('%s tells the topic when it rings and when it is over', (id) => {
    expect(properties(id, EVERYTHING)).toMatchObject({ AlarmActions: ['Topic'], OKActions: ['Topic'] });
  });

  it('tell nobody where there is no topic', () => {
    expect(Object.keys(properties('FunctionErrorsAlarm'))).not.toContain('AlarmActions');
  });

  it('have the prefix that the policy of the topic admits', () => {
    const names = alarms(EVERYTHING).map((id) => String(properties(id, EVERYTHING)['AlarmName']));
    expect(names.filter((name) => !name.startsWith('appflow-flow-cmk-'))).toEqual([]);
  });

  it('and the dashboard are left out where observability is off', () => {
    const off = { ...EVERYTHING, Observability: 'false' };
    expect([...alarms(off), ...idsOf(off).filter((id) => id === 'Dashboard')]).toEqual([]);
  });
});

describe('the metrics that alarms and dashboard know', () => {
  const telemetry = readdirSync('lambda/telemetry')
    .map((file) => readFileSync(`lambda/telemetry/${file}`, 'utf8'))
    .join('\n');

  it.each(METRICS)('%s is written by the function', (name) => {
    expect(telemetry).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
