import type { Aws } from './aws/clients/connection.ts';
import type { LookupPlan } from './aws/lookups.ts';
import type { FlowTrigger, KeyTrigger, SweepTrigger } from './core/input/config-event.ts';
import type { NamedKey } from './core/model/key-reference.ts';
import type { Evaluation } from './core/output/evaluation.ts';
import { selectEveryFlow } from './select/every-flow.ts';
import type { FlowKeyCache } from './select/flow-key-cache.ts';
import type { Target } from './select/flow-keys.ts';
import { including } from './select/flow-listing.ts';
import { selectFlowsOfKey } from './select/flows-of-key.ts';
import { selectRecordedFlow } from './select/recorded-flow.ts';
import type { Selection } from './select/selection.ts';
import type { SelectionReads } from './select/selection-reads.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What sets one kind of event apart from the others. This is the only place that asks what kind an event is of. */
export interface EventPlan {
  readonly lookups: LookupPlan;
  /** The flows that the event wants judged. */
  readonly select: (
    reads: SelectionReads,
    targetOf: (named: NamedKey) => Promise<Target>,
    telemetry: Telemetry,
  ) => Selection;
  /** Every flow that may use a key, where the users of a key are counted. */
  readonly keyUsers: (reads: SelectionReads) => AsyncIterable<string>;
  /** Tells what was achieved; `complete`: every flow got its verdict. */
  readonly tell: (put: readonly Evaluation[], complete: boolean, telemetry: Telemetry) => void;
}

/** How every flow of an account and Region is looked up. */
export const SWEEP_LOOKUPS: LookupPlan = {
  flowJustRecorded: false,
  keyJustRecorded: false,
  remembersFlows: false,
  listsAllAtOnce: true,
};

/** How an event of a kind is handled, by its trigger. `now` tells the time at each call. */
export const planEvent = (
  trigger: FlowTrigger | KeyTrigger | SweepTrigger,
  ruleName: string,
  aws: Aws,
  flowKeyCache: FlowKeyCache,
  now: () => Date,
): EventPlan => {
  switch (trigger.kind) {
    case 'flow':
      return planFlow(trigger, now);
    case 'key':
      return planKey(trigger, aws, flowKeyCache, now);
    case 'sweep':
      return planSweep(ruleName, aws, now);
  }
};

const planFlow = (trigger: FlowTrigger, now: () => Date): EventPlan => ({
  lookups: { flowJustRecorded: true, keyJustRecorded: true, remembersFlows: true, listsAllAtOnce: false },
  select: () => selectRecordedFlow(trigger),
  // A flow that was just created counts, too, although the listing may not show it yet.
  keyUsers: ({ listFlows }) => including(trigger.flowName, listFlows()),
  tell: (put, _, telemetry) => {
    // AWS Config sends the items of old, too, when it evaluates the rule anew: nothing was detected then.
    if (trigger.changed && put.length > 0) telemetry.detected(millisecondsSince(trigger.orderingTimestamp, now));
  },
});

const planKey = (trigger: KeyTrigger, aws: Aws, flowKeyCache: FlowKeyCache, now: () => Date): EventPlan => ({
  lookups: { flowJustRecorded: false, keyJustRecorded: true, remembersFlows: true, listsAllAtOnce: true },
  select: ({ listFlows, flowKeys }, targetOf, telemetry) => {
    const readFlowKeys = () => flowKeyCache(aws, () => flowKeys(listFlows()));
    return selectFlowsOfKey(trigger, aws.where, readFlowKeys, targetOf, telemetry);
  },
  keyUsers: ({ listFlows }) => listFlows(),
  tell: (put, _, telemetry) => {
    if (put.length > 0) telemetry.detected(millisecondsSince(trigger.orderingTimestamp, now));
  },
});

const planSweep = (ruleName: string, aws: Aws, now: () => Date): EventPlan => {
  const startedAt = now();
  return {
    lookups: SWEEP_LOOKUPS,
    select: (reads, _, telemetry) => selectEveryFlow(ruleName, aws.where, reads, telemetry),
    keyUsers: ({ listFlows }) => listFlows(),
    tell: (put, complete, telemetry) => {
      if (complete) telemetry.sweepCompleted(put, millisecondsSince(startedAt, now));
    },
  };
};

const millisecondsSince = (time: Date, now: () => Date): number => now().getTime() - time.getTime();
