import type { Place } from './place.ts';
import type { LocalState } from './state.ts';

/** One request that reached a service, whatever came of it. */
export interface RecordedCall extends Place {
  /** The prefix of its IAM action, such as `kms`. */
  readonly service: string;
  readonly operation: string;
  /** The ARN of the caller's role. */
  readonly caller: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What was asked of the local AWS; actions read like IAM's, `kms:DescribeKey`. */
export interface CallRecord {
  /** Every call in the order of arrival; empty where inputs are not recorded. */
  readonly calls: readonly RecordedCall[];
  /** How often each action was called. */
  readonly counts: ReadonlyMap<string, number>;
  /** How many calls of each action were being answered at one time, at most. */
  readonly peaks: ReadonlyMap<string, number>;
  /** Notes the arrival of a call; the returned function notes its end. */
  readonly note: (call: RecordedCall) => () => void;
}

export const createRecord = ({ recordInputs }: { readonly recordInputs: boolean }): CallRecord => {
  const calls: RecordedCall[] = [];
  const counts = new Map<string, number>();
  const peaks = new Map<string, number>();
  const running = new Map<string, number>();
  return {
    calls,
    counts,
    peaks,
    note: (call) => {
      const action = `${call.service}:${call.operation}`;
      const now = (running.get(action) ?? 0) + 1;
      if (recordInputs) calls.push(call);
      counts.set(action, (counts.get(action) ?? 0) + 1);
      running.set(action, now);
      peaks.set(action, Math.max(peaks.get(action) ?? 0, now));
      return () => running.set(action, (running.get(action) ?? 1) - 1);
    },
  };
};

/** Record and state as JSON, for callers that are not in this process: `GET /_local/state`. */
export const snapshot = (record: CallRecord, state: LocalState) => ({
  calls: record.calls,
  counts: Object.fromEntries(record.counts),
  evaluations: state.evaluations,
  puts: state.puts,
  results: byPlaceAsJson(state.results),
  findings: byPlaceAsJson(state.findings),
  messages: state.messages,
  reevaluations: state.reevaluations,
  createdAwsManagedKeys: state.createdAwsManagedKeys,
  flows: byPlaceAsJson(state.flows),
  keys: [...state.keys.values()],
});

/** `{ "111122223333/eu-west-1": [...] }` */
const byPlaceAsJson = <Item>(places: Map<string, Map<string, Item>>) =>
  Object.fromEntries([...places].map(([place, items]) => [place, [...items.values()]]));
