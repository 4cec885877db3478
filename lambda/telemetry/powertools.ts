import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ReasonCode } from '../core/model/reasons.ts';
import { messageOf } from '../core/model/text.ts';
import { type Evaluation, reasonCodesOf } from '../core/output/evaluation.ts';
import { sweepFigures } from './sweep-figures.ts';
import type { CreateTelemetry } from './telemetry.ts';

export const SERVICE = 'appflow-flow-cmk';

const COUNTER_OF_VERDICT = {
  COMPLIANT: 'CompliantEvaluations',
  NON_COMPLIANT: 'NonCompliantEvaluations',
  NOT_APPLICABLE: 'NotApplicableEvaluations',
} as const;

export interface PowertoolsOptions {
  readonly logger: Logger;
  readonly namespace: string;
  /** Requests to AWS so far; the difference over one event is a metric. */
  readonly calls: { readonly requests: number; readonly retries: number };
  readonly now: () => Date;
}

/**
 * Structured log and metrics in embedded metric format. Dimensions are bounded: service, rule and, for reasons, the
 * code; flows and keys are fields of the log, never dimensions, which are billed by combination.
 */
export const createPowertoolsTelemetry = ({ logger, namespace, calls, now }: PowertoolsOptions): CreateTelemetry => {
  return ({ ruleName, account, region }) => {
    const of = { ruleName, account, region };
    const metrics = new Metrics({ namespace, serviceName: SERVICE, defaultDimensions: { RuleName: ruleName } });
    const before = { ...calls };
    const reasons = new Map<ReasonCode, number>();
    const counters = new Map<string, number>();
    const count = (name: string, value = 1): void => {
      counters.set(name, (counters.get(name) ?? 0) + value);
    };

    return {
      info: (message, details = {}) => logger.info(message, { ...of, ...details }),
      warn: (message, details = {}) => logger.warn(message, { ...of, ...details }),
      verdict: (evaluation) => {
        logger.info('verdict', { ...of, ...fieldsOf(evaluation) });
        count(COUNTER_OF_VERDICT[evaluation.verdict.complianceType]);
        for (const code of reasonCodesOf(evaluation)) {
          reasons.set(code, (reasons.get(code) ?? 0) + 1);
          if (code === 'UNVERIFIED') count('UnverifiedEvaluations');
        }
      },
      unjudged: (flowName, cause) => {
        logger.error('no verdict', { ...of, flowName, because: messageOf(cause) });
        count('UnjudgedFlows');
      },
      refused: (evaluation, cause) => {
        logger.error('verdict not taken by AWS Config', { ...of, ...fieldsOf(evaluation), because: messageOf(cause) });
        count('FailedEvaluations');
      },
      findingRefused: (findingId, cause) => {
        logger.error('finding not taken by Security Hub', { ...of, findingId, because: messageOf(cause) });
        count('FailedFindings');
      },
      policyDisputed: (keyArn, isOpen) => {
        const [rule, accessAnalyzer] = isOpen ? ['KEY_POLICY_OPEN', 'PASS'] : ['closed', 'FAIL'];
        logger.warn('Access Analyzer judges a key policy otherwise', { ...of, keyArn, rule, accessAnalyzer });
        count('PolicyDisagreements');
      },
      sweepCompleted: (evaluations, durationInMilliseconds) => {
        const figures = sweepFigures(evaluations, now());
        logger.info('sweep completed', { ...of, durationInMilliseconds, ...figures });
        count('Sweeps');
        metrics.addMetric('SweepDuration', MetricUnit.Milliseconds, durationInMilliseconds);
        for (const [name, value] of Object.entries(figures)) {
          if (value !== undefined) metrics.addMetric(name, UNIT_OF_FIGURE[name] ?? MetricUnit.Count, value);
        }
      },
      detected: (delayInMilliseconds) =>
        metrics.addMetric('DetectionDelay', MetricUnit.Seconds, delayInMilliseconds / 1000),
      publish: () => {
        for (const [code, times] of reasons) {
          metrics.singleMetric().addDimension('ReasonCode', code).addMetric('Reasons', MetricUnit.Count, times);
        }
        if (calls.requests > before.requests) {
          count('AwsCalls', calls.requests - before.requests);
          count('AwsRetries', calls.retries - before.retries);
        }
        for (const [name, value] of counters) metrics.addMetric(name, MetricUnit.Count, value);
        if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
      },
    };
  };
};

const UNIT_OF_FIGURE: Readonly<Record<string, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  CompliantPercentage: MetricUnit.Percent,
  EstimatedMonthlyKeyCost: MetricUnit.NoUnit,
};

const fieldsOf = (evaluation: Evaluation) => ({
  flowName: evaluation.flowName,
  resourceId: evaluation.resourceId,
  verdict: evaluation.verdict.complianceType,
  reasons: reasonCodesOf(evaluation),
  annotation: evaluation.annotation,
  ...(evaluation.key === undefined ? {} : { keyArn: evaluation.key.arn }),
});
