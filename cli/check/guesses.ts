import type { RuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import type { UnknownFact } from './check.ts';
import { factOf } from './open-demands.ts';
import { type PlannedKey, type PlannedWorld, UNKNOWN_ACCOUNT } from './planned.ts';

/** One way in which what is not known of place and key can turn out, as far as a check tells such ways apart. */
export interface Guess {
  readonly account: string;
  readonly state: string;
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
}

/** Something unknown, and every way in which it can turn out. */
interface Dimension {
  readonly member: keyof Guess;
  readonly ways: readonly string[];
  readonly fact: UnknownFact;
}

export interface Guesses {
  /** At least one. What the first one makes a reason of is told in its words: it calls unknown what is unknown. */
  readonly guesses: readonly [Guess, ...Guess[]];
  readonly dimensions: readonly Pick<Dimension, 'member' | 'fact'>[];
}

/** Of all that is not `SYMMETRIC_DEFAULT` a check makes the same. */
const WAYS = {
  spec: ['unknown', 'SYMMETRIC_DEFAULT'],
  usage: ['unknown', 'ENCRYPT_DECRYPT'],
  // One that nobody knows is judged as AWS_KMS is.
  origin: ['unknown', 'EXTERNAL', 'AWS_CLOUDHSM'],
} as const;

const KEY_MEMBERS = ['state', 'spec', 'usage', 'origin'] as const;

/** Every guess at what is unknown; one alone where all is known. `accounts`: those that are told apart from any other. */
export const guessesAt = (
  { account }: PlannedWorld,
  key: PlannedKey | undefined,
  accounts: readonly string[],
): Guesses => {
  const base: Guess = {
    account: account.kind === 'known' ? account.value : UNKNOWN_ACCOUNT,
    state: knownOr(key?.state, 'Enabled'),
    spec: knownOr(key?.spec, 'SYMMETRIC_DEFAULT'),
    usage: knownOr(key?.usage, 'ENCRYPT_DECRYPT'),
    origin: knownOr(key?.origin, 'AWS_KMS'),
  };
  const dimensions: readonly Dimension[] = [
    ...(account.kind === 'known'
      ? []
      : [
          {
            member: 'account' as const,
            ways: [UNKNOWN_ACCOUNT, ...accounts],
            fact: factOf('the account of the flow', account),
          },
        ]),
    ...KEY_MEMBERS.flatMap((member): readonly Dimension[] => {
      const value = key?.[member];
      return value?.kind === 'unknown'
        ? [
            {
              member,
              ways: member === 'state' ? statesOf(key) : WAYS[member],
              fact: factOf(`the ${member} of key ${key?.id}`, value),
            },
          ]
        : [];
    }),
  ];
  const all = dimensions.reduce<readonly Guess[]>(
    (guesses, { member, ways }) => guesses.flatMap((guess) => ways.map((way) => ({ ...guess, [member]: way }))),
    [base],
  );
  const [first = base, ...others] = all;
  return { guesses: [first, ...others], dimensions };
};

/** A new key is enabled or disabled; only one that is imported waits for its material. */
const statesOf = (key: PlannedKey | undefined): readonly string[] =>
  key?.origin.kind === 'known' && key.origin.value !== 'EXTERNAL'
    ? ['Enabled', 'Disabled']
    : ['Enabled', 'Disabled', 'PendingImport'];

const knownOr = (value: PlannedKey['state'] | undefined, otherwise: string): string =>
  value?.kind === 'known' ? value.value : otherwise;

/** Accounts that the parameters name: whether the flow's account is one of them can make a difference. */
export const accountsNamedIn = ({ keyUsers = [] }: RuleParameters, texts: readonly string[]): readonly string[] => {
  const accounts = [...keyUsers.flatMap(accountFitting), ...texts.flatMap((text) => text.match(/\b\d{12}\b/g) ?? [])];
  return [...new Set(accounts)].filter((account) => account !== UNKNOWN_ACCOUNT);
};

/** An account that the pattern of an identity fits, where it does not fit every one. */
const accountFitting = (pattern: string): readonly string[] => {
  const part = pattern.split(':')[4] ?? '';
  if (!/\d/.test(part) || !/^[\d?*]+$/.test(part)) return pattern.match(/\d{12}/g) ?? [];
  const missing = 12 - part.replaceAll('*', '').length;
  if (missing < 0) return [];
  const filled = part.replaceAll('?', '1').replace('*', '1'.repeat(missing)).replaceAll('*', '');
  return filled.length === 12 ? [filled] : [];
};
