import { createFlowListing } from './aws/appflow-flows.ts';
import type { Aws, Connect, Place } from './aws/connection.ts';
import { type ConfigEvent, parseConfigEvent } from './core/config-event.ts';
import { parseRuleParameters, type RuleParameters } from './core/rule-parameters.ts';
import type { Settings } from './core/settings.ts';
import { followFlowChange } from './flow-change.ts';
import type { FlowIndexes } from './flow-index.ts';
import { createFlowCount } from './flows-on-key.ts';
import { createJudge } from './judge-flow.ts';
import { followKeyChange } from './key-change.ts';
import { publishFindings } from './publish-findings.ts';
import { createReadings } from './readings.ts';
import { createReport, type Report } from './report.ts';
import { sweep } from './sweep.ts';
import type { CreateTelemetry, Telemetry } from './telemetry/telemetry.ts';
import { type Outcome, UnjudgedFlowsError } from './unjudged-flows-error.ts';

/** Everything that reaches beyond one event: the function's own place, its ways to AWS, its clock, its time. */
export interface Surroundings {
  readonly home: Place;
  readonly settings: Settings;
  readonly connect: Connect;
  readonly flowIndexes: FlowIndexes;
  readonly telemetry: CreateTelemetry;
  readonly now: () => Date;
  /** Ends reads while there is time left to put what was judged, and writes before Lambda ends the function. */
  readonly deadlines: { readonly reading: AbortSignal; readonly writing: AbortSignal };
}

/**
 * The whole rule: an event goes in, one evaluation a flow goes to AWS Config. Rejects where the event or its parameters
 * are malformed (nothing is put), and, after all else was put, where a flow got no verdict.
 */
export const evaluateEvent = async (event: unknown, surroundings: Surroundings): Promise<void> => {
  const invocation = parseConfigEvent(event);
  const { home } = surroundings;
  const at = { ...home, account: invocation.account ?? home.account, region: invocation.region ?? home.region };
  const telemetry = surroundings.telemetry({ ...at, ruleName: invocation.ruleName });
  try {
    await evaluate({ ...surroundings, invocation, at, telemetry });
  } finally {
    telemetry.publish();
  }
};

interface Work extends Omit<Surroundings, 'telemetry'> {
  readonly invocation: ConfigEvent;
  readonly at: Place;
  readonly telemetry: Telemetry;
}

const evaluate = async (work: Work): Promise<void> => {
  const { invocation, at, telemetry, deadlines, settings, connect, now } = work;
  const { trigger } = invocation;
  const startedAt = now();
  if (trigger.kind === 'other-resource') {
    telemetry.warn('This rule judges AppFlow flows only', { resourceType: trigger.resourceType });
    return;
  }
  const parameters = parseRuleParameters(invocation.ruleParameters);
  if (trigger.kind === 'key' && trigger.passedOver !== undefined) {
    telemetry.note('A key item needs no look at any flow', { keyId: trigger.keyId, because: trigger.passedOver });
    return;
  }

  const aws = await connect({ at, ...parameters, ...deadlines });
  const report = createReport(aws, invocation.resultToken, telemetry);
  const outcome = await follow(trigger, { aws, parameters, report }, work);
  const { put, refused, ruleGone } = await report.finish();
  if (ruleGone) return;

  for (const { flowName, cause } of outcome.unjudged) telemetry.unjudged(flowName, cause);
  const unjudged = [...outcome.unjudged, ...refused];
  if (trigger.kind !== 'sweep') {
    // AWS Config sends the items of old, too, when it evaluates the rule anew: nothing was detected then.
    const changed = trigger.kind === 'key' || trigger.changed;
    if (changed && put.length > 0) telemetry.detected(now().getTime() - trigger.orderingTimestamp.getTime());
  } else if (unjudged.length === 0 && outcome.failures.length === 0) {
    telemetry.sweepCompleted(put, now().getTime() - startedAt.getTime());
  }
  const failedImports = settings.securityHubFindings
    ? await publishFindings({ put, aws, invocation, telemetry, now })
    : [];
  const failures = [...outcome.failures, ...failedImports];
  if (unjudged.length > 0 || failures.length > 0) throw new UnjudgedFlowsError(unjudged, failures);
};

interface Means {
  readonly aws: Aws;
  readonly parameters: RuleParameters;
  readonly report: Report;
}

type JudgedTrigger = Exclude<ConfigEvent['trigger'], { kind: 'other-resource' }>;

const follow = async (trigger: JudgedTrigger, { aws, parameters, report }: Means, work: Work): Promise<Outcome> => {
  const { at, settings, now, flowIndexes, telemetry, invocation } = work;
  const listFlows = createFlowListing(aws);
  const readings = createReadings(aws, {
    concurrency: settings.appFlowConcurrency,
    allProfilesAtOnce: trigger.kind !== 'flow',
    rememberFlows: trigger.kind !== 'sweep' || parameters.maxFlowsPerKey !== undefined,
    justRecorded: trigger.kind === 'sweep' ? undefined : trigger.kind,
    parameters,
  });
  // A flow that was just created counts, too, although the listing may not show it yet.
  const flowNames = async (): Promise<readonly string[]> =>
    trigger.kind === 'flow' ? [...new Set([...(await listFlows()), trigger.flowName])] : listFlows();
  const countFlowsOn = createFlowCount({ flowNames, readings, allowed: parameters.maxFlowsPerKey ?? 0 });
  const judge = createJudge({ at, policy: { parameters, now: now() }, readings, countFlowsOn });
  switch (trigger.kind) {
    case 'flow':
      return followFlowChange({ trigger, at, judge, report });
    case 'key':
      return followKeyChange({ aws, trigger, flowIndexes, listFlows, readings, judge, report, telemetry });
    case 'sweep': {
      const { orderingTimestamp } = trigger;
      return sweep({ aws, ruleName: invocation.ruleName, orderingTimestamp, listFlows, judge, report, telemetry });
    }
  }
};
