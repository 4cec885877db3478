import { exclusionOf, gone, type NotApplicable } from './applicability.ts';
import { type CheckInput, type Demands, unverified } from './checks/check.ts';
import { KEY_CHECKS } from './checks/index.ts';
import { customerKeyIn, keyToAskAbout } from './checks/key-is-customer-managed.ts';
import type { RuleParameters } from './input/rule-parameters.ts';
import type { Flow, FlowLookup } from './model/flow.ts';
import { type AnswerName, type AwsAnswers, type Key, type KeyLookup, nameOfKey } from './model/key.ts';
import type { KeyReference } from './model/key-reference.ts';
import { inOrder, type Reason } from './model/reasons.ts';

/** The verdict on one flow with everything that explains it. */
export type Verdict =
  | { readonly complianceType: 'COMPLIANT'; readonly because: string }
  | { readonly complianceType: 'NON_COMPLIANT'; readonly reasons: readonly Reason[] }
  | { readonly complianceType: 'NOT_APPLICABLE'; readonly label: 'UNVERIFIED'; readonly reasons: readonly Reason[] }
  | NotApplicable;

/** Either the verdict, or what must be looked at next. */
export type Decided<Next> = { readonly verdict: Verdict } | Next;

/** By what AppFlow says: the verdict that needs no key, or the flow and the key that KMS must be asked about. */
export const decideByFlow = (
  flowName: string,
  lookup: FlowLookup,
  { parameters, now }: Demands,
): Decided<{ readonly flow: Flow; readonly reference: KeyReference }> => {
  if (lookup.kind === 'gone') return { verdict: gone(lookup.because) };
  if (lookup.kind === 'refused')
    return { verdict: verdictOn([unverified(`the flow ${flowName}`, lookup)], parameters) };
  const { flow } = lookup;
  const exclusion = exclusionOf(flow, parameters, now);
  if (exclusion !== undefined) return { verdict: exclusion };
  const asked = keyToAskAbout(flow, parameters);
  return 'reason' in asked ? { verdict: verdictOn([asked.reason], parameters) } : { flow, reference: asked.reference };
};

/** By what KMS says of the key: the verdict that ends the list, or the customer's key. */
export const decideByKey = (
  lookup: KeyLookup,
  reference: KeyReference,
  { parameters }: Demands,
): Decided<{ readonly key: Key }> => {
  const found = customerKeyIn(lookup, reference);
  return 'reason' in found ? { verdict: verdictOn([found.reason], parameters) } : found;
};

/** What some enabled check needs: nothing else is asked for. */
export const answersNeeded = (input: CheckInput): ReadonlySet<AnswerName> =>
  new Set(KEY_CHECKS.flatMap((check) => check.needs(input)));

/** By all checks of the key; `answers` holds at least what `answersNeeded` names. */
export const decideByChecks = (input: CheckInput, answers: AwsAnswers): Verdict => {
  const reasons = KEY_CHECKS.flatMap((check) => check.reasonsIn(input, answers));
  return reasons.length > 0
    ? verdictOn(reasons, input.parameters)
    : { complianceType: 'COMPLIANT', because: evidenceIn(input, answers) };
};

/** The only place that gives "could not be read" a meaning. */
const verdictOn = (reasons: readonly Reason[], { unverified: verdict }: RuleParameters): Verdict => {
  const sorted = withoutRepeats(inOrder(reasons));
  return verdict === 'NON_COMPLIANT' || sorted.some(({ code }) => code !== 'UNVERIFIED')
    ? { complianceType: 'NON_COMPLIANT', reasons: sorted }
    : { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons: sorted };
};

/** Two checks that miss the same answer say so once. */
const withoutRepeats = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.filter(
    ({ code, problem }, index) =>
      reasons.findIndex((other) => other.code === code && other.problem === problem) === index,
  );

/** "a, b and c", without Intl.ListFormat: that alone takes a tenth of the time in which the function starts. */
const inWords = (clauses: readonly string[]): string =>
  clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}`;

const evidenceIn = (input: CheckInput, answers: AwsAnswers): string => {
  const clauses = KEY_CHECKS.flatMap((check) => check.evidenceIn(input, answers) ?? []);
  return `Customer managed ${nameOfKey(input.key)} ${inWords(clauses)}.`;
};
