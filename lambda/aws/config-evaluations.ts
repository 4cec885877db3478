import { type Evaluation as ConfigEvaluation, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import type { Evaluation } from '../core/output/evaluation.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import { callOf } from './calls.ts';
import type { Aws } from './clients/connection.ts';
import { resendRefused } from './resend-refused.ts';

/** The most evaluations that AWS Config takes at once. */
export const BATCH_SIZE = 100;

/** A token for trying the rule out: AWS Config checks the evaluations and keeps nothing. */
export const TEST_TOKEN = 'TESTMODE';

/** What became of one batch. Refused entries come with why; a deleted rule wants no results any more. */
export type PutResult =
  | {
      readonly kind: 'put';
      readonly put: readonly Evaluation[];
      readonly refused: readonly { readonly evaluation: Evaluation; readonly cause: unknown }[];
    }
  | { readonly kind: 'rule-gone' };

/**
 * Puts at most 100 evaluations. AWS Config answers 200 and hands back what it did not take, without a reason: those are
 * put again. A batch that it refuses as invalid is halved until the evaluation that it will not take stands alone, so that
 * one costs no other. Never rejects: what was not put is told, so that no evaluation is lost in silence.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html
 */
export const putEvaluations = async (
  aws: Aws,
  resultToken: string,
  batch: readonly Evaluation[],
): Promise<PutResult> => {
  let waiting = batch;
  let cause: unknown = 'AWS Config handed it back as failed';
  const put = (): readonly Evaluation[] => batch.filter((evaluation) => !waiting.includes(evaluation));
  try {
    waiting = await resendRefused(batch, (evaluations) => {
      waiting = evaluations;
      return putOnce(aws, resultToken, evaluations);
    });
  } catch (error) {
    const kind = awsErrorKind(error);
    if (kind === 'rule-gone') return { kind };
    if (kind === 'invalid' && waiting.length > 1) return joined(put(), await putHalves(aws, resultToken, waiting));
    cause = new AwsCallError(callOf('PutEvaluations').action, `${waiting.length} evaluations`, error);
  }
  return { kind: 'put', put: put(), refused: waiting.map((evaluation) => ({ evaluation, cause })) };
};

const putHalves = async (aws: Aws, resultToken: string, batch: readonly Evaluation[]): Promise<PutResult> => {
  const middle = Math.ceil(batch.length / 2);
  const first = await putEvaluations(aws, resultToken, batch.slice(0, middle));
  if (first.kind === 'rule-gone') return first;
  const second = await putEvaluations(aws, resultToken, batch.slice(middle));
  if (second.kind === 'rule-gone') return second;
  return joined(first.put, { ...second, refused: [...first.refused, ...second.refused] });
};

const joined = (put: readonly Evaluation[], rest: PutResult): PutResult =>
  rest.kind === 'rule-gone' ? rest : { ...rest, put: [...put, ...rest.put] };

/** The entries that AWS Config handed back. */
const putOnce = async (aws: Aws, resultToken: string, batch: readonly Evaluation[]): Promise<readonly Evaluation[]> => {
  const command = new PutEvaluationsCommand({
    ResultToken: resultToken,
    Evaluations: batch.map(toConfig),
    ...(resultToken === TEST_TOKEN ? { TestMode: true } : {}),
  });
  const { FailedEvaluations = [] } = await aws.config.send(command, aws.writes);
  return batch.filter(({ resourceType, resourceId }) =>
    FailedEvaluations.some(
      (failed) => failed.ComplianceResourceType === resourceType && failed.ComplianceResourceId === resourceId,
    ),
  );
};

const toConfig = ({
  resourceType,
  resourceId,
  verdict,
  annotation,
  orderingTimestamp,
}: Evaluation): ConfigEvaluation => ({
  ComplianceResourceType: resourceType,
  ComplianceResourceId: resourceId,
  ComplianceType: verdict.complianceType,
  Annotation: annotation,
  OrderingTimestamp: orderingTimestamp,
});
