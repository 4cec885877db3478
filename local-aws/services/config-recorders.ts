import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput } from '../operation.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';

// Recorders that AWS services make for themselves are not modelled: asking for one is refused, never silently ignored.
const recordersInput = v.strictObject(
  { ConfigurationRecorderNames: v.nullish(v.array(v.string())) },
  'Member is not known here; only ConfigurationRecorderNames is',
);

const recorderName = 'default';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorders.html */
export const describeConfigurationRecorders: Operation = (call) => {
  const recorder = askedRecorder(call, 'config:DescribeConfigurationRecorders');
  if (recorder === undefined) return { ConfigurationRecorders: [] };
  const { recordingGroup, recordingMode } = recorder;
  const { account, region } = call.caller;
  const roleARN = `arn:${partitionOf(region)}:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  return { ConfigurationRecorders: [{ ...identity(call), roleARN, recordingGroup, recordingMode }] };
};

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorderStatus.html */
export const describeConfigurationRecorderStatus: Operation = (call) => {
  const recorder = askedRecorder(call, 'config:DescribeConfigurationRecorderStatus');
  if (recorder === undefined) return { ConfigurationRecordersStatus: [] };
  const status = {
    ...identity(call),
    recording: recorder.recording,
    lastStatus: recorder.recording ? 'Success' : 'Pending',
    lastStartTime: 1767225600,
    lastStopTime: recorder.recording ? undefined : 1767225660,
    lastStatusChangeTime: 1767225660,
  };
  return { ConfigurationRecordersStatus: [status] };
};

const askedRecorder = (call: Call, action: string) => {
  const { ConfigurationRecorderNames } = readInput(call, recordersInput);
  authorize(call, { action, resource: '*' });
  const { recorder } = call.state.world;
  const names = ConfigurationRecorderNames ?? [];
  const unknown = recorder === false ? names[0] : names.find((name) => name !== recorderName);
  if (unknown !== undefined) {
    throw refuse(
      'NoSuchConfigurationRecorderException',
      `Cannot find configuration recorder with the name ${unknown}.`,
    );
  }
  if (recorder === false) return undefined;
  return recorder === true ? ordinaryRecorder : recorder;
};

/** Runs, and records everything at once. */
const ordinaryRecorder = {
  recording: true,
  recordingGroup: { allSupported: true },
  recordingMode: { recordingFrequency: 'CONTINUOUS' },
} as const;

const identity = ({ caller: { account, region } }: Call) => ({
  name: recorderName,
  arn: `arn:${partitionOf(region)}:config:${region}:${account}:configuration-recorder/${recorderName}/ab12cd34`,
});
