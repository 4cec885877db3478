import type { MiddlewareStack } from '@smithy/types';
import { awsErrorKind, RoleNotAssumedError } from '../../lambda/aws/aws-error.ts';
import {
  type AskedCall,
  askedName,
  GIVEN,
  NO_ANSWER,
  NOT_IN_THE_RECORDING,
  type RecordedPlace,
  type Recording,
} from '../../local-aws/recording.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { createFacts } from './facts.ts';

/** A world that says, too, what it knows of: see `local-aws/recording.ts`. */
export type RecordedWorld = Omit<WorldInput, 'recording'> & { readonly recording: Recording };

/** What an audit says of itself. */
export interface RecordedAudit {
  /** As of when it judged. */
  readonly at: Date;
  /** Of this command. */
  readonly version: string;
  /** The policy, as it was given. */
  readonly parameters: Readonly<Record<string, string>>;
  /** At least one. */
  readonly places: readonly RecordedPlace[];
}

export interface Recorder {
  /**
   * Notes each call of a client and what came of it; to be told each client once. `account`: for which, or with a role of which, it
   * asks; a replay asks with credentials of that account. `region`: where it asks.
   */
  readonly observe: (stack: MiddlewareStack<object, object>, account: string, region: string) => void;
  /** What was read by now. */
  readonly world: (audit: RecordedAudit) => RecordedWorld;
}

/**
 * Writes down what AWS says while it is read for something else: each call once, after the SDK's own retries. A lasting refusal is
 * noted by name. A passing failure is no answer, so that the call counts as not made, and with it the pages before.
 */
export const createRecorder = (): Recorder => {
  const facts = createFacts();
  const asked = new Map<string, string>();
  /** Listings of which the pages so far were given. */
  const unfinished = new Set<string>();

  const noteAnswer = (name: string, call: AskedCall, output: object): void => {
    const isContinued = !isFirstPage(call) && !unfinished.has(name);
    unfinished.delete(name);
    if (!facts.learn(call, output) || isContinued) return;
    if (hasMorePages(call, output)) unfinished.add(name);
    else asked.set(name, GIVEN);
  };

  const noteFailure = (name: string, call: AskedCall, error: unknown): void => {
    unfinished.delete(name);
    if (awsErrorKind(error) !== 'passing') asked.set(name, nameOf(error));
    else if (isSilence(call, error) && !asked.has(name)) asked.set(name, NO_ANSWER);
  };

  return {
    observe: (stack, account, region) => {
      stack.add(
        (next, context) => async (args) => {
          const operation = String(context['commandName']).replace(/Command$/, '');
          // A copy: the SDK's paginators go on with the same input.
          const call: AskedCall = { account, region, operation, input: { ...args.input } };
          const name = askedName(call);
          if (name === undefined) return next(args);
          try {
            const result = await next(args);
            noteAnswer(name, call, Object(result.output));
            return result;
          } catch (error) {
            noteFailure(name, call, error);
            throw error;
          }
        },
        { step: 'initialize', name: 'record' },
      );
    },
    world: ({ at, version, parameters, places }) => {
      const here = places.find(({ region }) => region !== EVERY_REGION) ?? places[0];
      if (here === undefined) throw new Error('A recording needs a place');
      return {
        account: here.account,
        region: here.region === EVERY_REGION ? ANY_REGION : here.region,
        ruleParameters: { ...parameters },
        recording: {
          at: at.toISOString(),
          version,
          asked: Object.fromEntries([...asked].sort(([a], [b]) => (a < b ? -1 : 1))),
          places: [...places],
        },
        ...facts.ofWorld(),
      };
    },
  };
};

/** How an audit calls the Regions of an account that did not tell which it has. */
const EVERY_REGION = 'all';
/** A world names one, though nothing of this one is in a Region. */
const ANY_REGION = 'us-east-1';

const isFirstPage = ({ input }: AskedCall): boolean => !input['nextToken'] && !input['Marker'];

/** Of the runs of a flow the rule reads one page, and judges by it. */
const READ_IN_PART = 'DescribeFlowExecutionRecords';

const hasMorePages = ({ operation }: AskedCall, output: object): boolean =>
  operation !== READ_IN_PART && Boolean(Reflect.get(output, 'nextToken') || Reflect.get(output, 'NextMarker'));

/** The rule takes a failure of these for silence and judges by it; of others it gives no verdict. */
const SILENCE: readonly string[] = ['DescribeFlowExecutionRecords', 'GetKeyLastUsage'];

const isSilence = ({ operation }: AskedCall, error: unknown): boolean =>
  SILENCE.includes(operation) && nameOf(error) !== NOT_IN_THE_RECORDING;

/** Credentials may be refused when they are renewed in the middle of a call. */
const nameOf = (error: unknown): string => {
  if (error instanceof RoleNotAssumedError) return 'AccessDeniedException';
  return error instanceof Error ? error.name : String(error);
};
