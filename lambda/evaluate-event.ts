import { createFlowListing } from './aws/appflow-flows.ts';
import type { Aws, Connect, Place } from './aws/connection.ts';
import { gone } from './core/applicability.ts';
import { flowArn } from './core/arn.ts';
import { type ConfigEvent, type FlowTrigger, parseConfigEvent } from './core/config-event.ts';
import { parseRuleParameters, type RuleParameters } from './core/rule-parameters.ts';
import type { Settings } from './core/settings.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { FlowIndexes } from './flow-index.ts';
import { createFlowCount } from './flows-on-key.ts';
import { createJudge, type JudgeFlow } from './judge-flow.ts';
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
    await evaluate({ invocation, at, telemetry, surroundings });
  } finally {
    telemetry.publish();
  }
};

interface Task {
  readonly invocation: ConfigEvent;
  readonly at: Place;
  readonly telemetry: Telemetry;
  readonly surroundings: Surroundings;
}

const evaluate = async ({ invocation, at, telemetry, surroundings }: Task): Promise<void> => {
  const { now, settings } = surroundings;
  const startedAt = now();
  const { trigger } = invocation;
  if (trigger.kind === 'other-resource') {
    telemetry.warn('This rule judges AppFlow flows only', { resourceType: trigger.resourceType });
    return;
  }
  const parameters = parseRuleParameters(invocation.ruleParameters);
  if (trigger.kind === 'key' && trigger.passedOver !== undefined) {
    telemetry.note('A key item needs no look at any flow', { keyId: trigger.keyId, because: trigger.passedOver });
    return;
  }

  const aws = await surroundings.connect({ at, ...parameters, ...surroundings.deadlines });
  const report = createReport(aws, invocation.resultToken, telemetry);
  const outcome = await handle({ trigger, aws, report, parameters, invocation, telemetry, surroundings });
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

interface Work {
  readonly trigger: Exclude<ConfigEvent['trigger'], { kind: 'other-resource' }>;
  readonly aws: Aws;
  readonly report: Report;
  readonly parameters: RuleParameters;
  readonly invocation: ConfigEvent;
  readonly telemetry: Telemetry;
  readonly surroundings: Surroundings;
}

const handle = async ({
  trigger,
  aws,
  report,
  parameters,
  invocation,
  telemetry,
  surroundings,
}: Work): Promise<Outcome> => {
  const { settings, now, flowIndexes } = surroundings;
  const listFlows = createFlowListing(aws);
  const readings = createReadings(aws, {
    concurrency: settings.appFlowConcurrency,
    allProfilesAtOnce: trigger.kind !== 'flow',
  });
  const countFlowsOn = createFlowCount({ flowNames: listFlows, readings, allowed: parameters.maxFlowsPerKey ?? 0 });
  const judge = createJudge({ at: aws.at, policy: { parameters, now: now() }, readings, countFlowsOn });
  switch (trigger.kind) {
    case 'flow':
      return followFlowChange(trigger, aws.at, judge, report);
    case 'key':
      return followKeyChange({ aws, trigger, flowIndexes, listFlows, readings, judge, report });
    case 'sweep': {
      const { orderingTimestamp } = trigger;
      return sweep({ aws, ruleName: invocation.ruleName, orderingTimestamp, listFlows, judge, report, telemetry });
    }
  }
};

/** One evaluation, of that resource under the id it came with; nothing is read of a flow that is gone. */
const followFlowChange = async (
  trigger: FlowTrigger,
  at: Place,
  judge: JudgeFlow,
  report: Report,
): Promise<Outcome> => {
  const { flowName, resourceId, orderingTimestamp } = trigger;
  const judgement = trigger.gone === undefined ? undefined : gone(trigger.gone);
  const judgeOrGone: JudgeFlow =
    judgement === undefined ? judge : async () => ({ flowName, flowArn: flowArn(at, flowName), judgement });
  const resourceIdOf = async (): Promise<string> => resourceId;
  const unjudged = await evaluateFlow(flowName, { judge: judgeOrGone, resourceIdOf, orderingTimestamp, report });
  return { unjudged, failures: [] };
};
