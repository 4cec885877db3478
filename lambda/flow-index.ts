import type { ListFlows } from './aws/appflow-flows.ts';
import type { Aws } from './aws/connection.ts';
import type { Readings } from './readings.ts';
import type { Unjudged } from './unjudged-flows-error.ts';

/** What each flow of an account and Region names as its key. */
export interface FlowIndex {
  readonly kmsArnByFlow: ReadonlyMap<string, string>;
  /** Flows that AWS gave no answer about: any of them may use any key. */
  readonly unread: readonly Unjudged[];
  /** Whether some flow could not be read, for whatever reason. */
  readonly hasGaps: boolean;
}

export interface FlowIndexes {
  readonly get: (aws: Aws, listFlows: ListFlows, readings: Readings) => Promise<FlowIndex>;
}

const LONGEST_AGE_IN_MILLISECONDS = 60_000;

/**
 * Indexes that warm invocations share for at most 60 seconds, so that a burst of key changes lists and describes the
 * flows once. They only choose flows: each one chosen is read anew. An index with a gap is not kept.
 */
export const createFlowIndexes = (now: () => Date): FlowIndexes => {
  const kept = new Map<string, { readonly index: FlowIndex; readonly builtAt: number }>();
  return {
    get: async ({ at, callerName }, listFlows, readings) => {
      const place = `${at.account} ${at.region} ${callerName}`;
      const before = kept.get(place);
      if (before !== undefined && now().getTime() - before.builtAt < LONGEST_AGE_IN_MILLISECONDS) return before.index;
      const builtAt = now().getTime();
      const index = await buildIndex(listFlows, readings);
      kept.delete(place);
      if (!index.hasGaps) kept.set(place, { index, builtAt });
      return index;
    },
  };
};

const buildIndex = async (listFlows: ListFlows, readings: Readings): Promise<FlowIndex> => {
  const kmsArnByFlow = new Map<string, string>();
  const unread: Unjudged[] = [];
  let hasGaps = false;
  const readOne = async (flowName: string): Promise<void> => {
    try {
      const reading = await readings.flow(flowName);
      if (reading.kind === 'unreadable') hasGaps = true;
      if (reading.kind === 'known' && reading.flow.kmsArn !== undefined)
        kmsArnByFlow.set(flowName, reading.flow.kmsArn);
    } catch (cause) {
      hasGaps = true;
      unread.push({ flowName, cause });
    }
  };
  const reads: Promise<void>[] = [];
  await listFlows((name) => reads.push(readOne(name)));
  await Promise.all(reads);
  return { kmsArnByFlow, unread, hasGaps };
};
