import type { ListFlows } from './aws/appflow-flows.ts';
import { readResourceIds } from './aws/config-resources.ts';
import type { Aws } from './aws/connection.ts';
import type { KeyTrigger } from './core/config-event.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { FlowIndexes } from './flow-index.ts';
import type { JudgeFlow } from './judge-flow.ts';
import { resolveKeyUse } from './key-use.ts';
import type { Readings } from './readings.ts';
import type { Report } from './report.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Outcome, Unjudged } from './unjudged-flows-error.ts';

export interface KeyChangeOptions {
  readonly aws: Aws;
  readonly trigger: KeyTrigger;
  readonly flowIndexes: FlowIndexes;
  readonly listFlows: ListFlows;
  readonly readings: Readings;
  readonly judge: JudgeFlow;
  readonly report: Report;
  readonly telemetry: Telemetry;
}

/** Judges the flows that use a changed key: AWS Config records no change of a flow when its key changes. */
export const followKeyChange = async (options: KeyChangeOptions): Promise<Outcome> => {
  const { aws, trigger, flowIndexes, listFlows, readings, telemetry } = options;
  const { kmsArnByFlow, unread, hasGaps } = await flowIndexes.get(aws, listFlows, readings);
  if (hasGaps) telemetry.warn('Flows that cannot be described may use the changed key', { keyId: trigger.keyId });
  const unjudged: Unjudged[] = [...unread];
  const chosen: string[] = [];
  const choose = async ([flowName, kmsArn]: readonly [string, string]): Promise<void> => {
    try {
      if (await usesKey(kmsArn, options)) chosen.push(flowName);
    } catch (cause) {
      unjudged.push({ flowName, cause });
    }
  };
  await Promise.all([...kmsArnByFlow].map(choose));
  if (chosen.length === 0) return { unjudged, failures: [] };

  const resourceIds = readResourceIds(aws);
  const resourceIdOf = async (flowName: string): Promise<string> => (await resourceIds).idOf(flowName);
  const { orderingTimestamp } = trigger;
  const evaluated = chosen.map((flowName) => evaluateFlow(flowName, { ...options, resourceIdOf, orderingTimestamp }));
  return { unjudged: [...unjudged, ...(await Promise.all(evaluated)).flat()], failures: [] };
};

const usesKey = async (kmsArn: string, { aws, trigger, readings, telemetry }: KeyChangeOptions): Promise<boolean> => {
  const { partition, account, region } = aws.at;
  const { keyId } = trigger;
  if (kmsArn === keyId) return true;
  const use = await resolveKeyUse(kmsArn, readings);
  if (use.kind === 'untold')
    telemetry.warn('An alias that cannot be described may lead to the changed key', { kmsArn, keyId });
  const changed = `arn:${partition}:kms:${trigger.region ?? region}:${trigger.account ?? account}:key/${keyId}`;
  return use.kind === 'key' && use.arn === changed;
};
