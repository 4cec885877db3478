import { messageOf, plainText } from '../model/text.ts';

/** A flow that got no verdict in AWS Config: it could not be judged, or its verdict was not taken. */
export interface UnjudgedFlow {
  readonly flowName: string;
  readonly cause: unknown;
}

/** What kept an event from being handled as a whole; empty where nothing did. */
export interface Problems {
  readonly unjudged: readonly UnjudgedFlow[];
  /** What went wrong beside single flows. */
  readonly failures: readonly unknown[];
}

const NAMED_IN_MESSAGE = 20;

/**
 * Ends an invocation that could not do all of its work, after everything else was put: Lambda tries the event again and
 * an alarm can fire. `errors` holds one error for each flow; the log names them all.
 */
export class UnjudgedFlowsError extends AggregateError {
  override readonly name = 'UnjudgedFlowsError';
  // Whatever else the error held would stand in the log, and in Lambda's own report, with the stacks of all flows.
  constructor(unjudged: readonly UnjudgedFlow[], furtherCauses: readonly unknown[] = []) {
    const errors = unjudged.map(
      ({ flowName, cause }) => new Error(plainText(`Flow ${flowName}: ${messageOf(cause)}`), { cause }),
    );
    super([...errors, ...furtherCauses], plainText(summaryOf(unjudged, furtherCauses)));
  }
}

const summaryOf = (unjudged: readonly UnjudgedFlow[], furtherCauses: readonly unknown[]): string => {
  const names = unjudged.slice(0, NAMED_IN_MESSAGE).map(({ flowName }) => flowName);
  const more = unjudged.length > names.length ? ` and ${unjudged.length - names.length} more (the log names them)` : '';
  const first = unjudged[0] === undefined ? [] : [`first cause: ${messageOf(unjudged[0].cause)}`];
  const flows =
    unjudged.length === 0
      ? []
      : [
          `${unjudged.length} ${unjudged.length === 1 ? 'flow has' : 'flows have'} no new verdict: ${names.join(', ')}${more}`,
        ];
  return [...flows, ...first, ...furtherCauses.map(messageOf)].join('; ');
};
