import { exclusionOf, gone, type NotApplicable } from './applicability.ts';
import { type Subject, unverified } from './checks/check.ts';
import { KEY_CHECKS } from './checks/index.ts';
import { findCustomerKey } from './checks/key-is-customer-managed.ts';
import type { Flow, FlowReading } from './flow.ts';
import { type FactName, type Facts, type Key, type KeyReading, nameOfKey } from './key.ts';
import { inOrder, type Reason } from './reasons.ts';
import type { RuleParameters } from './rule-parameters.ts';

/** The verdict on one flow with everything that explains it. */
export type Judgement =
  | { readonly complianceType: 'COMPLIANT'; readonly because: string }
  | { readonly complianceType: 'NON_COMPLIANT'; readonly reasons: readonly Reason[] }
  | { readonly complianceType: 'NOT_APPLICABLE'; readonly label: 'UNVERIFIED'; readonly reasons: readonly Reason[] }
  | NotApplicable;

export interface Policy {
  readonly parameters: RuleParameters;
  readonly now: Date;
}

/** The judgement that needs no key, or the flow whose key must be read. */
export const judgeFlow = (name: string, reading: FlowReading, policy: Policy): Judgement | Flow => {
  switch (reading.kind) {
    case 'gone':
      return gone(reading.because);
    case 'unreadable':
      return verdictOn([unverified(`the flow ${name}`, reading)], policy.parameters);
    case 'known':
      return exclusionOf(reading.flow, policy.parameters, policy.now) ?? reading.flow;
  }
};

/** The facts that some enabled check needs of this key: no others are read. */
export const factsNeeded = (flow: Flow, key: Key, policy: Policy): ReadonlySet<FactName> => {
  const question = { flow, key, ...policy };
  const needed = KEY_CHECKS.flatMap(({ needs }) =>
    (Object.keys(needs) as FactName[]).filter((fact) => needs[fact]?.(question)),
  );
  return new Set(needed);
};

/** The judgement on a flow by its key; `facts` holds at least what `factsNeeded` asked for. */
export const judgeKey = (flow: Flow, reading: KeyReading | undefined, facts: Facts, policy: Policy): Judgement => {
  const { parameters } = policy;
  const found = findCustomerKey(flow, reading);
  if ('reason' in found) return verdictOn([found.reason], parameters);
  const subject: Subject = { flow, key: found.key, facts, ...policy };
  const reasons = KEY_CHECKS.flatMap((check) => check.decide(subject));
  return reasons.length > 0
    ? verdictOn(reasons, parameters)
    : { complianceType: 'COMPLIANT', because: evidenceOf(subject) };
};

/** The only place that gives "could not be read" a meaning. */
const verdictOn = (reasons: readonly Reason[], { unverified: verdict }: RuleParameters): Judgement => {
  const sorted = withoutRepeats(inOrder(reasons));
  return verdict === 'NON_COMPLIANT' || sorted.some(({ code }) => code !== 'UNVERIFIED')
    ? { complianceType: 'NON_COMPLIANT', reasons: sorted }
    : { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons: sorted };
};

/** Two checks that miss the same fact say so once. */
const withoutRepeats = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.filter(
    ({ code, problem }, index) =>
      reasons.findIndex((other) => other.code === code && other.problem === problem) === index,
  );

/** "a, b and c", without Intl.ListFormat: that alone takes a tenth of the time in which the function starts. */
const inWords = (clauses: readonly string[]): string =>
  clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}`;

const evidenceOf = (subject: Subject): string => {
  const clauses = KEY_CHECKS.flatMap((check) => check.evidence?.(subject) ?? []);
  return `Customer managed ${nameOfKey(subject.key)} ${inWords(clauses)}.`;
};
