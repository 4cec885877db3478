import type { Demands } from '../../lambda/core/checks/check.ts';
import { REASONS, type Reason } from '../../lambda/core/model/reasons.ts';
import type { Verdict } from '../../lambda/core/verdict.ts';
import { type JudgedFlow, judgeFlow } from '../../lambda/judge/judge-flow.ts';
import type { CheckAnswer, CheckedReason, UnknownFact } from './check.ts';
import type { ExistingKeys } from './existing-keys.ts';
import { accountsNamedIn, type Guess, guessesAt } from './guesses.ts';
import { scopeDemands, tagDemands, userDemands } from './open-demands.ts';
import { type PlannedFlow, type PlannedKey, type PlannedKeyName, UNKNOWN_ACCOUNT } from './planned.ts';
import type { PlannedNames } from './planned-names.ts';
import { enterFlow } from './planned-sources.ts';
import { readPlannedTags } from './planned-tags.ts';
import { shownText } from './shown-text.ts';

/** How a flow stands in one case. One that fails may have something unknown besides. */
export interface CaseAnswer {
  readonly answer: CheckAnswer;
  /** Of a flow that passes: what was seen, or why it is not judged. */
  readonly because?: string;
  readonly reasons: readonly CheckedReason[];
  readonly unknown: readonly UnknownFact[];
}

/**
 * Judges a planned flow as the rule will judge it once it is there. It fails for what is certain, whatever else is unknown, and
 * passes where nothing that is unknown could make a difference.
 */
export const judgePlannedFlow = async (
  flow: PlannedFlow,
  names: PlannedNames,
  { parameters, now }: Demands,
  existing: ExistingKeys,
): Promise<CaseAnswer> => {
  const tags = readPlannedTags(flow.tags, flow.tagValues);
  const scope = scopeDemands(tags, parameters);
  if (scope.open.length > 0) return { answer: 'unknown', reasons: [], unknown: scope.open.map(shownFact) };
  const target = names.follow(flow.key);
  const key = target.kind === 'planned' ? target.key : undefined;
  const byTags = tagDemands(tags, key, scope.parameters);
  const byUsers = userDemands(key, byTags.parameters);
  const demands = { parameters: byUsers.parameters, now };

  const { guesses, dimensions } = guessesAt(names.world, key, accountsToldApart(flow, names, key, demands));
  const outcomes = await Promise.all(
    guesses.map(async (guess): Promise<Outcome> => {
      const { flow: entered, sources } = enterFlow(flow, names, guess, demands, existing);
      const judged = await judgeFlow(entered, { kind: 'found', flow: entered }, demands, sources);
      return outcomeOf(judged, guess);
    }),
  );
  const reasons = certainIn(outcomes);
  const unknown = distinct([
    ...dimensions.filter(({ member }) => makesADifference(member, outcomes)).map(({ fact }) => fact),
    ...outcomes.flatMap(({ open }) => open),
    ...(outcomes.some(({ isChecked }) => isChecked) ? [...byTags.open, ...byUsers.open] : []),
  ]);
  if (reasons.length === 0 && unknown.length === 0) {
    const because = outcomes[0]?.because;
    return { answer: 'pass', ...(because === undefined ? {} : { because: shownText(because) }), reasons: [], unknown };
  }
  return {
    answer: reasons.length > 0 ? 'fail' : 'unknown',
    reasons: reasons.map((reason) => checkedReason(flow.key.kind === 'not-an-arn' ? nameTheArn(reason) : reason)),
    unknown: unknown.map(shownFact),
  };
};

/** What the judge makes of a flow where a guess is right. */
interface Outcome {
  readonly guess: Guess;
  readonly reasons: readonly Reason[];
  readonly open: readonly UnknownFact[];
  readonly because?: string;
  /** The checks of the key were made. */
  readonly isChecked: boolean;
}

