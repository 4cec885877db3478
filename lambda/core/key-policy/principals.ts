import { ACCOUNT_ID } from '../model/account-region.ts';
import { parseArn } from '../model/arn.ts';
import type { Key } from '../model/key.ts';
import { restricts } from './conditions.ts';
import type { PolicyCondition, PolicyStatement } from './document.ts';
import { isEveryone } from './everyone.ts';

/** Somebody whom a statement admits. */
export interface Identity {
  /** As the policy writes it: an ARN, the name of a service, `*` for everyone. */
  readonly text: string;
  readonly isService: boolean;
}

type PrincipalKind = keyof PolicyStatement['principals'];

/** AppFlow must decrypt, or no flow would run. */
const APPFLOW = 'appflow.amazonaws.com';

const EVERYONE: readonly Identity[] = [{ text: '*', isService: false }];

/**
 * Each identity that the statement admits, once, in the order of the policy. Conditions that name callers narrow everyone, and
 * an account root, down to those callers; a service that is bound to an account or a source asks for somebody else and is
 * passed over, as AppFlow is.
 */
export const identitiesIn = (statement: PolicyStatement, key: Key): readonly Identity[] => {
  if (statement.excludesPrincipals) return EVERYONE;
  const fixed = statement.conditions.filter(restricts);
  const callers = identities(callerArnsIn(fixed));
  const callersOrAccounts = [...callers, ...identities(callerAccountsIn(fixed, key).map(rootIn(key)))];
  const everyone = callersOrAccounts.length > 0 ? callersOrAccounts : EVERYONE;
  const isBound = fixed.some((condition) => ['aws:sourceaccount', 'aws:sourcearn'].includes(condition.key));

  const admittedAs = ([kind, text]: readonly [PrincipalKind, string]): readonly Identity[] => {
    if (isEveryone(text)) return everyone;
    if (kind === 'Service') return isBound || text === APPFLOW ? [] : [{ text, isService: true }];
    const arn = kind === 'AWS' && ACCOUNT_ID.test(text) ? rootIn(key)(text) : text;
    return isAccountRoot(arn) && callers.length > 0 ? callers : [{ text: arn, isService: false }];
  };
  const admitted = principalsOf(statement).map(admittedAs);
  // However many principals stand for the same callers, those are listed once: the time stays linear in the policy.
  return distinct([...new Set(admitted)].flat());
};

/** The account whose root the text names: IAM policies of that account decide then. */
export const accountOfRoot = (text: string): string | undefined => {
  const arn = parseArn(text);
  const isRoot = arn?.service === 'iam' && arn.region === '' && arn.resource === 'root' && ACCOUNT_ID.test(arn.account);
  return isRoot ? arn.account : undefined;
};

export const isAccountRoot = (text: string): boolean => accountOfRoot(text) !== undefined;

const principalsOf = ({ principals }: PolicyStatement): readonly (readonly [PrincipalKind, string])[] =>
  (Object.keys(principals) as PrincipalKind[]).flatMap((kind) =>
    (principals[kind] ?? []).map((text) => [kind, text] as const),
  );

const callerArnsIn = (fixed: readonly PolicyCondition[]): readonly string[] =>
  fixed.filter(({ key }) => key === 'aws:principalarn').flatMap(({ values }) => values);

/** A variable that keeps strangers out names the account of the key, as the data perimeter does. */
const callerAccountsIn = (fixed: readonly PolicyCondition[], { account }: Key): readonly string[] =>
  fixed
    .filter(({ key }) => ['kms:calleraccount', 'aws:principalaccount', 'aws:resourceaccount'].includes(key))
    .flatMap(({ values }) => values.map((value) => (value.includes('${') ? account : value)));

const rootIn =
  ({ arn }: Key) =>
  (account: string): string =>
    `arn:${parseArn(arn)?.partition}:iam::${account}:root`;

const identities = (texts: readonly string[]): readonly Identity[] => texts.map((text) => ({ text, isService: false }));

const distinct = (some: readonly Identity[]): readonly Identity[] => [
  ...new Map(some.map((identity) => [`${identity.isService} ${identity.text}`, identity])).values(),
];
