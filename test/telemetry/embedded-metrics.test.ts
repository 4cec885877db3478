import { readMetrics } from './embedded-metrics.ts';

/** The example of AWS's description, with a time that CloudWatch takes. */
const line = (members: object = {}, directive: object = {}, metadata: object = {}): string =>
  JSON.stringify({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: 'lambda-function-metrics',
          Dimensions: [['functionVersion']],
          Metrics: [{ Name: 'time', Unit: 'Milliseconds', StorageResolution: 60 }],
          ...directive,
        },
      ],
      ...metadata,
    },
    functionVersion: '$LATEST',
    time: 100,
    requestId: '989ffbf8-9ace-4817-a57c-e4dd734019ee',
    ...members,
  });

it('a metric is read with its unit, its dimensions and its values', () => {
  expect(readMetrics([line()])).toEqual([
    {
      namespace: 'lambda-function-metrics',
      name: 'time',
      unit: 'Milliseconds',
      dimensions: { functionVersion: '$LATEST' },
      values: [100],
    },
  ]);
});

it('a line of the log without metrics has none', () => {
  expect(readMetrics(['{"level":"INFO","message":"verdict"}'])).toEqual([]);
});

it.each([
  { name: 'a time in seconds', bad: line({}, {}, { Timestamp: 1_795_240_960 }) },
  { name: 'a dimension without a value', bad: line({ functionVersion: undefined }) },
  { name: 'a dimension with an empty value', bad: line({ functionVersion: '' }) },
  { name: 'a dimension that is a number', bad: line({ functionVersion: 7 }) },
  { name: 'a metric without a value', bad: line({ time: undefined }) },
  { name: 'a metric that is a text', bad: line({ time: '100' }) },
  { name: 'a metric of 101 values', bad: line({ time: Array(101).fill(1) }) },
  { name: 'a unit that CloudWatch does not know', bad: line({}, { Metrics: [{ Name: 'time', Unit: 'Dollars' }] }) },
  { name: 'no namespace', bad: line({}, { Namespace: undefined }) },
  { name: 'more than 100 metrics', bad: line({}, { Metrics: Array(101).fill({ Name: 'time' }) }) },
  { name: 'more than 30 dimensions', bad: line({}, { Dimensions: [Array(31).fill('functionVersion')] }) },
])('a line with $name is refused', ({ bad }) => {
  expect(() => readMetrics([bad])).toThrow('CloudWatch would drop this');
});
