import type { Aws, Connect } from './aws/clients/connection.ts';
import { createLookups } from './aws/lookups.ts';
import type { Demands } from './core/checks/check.ts';
import { type ConfigEvent, type JudgedTrigger, parseConfigEvent } from './core/input/config-event.ts';
import { parseRuleParameters } from './core/input/rule-parameters.ts';
import type { Settings } from './core/input/settings.ts';
import type { AccountRegion } from './core/model/account-region.ts';
import { UnjudgedFlowsError } from './core/output/unjudged-flows-error.ts';
import type { Deadlines } from './deadlines.ts';
import { createEvaluateSelected } from './evaluate-selected.ts';
import { evaluateSelection } from './evaluate-selection.ts';
import { planEvent } from './event-plans.ts';
import { createFlowJudge, lookupPlanFor } from './flow-judge.ts';
import { createConfigOutput } from './outputs/config-output.ts';
import { importIntoSecurityHub } from './outputs/security-hub-output.ts';
import { createSecondOpinions, NO_SECOND_OPINIONS } from './second-opinions.ts';
import type { FlowKeyCache } from './select/flow-key-cache.ts';
import { createSelectionReads } from './select/selection-reads.ts';
import type { CreateTelemetry, Telemetry } from './telemetry/telemetry.ts';

/** What a warm function keeps: its own place and settings, its ways to AWS, its clock. */
export interface WarmRuntime {
  readonly home: AccountRegion;
  readonly settings: Settings;
  readonly connect: Connect;
  readonly flowKeyCache: FlowKeyCache;
  readonly telemetry: CreateTelemetry;
  readonly now: () => Date;
}

export interface Runtime extends WarmRuntime, Pick<Deadlines, 'spareSignal' | 'readSignal' | 'writeSignal'> {}

/**
 * The whole rule: an event goes in, one evaluation a flow goes to AWS Config. Rejects where the event or its parameters
 * are malformed (nothing is put), and, after all else was put, where a flow got no verdict.
 */
export const evaluateEvent = async (event: unknown, runtime: Runtime): Promise<void> => {
  const invocation = parseConfigEvent(event);
  const { home } = runtime;
  const { trigger, account = home.account, region = home.region, ruleName } = invocation;
  const where = { ...home, account, region };
  const telemetry = runtime.telemetry({ ...where, ruleName });
  try {
    if (trigger.kind === 'other-resource') {
      telemetry.warn('This rule judges AppFlow flows only', { resourceType: trigger.resourceType });
      return;
    }
    const parameters = parseRuleParameters(invocation.ruleParameters);
    if (trigger.kind === 'skipped-key') {
      telemetry.info('A key item needs no look at any flow', { keyId: trigger.keyId, because: trigger.because });
      return;
    }
    const aws = await runtime.connect({ where, ...parameters, ...runtime });
    await evaluate(invocation, trigger, { parameters, now: runtime.now() }, aws, telemetry, runtime);
  } finally {
    telemetry.publish();
  }
};

/** Selects the flows, judges them, and hands the verdicts out. */
const evaluate = async (
  invocation: ConfigEvent,
  trigger: JudgedTrigger,
  demands: Demands,
  aws: Aws,
  telemetry: Telemetry,
  { settings, flowKeyCache, now }: Runtime,
): Promise<void> => {
  const plan = planEvent(trigger, invocation.ruleName, aws, flowKeyCache, now);
  const lookupPlan = lookupPlanFor(plan.lookups, demands.parameters);
  const opinions = settings.policySecondOpinion ? createSecondOpinions(aws, telemetry) : NO_SECOND_OPINIONS;
  const lookups = createLookups(aws, settings.appFlowConcurrency, lookupPlan, opinions.ask);
  const reads = createSelectionReads(aws, lookups, telemetry);
  const readKeyUsers = () => reads.flowKeys(plan.keyUsers(reads));
  const tellUnanswered = (failure: Error): void =>
    telemetry.warn('Whether a key was in use when its flow ran stays open', { because: failure.message });
  const { judge, follow } = createFlowJudge(aws, demands, lookups, lookupPlan, readKeyUsers, tellUnanswered);
  const output = createConfigOutput(aws, invocation.resultToken, telemetry);

  const { unjudged, failures } = await evaluateSelection(
    plan.select(reads, follow, telemetry),
    createEvaluateSelected(aws.where, trigger.orderingTimestamp, judge, reads.resourceIds, output, telemetry),
  );
  const { put, notTaken, ruleGone } = await output.finish();
  await opinions.settled();
  if (ruleGone) return;

  for (const { flowName, cause } of unjudged) telemetry.unjudged(flowName, cause);
  const withoutVerdict = [...unjudged, ...notTaken];
  plan.tell(put, withoutVerdict.length + failures.length === 0, telemetry);
  const notImported = settings.securityHubFindings
    ? await importIntoSecurityHub(put, aws, invocation, telemetry, now())
    : [];
  const allFailures = [...failures, ...notImported];
  if (withoutVerdict.length + allFailures.length > 0) throw new UnjudgedFlowsError(withoutVerdict, allFailures);
};
