import type { NotApplicable } from '../applicability.ts';
import type { Verdict } from '../verdict.ts';
import type { DemandsOnWhatIsKnown } from './demands-on-what-is-known.ts';
import type { Unknown } from './planned-flow.ts';

/** What is said of a planned flow: three answers, since what nobody can know yet is neither a pass nor a failure. */
export type Outcome =
  | { readonly kind: 'pass'; readonly verdict: Verdict }
  | {
      readonly kind: 'fail';
      readonly verdict: Extract<Verdict, { complianceType: 'NON_COMPLIANT' }>;
      readonly unknown: readonly Unknown[];
    }
  /** `verdict` is on what is known, where that is enough for one; reasons that it has do not fail the flow. */
  | { readonly kind: 'unknown'; readonly verdict: Verdict | undefined; readonly unknown: readonly Unknown[] };

/** Of a flow whose key is not known: only one that is not judged at all passes. */
export const outcomeWithoutKey = (excluded: NotApplicable | undefined, key: Unknown): Outcome =>
  excluded === undefined
    ? { kind: 'unknown', verdict: undefined, unknown: [key] }
    : { kind: 'pass', verdict: excluded };

/** Of the verdict on what is known. A reason fails whatever else is unknown, unless the flow may not be judged at all. */
export const outcomeOf = (verdict: Verdict, { scope, rest }: Pick<DemandsOnWhatIsKnown, 'scope' | 'rest'>): Outcome => {
  if (verdict.complianceType === 'NON_COMPLIANT') {
    return scope.length > 0 ? { kind: 'unknown', verdict, unknown: scope } : { kind: 'fail', verdict, unknown: rest };
  }
  // Whoever is not judged passes, and so does whoever is judged without a reason: the scope decides nothing here.
  if ('reasons' in verdict) return { kind: 'unknown', verdict, unknown: rest };
  return verdict.complianceType === 'NOT_APPLICABLE' || rest.length === 0
    ? { kind: 'pass', verdict }
    : { kind: 'unknown', verdict, unknown: rest };
};
