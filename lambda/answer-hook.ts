import { abortable } from './aws/abortable.ts';
import type { Connect } from './aws/clients/connection.ts';
import { type HookEvent, type Properties, parseHookEvent, tokenIn } from './core/input/hook-event.ts';
import { parseRuleParameters } from './core/input/rule-parameters.ts';
import type { Settings } from './core/input/settings.ts';
import type { AccountRegion } from './core/model/account-region.ts';
import { answerToDeletion, type HookAnswer, hookAnswerTo, ownFailure } from './core/output/hook-answer.ts';
import { flowOfProperties } from './core/planned/flow-of-properties.ts';
import type { Deadlines } from './deadlines.ts';
import { judgePlannedFlow } from './judge-planned-flow.ts';
import type { HookTelemetry } from './telemetry/hook-telemetry.ts';

/** What a warm function keeps: its own place and settings, its ways to AWS, its clock. */
export interface WarmHook {
  readonly home: AccountRegion;
  readonly settings: Settings;
  /** What the organization demands, as JSON text of InputParameters; nothing: the defaults. */
  readonly ruleParameters: string | undefined;
  readonly connect: Connect;
  readonly telemetry: HookTelemetry;
  readonly now: () => Date;
}

export interface HookRuntime extends WarmHook, Pick<Deadlines, 'spareSignal' | 'readSignal' | 'writeSignal'> {}

/**
 * The whole hook: what CloudFormation or Cloud Control is about to do goes in, the answer comes out. Never rejects: whatever
 * keeps it from a judgement is an answer, too, since one without the token of the event would reach nobody.
 */
export const answerHook = async (event: unknown, runtime: HookRuntime): Promise<HookAnswer> => {
  let asked: HookEvent | undefined;
  try {
    asked = parseHookEvent(event);
    const answer = await answerTo(asked, runtime);
    runtime.telemetry.answered(asked, answer);
    return answer;
  } catch (cause) {
    runtime.telemetry.failed(cause, asked);
    return ownFailure(tokenIn(event), cause);
  }
};

const answerTo = async (event: HookEvent, runtime: HookRuntime): Promise<HookAnswer> => {
  const { target } = event;
  if (target.operation === 'DELETE') return answerToDeletion(event);
  // Calls to AWS end with their own signals; nothing else may keep the answer back either.
  return abortable(() => judge(event, target.properties, runtime), runtime.writeSignal);
};

const judge = async (event: HookEvent, properties: Properties, runtime: HookRuntime): Promise<HookAnswer> => {
  const { home, settings, telemetry } = runtime;
  const parameters = parseRuleParameters(runtime.ruleParameters);
  const where = { ...home, account: event.account };
  const planned = flowOfProperties(where, event.logicalId, properties);
  const aws = await runtime.connect({ where, ...parameters, ...runtime });
  const demands = { parameters, now: runtime.now() };
  const tellUnanswered = ({ message }: Error): void => telemetry.warn('AWS gave no answer', { because: message });
  const outcome = await judgePlannedFlow(aws, planned, demands, settings.appFlowConcurrency, tellUnanswered);
  return hookAnswerTo(event, outcome);
};
