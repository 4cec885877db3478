import type { ParameterName, RuleParameters } from '../input/rule-parameters.ts';
import type { Answer, Refused } from '../model/answer.ts';
import type { Flow } from '../model/flow.ts';
import { type AnswerName, type AnswerValues, type AwsAnswers, type Key, nameOfKey } from '../model/key.ts';
import type { Reason, ReasonCode } from '../model/reasons.ts';

/** What the documentation says of a check; the README's table is generated from it. */
export interface CheckDescription {
  /** The file's name: the good state in kebab-case. */
  readonly name: string;
  /** What good looks like, one sentence. */
  readonly goodState: string;
  readonly reasons: readonly ReasonCode[];
  readonly parameters: readonly ParameterName[];
}

/** What an organization demands, and as of when it is judged. */
export interface Demands {
  readonly parameters: RuleParameters;
  readonly now: Date;
}

/** What is known before AWS is asked for anything that a check needs. */
export interface CheckInput extends Demands {
  readonly flow: Flow;
  readonly key: Key;
}

/** One question about a flow and its customer managed key. Pure: it knows no AWS call, no batch and no verdict. */
export interface Check extends CheckDescription {
  /** What it may need, for the documentation. */
  readonly mayNeed: readonly AnswerName[];
  /** What must be asked of AWS where the check applies; nothing where it does not. */
  readonly needs: (input: CheckInput) => readonly AnswerName[];
  /** Every reason that applies; UNVERIFIED where a needed answer was refused; none where the state is good. */
  readonly reasonsIn: (input: CheckInput, answers: AwsAnswers) => readonly Reason[];
  /** What an auditor may read of a key that passed: a clause that follows "The key", such as "rotates every 365 days". */
  readonly evidenceIn: (input: CheckInput, answers: AwsAnswers) => string | undefined;
}

type Values<N extends AnswerName> = { readonly [Name in N]: AnswerValues[Name] };

interface Definition<N extends AnswerName> extends CheckDescription {
  /** Whether there is anything to decide; where there is not, nothing is asked for. Left out: always. */
  readonly applies?: (input: CheckInput) => boolean;
  readonly needs: readonly N[];
  /** Every reason that applies, all needed answers being given. */
  readonly decide: (input: CheckInput, values: Values<N>) => readonly Reason[];
  /** Only for a check that can decide something although an answer was refused: all its reasons then, UNVERIFIED included. */
  readonly decideInPart?: (input: CheckInput, answers: Pick<AwsAnswers, N>) => readonly Reason[];
  readonly evidence?: (input: CheckInput, values: Values<N>) => string | undefined;
}

/** The check of a definition: it says nothing where it does not apply, and UNVERIFIED where it cannot decide. */
export const defineCheck = <const N extends AnswerName>(definition: Definition<N>): Check => {
  const { needs, applies = () => true, decide, decideInPart, evidence, ...description } = definition;
  return {
    ...description,
    mayNeed: needs,
    needs: (input) => (applies(input) ? needs : []),
    reasonsIn: (input, answers) => {
      if (!applies(input)) return [];
      const values = valuesOf(needs, answers);
      if (values !== undefined) return decide(input, values);
      return decideInPart?.(input, answers) ?? refusalsOf(needs, input, answers);
    },
    evidenceIn: (input, answers) => {
      const values = applies(input) ? valuesOf(needs, answers) : undefined;
      return values === undefined ? undefined : evidence?.(input, values);
    },
  };
};

/** The values of these answers, or nothing where one of them was refused. */
const valuesOf = <N extends AnswerName>(names: readonly N[], answers: AwsAnswers): Values<N> | undefined => {
  const values = names.map((name) => {
    const answer = answers[name];
    return answer.kind === 'given' ? [name, answer.value] : undefined;
  });
  const given = values.filter((value) => value !== undefined);
  return given.length < names.length ? undefined : Object.fromEntries(given);
};

/** UNVERIFIED for each of these answers that was refused. */
export const refusalsOf = <N extends AnswerName>(
  names: readonly N[],
  input: CheckInput,
  answers: Pick<AwsAnswers, N>,
): readonly Reason[] =>
  names.flatMap((name) => {
    const answer: Answer<unknown> = answers[name];
    return answer.kind === 'refused' ? [unverified(SUBJECTS[name](nameOfKey(input.key)), answer)] : [];
  });

/** What could not be read, by the name of the answer; `key` is how a person recognises the key. */
const SUBJECTS: { readonly [N in AnswerName]: (key: string) => string } = {
  rotation: (key) => `the rotation of ${key}`,
  newestOnDemandRotation: (key) => `the rotations of ${key}`,
  policy: (key) => `the policy of ${key}`,
  grants: (key) => `the grants of ${key}`,
  tags: (key) => `the tags of ${key}`,
  aliases: (key) => `the aliases of ${key}`,
  flowsOnKey: (key) => `how many flows use ${key}`,
  profileSecrets: () => "the keys of the flow's connector profiles",
  bucketKeys: () => "the keys of the flow's buckets",
  keyUse: (key) => `the use of ${key}`,
};

/** The reason for an answer that was refused; `what` names the fact, as in "the policy of key 1b2c". */
export const unverified = (what: string, { because, remedy, notYetKnown }: Refused): Reason => ({
  code: 'UNVERIFIED',
  problem: `${what} could not be read: ${because}`,
  ...(remedy === undefined ? {} : { remedy }),
  ...(notYetKnown === undefined ? {} : { notYetKnown: { what, because, ...notYetKnown } }),
});
