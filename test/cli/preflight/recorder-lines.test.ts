import { type Recorder, type RecorderAnswers, recorderLines } from '../../../cli/preflight/recorder-lines.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';

const aRecorder = (members: Partial<Recorder> = {}): Recorder => ({
  name: 'default',
  strategy: 'all',
  types: [],
  frequency: 'CONTINUOUS',
  overrides: [],
  ...members,
});
const linesOf = (recorder: Partial<Recorder> = {}, answers: Partial<RecorderAnswers> = {}) =>
  recorderLines({ recorder: given(aRecorder(recorder)), status: given({ recording: true }), ...answers });
const outcomes = (recorder: Partial<Recorder>) => linesOf(recorder).map(({ check, outcome }) => `${check}: ${outcome}`);

it('passes a recorder that is on and records everything at once', () => {
  expect(linesOf()).toEqual([
    { check: 'Recorder', outcome: 'pass', told: 'Recorder "default" is on.' },
    { check: 'Flows recorded', outcome: 'pass', told: 'AWS::AppFlow::Flow is recorded continuously.' },
    { check: 'Keys recorded', outcome: 'pass', told: 'AWS::KMS::Key is recorded continuously.' },
  ]);
});

it('fails where there is no recorder', () => {
  expect(linesOf({}, { recorder: given(undefined), status: given(undefined) })).toEqual([
    {
      check: 'Recorder',
      outcome: 'fail',
      told: 'AWS Config has no recorder in this Region, and refuses rules without one.',
      remedy: 'Set up AWS Config here first.',
    },
  ]);
});

it('fails where the recorder may not be read, and names the action', () => {
  const because = 'config:DescribeConfigurationRecorders is denied';
  expect(linesOf({}, { recorder: refused(because) })).toEqual([
    {
      check: 'Recorder',
      outcome: 'fail',
      told: 'The recorder could not be read: config:DescribeConfigurationRecorders is denied.',
      remedy: 'Allow it to whoever runs this, or look at the settings of AWS Config.',
    },
  ]);
});

describe('a recorder', () => {
  it.each([
    { name: 'is off', status: given({ recording: false }) },
    { name: 'has no status', status: given(undefined) },
  ])('fails where it $name', ({ status }) => {
    expect(linesOf({}, { status })[0]).toEqual({
      check: 'Recorder',
      outcome: 'fail',
      told: 'Recorder "default" is off, so that AWS Config learns of no change.',
      remedy: 'Start it with config:StartConfigurationRecorder.',
    });
  });

  it('fails where nobody may know whether it is on, and names the action', () => {
    const status = refused('config:DescribeConfigurationRecorderStatus is denied');
    expect(linesOf({}, { status })[0]).toEqual({
      check: 'Recorder',
      outcome: 'fail',
      told: 'Whether recorder "default" is on could not be read: config:DescribeConfigurationRecorderStatus is denied.',
      remedy: 'Allow it to whoever runs this, or look at the settings of AWS Config.',
    });
  });

  it('warns where it delivers nothing', () => {
    const status = given({ recording: true, failure: 'AccessDenied' });
    expect(linesOf({}, { status })[0]).toEqual({
      check: 'Recorder',
      outcome: 'warn',
      told: 'Recorder "default" is on, but its last delivery failed: AccessDenied.',
      remedy: 'Look at its role and its delivery channel.',
    });
  });
});

describe('what is recorded', () => {
  it.each([
    {
      name: 'both types named',
      strategy: 'only',
      types: ['AWS::AppFlow::Flow', 'AWS::KMS::Key'],
      flow: 'pass',
      key: 'pass',
    },
    { name: 'flows alone named', strategy: 'only', types: ['AWS::AppFlow::Flow'], flow: 'pass', key: 'fail' },
    { name: 'nothing named', strategy: 'only', types: [], flow: 'fail', key: 'fail' },
    { name: 'flows left out', strategy: 'all-but', types: ['AWS::AppFlow::Flow'], flow: 'fail', key: 'pass' },
    { name: 'others left out', strategy: 'all-but', types: ['AWS::EC2::Subnet'], flow: 'pass', key: 'pass' },
  ] as const)('is judged by type: $name', ({ strategy, types, flow, key }) => {
    expect(outcomes({ strategy, types })).toEqual([
      'Recorder: pass',
      `Flows recorded: ${flow}`,
      `Keys recorded: ${key}`,
    ]);
  });

  it('tells what a missing type means', () => {
    expect(linesOf({ strategy: 'only', types: ['AWS::KMS::Key'] })[1]).toEqual({
      check: 'Flows recorded',
      outcome: 'fail',
      told: 'Recorder "default" does not record AWS::AppFlow::Flow: its changes wait for the next sweep.',
      remedy: 'Add AWS::AppFlow::Flow to what it records.',
    });
  });

  it('warns where it is recorded once a day', () => {
    expect(linesOf({ frequency: 'DAILY' })[2]).toEqual({
      check: 'Keys recorded',
      outcome: 'warn',
      told: 'AWS::KMS::Key is recorded once a day, so that a change is judged up to 24 hours later.',
      remedy: 'Record AWS::KMS::Key continuously, or accept the delay.',
    });
  });

  it.each([
    { frequency: 'DAILY', override: 'CONTINUOUS', outcome: 'pass' },
    { frequency: 'CONTINUOUS', override: 'DAILY', outcome: 'warn' },
  ])('goes by the frequency of its type: $override instead of $frequency', ({ frequency, override, outcome }) => {
    const overrides = [{ types: ['AWS::KMS::Key'], frequency: override }];
    expect(linesOf({ frequency, overrides })[2]?.outcome).toBe(outcome);
  });
});
