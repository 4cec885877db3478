import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { HookEvent } from '../core/input/hook-event.ts';
import { excerpt } from '../core/model/text.ts';
import type { HookAnswer } from '../core/output/hook-answer.ts';
import { SERVICE } from './powertools.ts';
import type { Details } from './telemetry.ts';

/** What the hook tells about its work. */
export interface HookTelemetry {
  readonly warn: (message: string, details?: Details) => void;
  /** One answer on a flow. */
  readonly answered: (event: HookEvent, answer: HookAnswer) => void;
  /** The hook itself failed, and nothing was said of the flow; `event` as far as it could be read. */
  readonly failed: (cause: unknown, event: HookEvent | undefined) => void;
}

/** A line of the log and one count for each answer. The flow is a field of the log, never a dimension, which is billed. */
export const createHookTelemetry = (logger: Logger, namespace: string): HookTelemetry => {
  const count = (outcome: string): void => {
    const metrics = new Metrics({ namespace, serviceName: SERVICE, defaultDimensions: { Outcome: outcome } });
    metrics.addMetric('HookAnswers', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  return {
    warn: (message, details = {}) => logger.warn(message, details),
    answered: (event, answer) => {
      const outcome = outcomeIn(answer);
      logger.info('hook answer', { ...fieldsOf(event), outcome, answer: answer.message });
      count(outcome);
    },
    failed: (cause, event) => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      logger.error({ message: 'The hook could not judge a flow', ...(event && fieldsOf(event)) }, error);
      count('ERROR');
    },
  };
};

/** What decided: the worst of the answer's annotations. */
const outcomeIn = (answer: HookAnswer): 'FAILED' | 'SKIPPED' | 'PASSED' | 'ERROR' => {
  if (!('annotations' in answer)) return 'ERROR';
  const has = (status: string): boolean => answer.annotations.some((annotation) => annotation.status === status);
  if (has('FAILED')) return 'FAILED';
  return has('SKIPPED') ? 'SKIPPED' : 'PASSED';
};

/** Longer names than any that AWS takes are not worth their place in the log. */
const LONGEST_NAME = 256;

const fieldsOf = ({ hookName, account, logicalId, isCloudControl, target }: HookEvent) => ({
  hookName: excerpt(hookName, LONGEST_NAME),
  account,
  logicalId: excerpt(logicalId, LONGEST_NAME),
  isCloudControl,
  operation: target.operation,
  ...('properties' in target ? { flowName: excerpt(String(target.properties['FlowName']), LONGEST_NAME) } : {}),
});
