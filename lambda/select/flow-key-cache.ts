import type { Aws } from '../aws/clients/connection.ts';
import type { FlowKeys } from './flow-keys.ts';

const LONGEST_AGE_IN_MILLISECONDS = 60_000;

/** The flow keys of the place and caller, read now or at most 60 seconds ago. */
export type FlowKeyCache = (aws: Pick<Aws, 'where' | 'callerName'>, read: () => Promise<FlowKeys>) => Promise<FlowKeys>;

/**
 * What warm invocations share, so that a burst of key changes lists and describes the flows once. It only chooses flows: each
 * one chosen is read anew. One with a gap is not kept.
 */
export const createFlowKeyCache = (now: () => Date): FlowKeyCache => {
  const kept = new Map<string, { readonly flowKeys: FlowKeys; readonly readAt: number }>();
  return async ({ where, callerName }, read) => {
    const place = `${where.account} ${where.region} ${callerName}`;
    const before = kept.get(place);
    if (before !== undefined && now().getTime() - before.readAt < LONGEST_AGE_IN_MILLISECONDS) return before.flowKeys;
    const readAt = now().getTime();
    const flowKeys = await read();
    kept.delete(place);
    if (flowKeys.refused.length === 0 && flowKeys.failed.length === 0) kept.set(place, { flowKeys, readAt });
    return flowKeys;
  };
};
