import type { Key, Rotation } from '../model/key.ts';
import { codesOf, type ReasonCode } from '../model/reasons.ts';
import type { Verdict } from '../verdict.ts';
import { annotationOf } from './annotation.ts';

/** The verdict on one resource, as it is put to AWS Config and told elsewhere. */
export interface Evaluation {
  readonly resourceType: string;
  /** The id under which AWS Config knows the resource. */
  readonly resourceId: string;
  readonly flowName: string;
  /** Absent where the result that is retired was not the flow's own: it makes no finding. */
  readonly flowArn?: string;
  /** The key behind the flow, where one is known. */
  readonly key?: Key;
  readonly rotation?: Rotation;
  readonly verdict: Verdict;
  readonly annotation: string;
  readonly orderingTimestamp: Date;
}

/** The verdict on a flow that is, or was, there under this ARN. */
export type FlowEvaluation = Evaluation & { readonly flowArn: string };

export const isOfFlow = (evaluation: Evaluation): evaluation is FlowEvaluation => evaluation.flowArn !== undefined;

/** The evaluation with the annotation that its verdict asks for. */
export const toEvaluation = (parts: Omit<Evaluation, 'annotation'>): Evaluation => ({
  ...parts,
  annotation: annotationOf(parts.verdict),
});

/** The codes of an evaluation's reasons, in the order of the contract; none where the flow is compliant or not judged. */
export const reasonCodesOf = ({ verdict }: Evaluation): readonly ReasonCode[] =>
  'reasons' in verdict ? codesOf(verdict.reasons) : [];
