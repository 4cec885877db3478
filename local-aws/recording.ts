import * as v from 'valibot';
import type { Place } from './place.ts';
import { accountId, date } from './world-keys.ts';

/** An account in a Region that an audit was to read; of one that was not read, `because` says why. */
const auditedPlace = v.strictObject({
  account: accountId,
  accountName: v.optional(v.string()),
  /** `all` where it was to be every Region and the account did not tell which it has. */
  region: v.string(),
  status: v.picklist(['read', 'unreadable', 'skipped', 'not-enabled']),
  because: v.optional(v.string()),
});

/** The value of `asked` for a call that was answered as a whole, all its pages included. */
export const GIVEN = 'given';
/** The value of `asked` for a call whose failure was taken for silence. */
export const NO_ANSWER = 'no answer';

/**
 * What makes a world a recording: the facts in it are what was read, and `asked` names each call that was made and what became of
 * it: `given`, `no answer`, or the name of the error that AWS refused it with. All other calls were not made, so that nothing is
 * known of their answers, whatever the defaults of a world.
 */
export const recordingSchema = v.strictObject({
  /** As of when it was judged. */
  at: date,
  /** Of the command that wrote it. */
  version: v.string(),
  asked: v.record(v.string(), v.string()),
  places: v.optional(v.array(auditedPlace)),
});

export type Recording = v.InferOutput<typeof recordingSchema>;
export type RecordedPlace = NonNullable<Recording['places']>[number];

export const NOT_IN_THE_RECORDING = 'NotInTheRecordingException';
export const NO_ANSWER_IN_THE_RECORDING = 'NoAnswerInTheRecordingException';

/** A call as both its sender and its receiver know it: the caller's account, the Region that it is signed for, its input. */
export interface AskedCall extends Place {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Subject {
  /** What the call is about; empty for everything in the account and Region. */
  readonly of: (input: AskedCall['input']) => string;
  /** It means the same in whatever Region it is asked. */
  readonly isGlobal?: true;
}

const member = (name: string) => (input: AskedCall['input']) => String(input[name] ?? '');

const namesOrAll = ({ connectorProfileNames: names }: AskedCall['input']): string =>
  Array.isArray(names) ? names.map(String).sort().join(',') : '*';

/** The operations that a recording can hold, and what tells two calls of one apart. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  ListFlows: { of: () => '' },
  DescribeFlow: { of: member('flowName') },
  DescribeFlowExecutionRecords: { of: member('flowName') },
  DescribeConnectorProfiles: { of: namesOrAll },
  DescribeKey: { of: member('KeyId') },
  GetKeyRotationStatus: { of: member('KeyId') },
  ListKeyRotations: { of: member('KeyId') },
  ListResourceTags: { of: member('KeyId') },
  GetKeyPolicy: { of: member('KeyId') },
  ListGrants: { of: member('KeyId') },
  ListAliases: { of: member('KeyId') },
  GetKeyLastUsage: { of: member('KeyId') },
  DescribeSecret: { of: member('SecretId') },
  // A bucket is asked for anew in the Region where it turns out to be.
  GetBucketEncryption: { of: member('Bucket'), isGlobal: true },
  AssumeRole: { of: member('RoleArn'), isGlobal: true },
};

/** How `asked` names a call, such as `111122223333/eu-west-1 DescribeFlow orders`; nothing for what no recording holds. */
export const askedName = ({ account, region, operation, input }: AskedCall): string | undefined => {
  const subject = Object.hasOwn(SUBJECTS, operation) ? SUBJECTS[operation] : undefined;
  if (subject === undefined) return undefined;
  return `${account}${subject.isGlobal ? '' : `/${region}`} ${operation} ${subject.of(input)}`;
};

/** Who asks is known without reading anything. */
const ABOUT_THE_CALLER = 'GetCallerIdentity';

/** The error that a recording has for a call, by name and text; nothing where the call was answered. */
export const recordedError = (
  recording: Recording,
  call: AskedCall,
): { readonly name: string; readonly message: string } | undefined => {
  if (call.operation === ABOUT_THE_CALLER) return undefined;
  const name = askedName(call);
  const said = name !== undefined && Object.hasOwn(recording.asked, name) ? recording.asked[name] : undefined;
  switch (said) {
    case GIVEN:
      return undefined;
    case NO_ANSWER:
      return { name: NO_ANSWER_IN_THE_RECORDING, message: 'no answer in the recording' };
    case undefined:
      return { name: NOT_IN_THE_RECORDING, message: 'not in the recording' };
    default:
      return { name: said, message: 'so it was recorded' };
  }
};
