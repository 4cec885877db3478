import { subjectOf } from './event-file.ts';
import type { LambdaFunction } from './function.ts';
import type { FunctionError } from './function-process.ts';
import type { LocalAws } from './server.ts';
import type { Evaluation } from './state.ts';

/** What came of one event: what the function put, and why it failed where it did. */
export interface Shown {
  /** The flow or other resource that the event is about. */
  readonly subject: string;
  readonly evaluations: readonly Evaluation[];
  readonly error: FunctionError | undefined;
}

/** Sends events to the function, one after the other as one rule's queue would, and gathers what each of them led to. */
export const showEvents = async (given: {
  readonly aws: Pick<LocalAws, 'state'>;
  readonly lambda: LambdaFunction;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}): Promise<readonly Shown[]> => {
  const { aws, lambda, events } = given;
  const shown: Shown[] = [];
  for (const event of events) {
    const before = aws.state.puts.length;
    const invocation = await lambda.invoke(event);
    // What is put in test mode is not stored, but it is what the event led to.
    const evaluations = aws.state.puts.slice(before).flatMap((put) => put.evaluations);
    const error = invocation.outcome === 'failed' ? invocation.error : undefined;
    shown.push({ subject: subjectOf(event), evaluations, error });
  }
  return shown;
};
