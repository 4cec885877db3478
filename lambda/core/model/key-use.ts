/** An execution record of a flow; https://docs.aws.amazon.com/appflow/1.0/APIReference/API_ExecutionRecord.html */
export interface ExecutionRecord {
  readonly status: string | undefined;
  readonly startedAt: Date | undefined;
  readonly lastUpdatedAt: Date | undefined;
  readonly recordsProcessed: number;
}

/** A run of a flow that moved data. */
export interface FlowRun {
  readonly beganAt: Date;
  readonly endedAt: Date;
}

/** What KMS tells of the last time that a key worked. */
export interface LastUse {
  /** Nothing where the key was not used since `trackedSince`. */
  readonly at: Date | undefined;
  /** Of a use before that KMS knows nothing. */
  readonly trackedSince: Date;
}

/** A run, and when the key of the flow last worked. */
export interface KeyUse {
  readonly run: FlowRun;
  readonly lastUse: LastUse;
}

/** The status of a run that reached its end. */
const SUCCESSFUL = 'Successful';
const MILLISECONDS_PER_HOUR = 3_600_000;
/** KMS may tell of a use an hour late; as long again leaves room for what else is late. */
const HOURS_UNTIL_A_RUN_IS_OLD = 2;
/** Between a use and what KMS, or AppFlow, says of its time. */
const HOURS_OF_TOLERANCE = 1;

export const wasSuccessful = (status: string | undefined): boolean => status === SUCCESSFUL;

/**
 * The newest run, if a use of the key in it must have been seen by now: it was successful, processed records, and ended more
 * than two hours ago. Nothing where it proves nothing.
 */
export const runThatNeededTheKey = (records: readonly ExecutionRecord[], now: Date): FlowRun | undefined => {
  const newest = records.reduce<ExecutionRecord | undefined>(
    (found, record) => (timeOf(record.startedAt) > timeOf(found?.startedAt) ? record : found),
    undefined,
  );
  if (newest?.startedAt === undefined || newest.lastUpdatedAt === undefined) return undefined;
  if (!wasSuccessful(newest.status) || newest.recordsProcessed <= 0) return undefined;
  if (hoursBetween(newest.lastUpdatedAt, now) <= HOURS_UNTIL_A_RUN_IS_OLD) return undefined;
  return { beganAt: newest.startedAt, endedAt: newest.lastUpdatedAt };
};

/** Whether the key did nothing when the flow ran: KMS kept count by then, and tells of no use that is near or later. */
export const didNothingInRun = ({ run, lastUse }: KeyUse): boolean => {
  if (hoursBetween(lastUse.trackedSince, run.beganAt) <= HOURS_OF_TOLERANCE) return false;
  return lastUse.at === undefined || hoursBetween(lastUse.at, run.beganAt) > HOURS_OF_TOLERANCE;
};

const timeOf = (date: Date | undefined): number => date?.getTime() ?? Number.NEGATIVE_INFINITY;

const hoursBetween = (earlier: Date, later: Date): number =>
  (later.getTime() - earlier.getTime()) / MILLISECONDS_PER_HOUR;
