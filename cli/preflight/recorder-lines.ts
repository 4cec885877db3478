import type { Answer } from '../../lambda/core/model/answer.ts';
import { FLOW_TYPE } from '../../lambda/core/model/flow.ts';
import { quote } from '../../lambda/core/model/text.ts';
import type { PreflightLine } from './line.ts';

/** The recorder of an account and Region, in the terms of DescribeConfigurationRecorders. */
export interface Recorder {
  readonly name: string;
  readonly strategy: 'all' | 'only' | 'all-but';
  /** The types that are recorded, or left out, by the strategy. */
  readonly types: readonly string[];
  readonly frequency: RecordingFrequency;
  /** Types that have a frequency of their own. */
  readonly overrides: readonly { readonly types: readonly string[]; readonly frequency: RecordingFrequency }[];
}

/** `CONTINUOUS` or `DAILY`. */
type RecordingFrequency = string;

export interface RecorderStatus {
  readonly recording: boolean;
  /** Why its last delivery failed; absent where it did not. */
  readonly failure?: string;
}

/** What is undefined does not exist. */
export interface RecorderAnswers {
  readonly recorder: Answer<Recorder | undefined>;
  readonly status: Answer<RecorderStatus | undefined>;
}

const KEY_TYPE = 'AWS::KMS::Key';

/** Whether the recorder is there, is on, and records what makes AWS Config call the rule. */
export const recorderLines = ({ recorder, status }: RecorderAnswers): readonly PreflightLine[] => {
  if (recorder.kind === 'refused') return [unreadable('Recorder', 'The recorder', recorder.because)];
  if (recorder.value === undefined) {
    return [
      {
        check: 'Recorder',
        outcome: 'fail',
        told: 'AWS Config has no recorder in this Region, and refuses rules without one.',
        remedy: 'Set up AWS Config here first.',
      },
    ];
  }
  return [
    recordingLine(recorder.value, status),
    typeLine('Flows recorded', FLOW_TYPE, recorder.value),
    typeLine('Keys recorded', KEY_TYPE, recorder.value),
  ];
};

const unreadable = (check: string, what: string, because: string): PreflightLine => ({
  check,
  outcome: 'fail',
  told: `${what} could not be read: ${because}.`,
  remedy: 'Allow it to whoever runs this, or look at the settings of AWS Config.',
});

const recordingLine = ({ name }: Recorder, status: RecorderAnswers['status']): PreflightLine => {
  const check = 'Recorder';
  if (status.kind === 'refused') return unreadable(check, `Whether recorder ${quote(name)} is on`, status.because);
  if (status.value?.recording !== true) {
    return {
      check,
      outcome: 'fail',
      told: `Recorder ${quote(name)} is off, so that AWS Config learns of no change.`,
      remedy: `Start it with config:StartConfigurationRecorder.`,
    };
  }
  const { failure } = status.value;
  if (failure !== undefined) {
    return {
      check,
      outcome: 'warn',
      told: `Recorder ${quote(name)} is on, but its last delivery failed: ${failure}.`,
      remedy: 'Look at its role and its delivery channel.',
    };
  }
  return { check, outcome: 'pass', told: `Recorder ${quote(name)} is on.` };
};

const typeLine = (check: string, type: string, recorder: Recorder): PreflightLine => {
  if (!isRecorded(recorder, type)) {
    return {
      check,
      outcome: 'fail',
      told: `Recorder ${quote(recorder.name)} does not record ${type}: its changes wait for the next sweep.`,
      remedy: `Add ${type} to what it records.`,
    };
  }
  if (frequencyOf(recorder, type) === 'DAILY') {
    return {
      check,
      outcome: 'warn',
      told: `${type} is recorded once a day, so that a change is judged up to 24 hours later.`,
      remedy: `Record ${type} continuously, or accept the delay.`,
    };
  }
  return { check, outcome: 'pass', told: `${type} is recorded continuously.` };
};

const isRecorded = ({ strategy, types }: Recorder, type: string): boolean => {
  switch (strategy) {
    case 'all':
      return true;
    case 'only':
      return types.includes(type);
    case 'all-but':
      return !types.includes(type);
  }
};

const frequencyOf = ({ frequency, overrides }: Recorder, type: string): RecordingFrequency =>
  overrides.find(({ types }) => types.includes(type))?.frequency ?? frequency;