const outcomeOf = ({ verdict, evidence }: JudgedFlow, guess: Guess): Outcome => {
  const isChecked = evidence.answers !== undefined;
  if (!('reasons' in verdict)) return { guess, reasons: [], open: [], because: verdict.because, isChecked };
  const open = verdict.reasons.flatMap(({ notYetKnown }) => (notYetKnown === undefined ? [] : [notYetKnown]));
  const others = verdict.reasons.filter(({ notYetKnown }) => notYetKnown === undefined);
  return isNoFailure(verdict)
    ? { guess, reasons: [], open: [...open, ...others.map(unverifiedFact)], isChecked }
    : { guess, reasons: others, open, isChecked };
};

/** The parameter `unverified` can say so: then it is neither a failure nor known to be good. */
const isNoFailure = ({ complianceType }: Verdict): boolean => complianceType === 'NOT_APPLICABLE';

const unverifiedFact = ({ problem }: Reason): UnknownFact => ({
  what: 'whether the flow is compliant',
  because: problem,
});

/** What is a reason whatever guess is right, in the words of the first guess. */
const certainIn = ([first, ...others]: readonly Outcome[]): readonly Reason[] =>
  (first?.reasons ?? []).filter(({ code }) =>
    others.every(({ reasons }) => reasons.some((reason) => reason.code === code)),
  );

/** Whether two guesses that differ in nothing else lead to different outcomes. */
const makesADifference = (member: keyof Guess, outcomes: readonly Outcome[]): boolean => {
  const found = new Map<string, string>();
  return outcomes.some(({ guess, reasons, open }) => {
    const others = JSON.stringify({ ...guess, [member]: '' });
    const outcome = JSON.stringify([reasons.map(({ code }) => code), open.map(({ what }) => what)]);
    const before = found.get(others) ?? outcome;
    found.set(others, before);
    return before !== outcome;
  });
};

/** Where the account is not known, whether it is one that is named somewhere can decide. */
const accountsToldApart = (
  flow: PlannedFlow,
  names: PlannedNames,
  key: PlannedKey | undefined,
  { parameters }: Demands,
): readonly string[] => {
  if (names.world.account.kind === 'known') return [];
  const policy = key?.policy.kind === 'known' && key.policy.value.includes(UNKNOWN_ACCOUNT) ? [key.policy.value] : [];
  return accountsNamedIn(parameters, [
    ...(parameters.keyDuties === 'any' ? [] : policy),
    ...(parameters.allowedKeyAccounts === undefined ? [] : keyNamesOf(flow, names).flatMap(textOf)),
  ]);
};

const keyNamesOf = (flow: PlannedFlow, names: PlannedNames): readonly PlannedKeyName[] => [
  flow.key,
  ...flow.profiles.flatMap((use) => (use.kind === 'known' ? (names.profile(use.value)?.key ?? []) : [])),
  ...flow.buckets.flatMap(({ bucket }) => {
    const encryption = bucket.kind === 'known' ? names.bucket(bucket.value)?.encryption : undefined;
    return encryption?.kind === 'known' ? encryption.value.key : [];
  }),
];

const textOf = (name: PlannedKeyName): readonly string[] => (name.kind === 'text' ? [name.text] : []);

const distinct = (facts: readonly UnknownFact[]): readonly UnknownFact[] => [
  ...new Map(facts.map((fact) => [JSON.stringify([fact.what, fact.because, fact.line]), fact])).values(),
];

const shownFact = ({ what, because, ...fact }: UnknownFact): UnknownFact => ({
  what: shownText(what),
  because: shownText(because),
  ...fact,
});

const nameTheArn = (reason: Reason): Reason => ({
  ...reason,
  remedy: 'Name the ARN: in a template Fn::GetAtt with Arn, in Terraform the attribute arn',
});

const checkedReason = ({ code, problem, remedy }: Reason): CheckedReason => ({
  code,
  severity: REASONS[code].severity,
  problem: shownText(problem),
  remedy: shownText(remedy ?? REASONS[code].remedy),
});
