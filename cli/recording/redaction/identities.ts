import { isEveryone } from '../../../lambda/core/key-policy/everyone.ts';
import { accountOfRoot } from '../../../lambda/core/key-policy/principals.ts';
import { ACCOUNT_ID } from '../../../lambda/core/model/account-region.ts';
import { parseArn } from '../../../lambda/core/model/arn.ts';
import { MATCHED, type Marks } from './marks.ts';
import { LISTED_ACCOUNT, type Names, rootArn } from './names.ts';
import { hasWildcard, numbered, type Pseudonym, wildcardOf } from './pseudonyms.ts';

/** Pseudonyms of those who may use a key: whom a policy admits, a condition names, or a grant is for. */
export interface Identities {
  readonly identity: Pseudonym;
  /** The same where an account id stands for the root of the account. */
  readonly principal: Pseudonym;
  /** Patterns that cover those of the pseudonyms met by now whose originals the policy's patterns cover. */
  readonly patterns: (originals: readonly string[]) => readonly string[];
}

export const createIdentities = (names: Names, marks: Marks, partitions: readonly string[]): Identities => {
  const number = numbered((count) => String(count));
  const otherService = numbered((count) => `service-${count}.amazonaws.com`);
  /** By what a service is called here, whether it is listed. */
  const services = new Map<string, boolean>();
  /** Listed roots that are written for no partition in particular, or for one that nothing else is in. */
  const otherRoots = new Set<string>();

  const service = (original: string): string => {
    const name = KNOWN_SERVICE.test(original) ? original : otherService(original);
    services.set(name, marks.ofUser(original) === MATCHED);
    return name;
  };

  const ofArn = (original: string): string => {
    const root = accountOfRoot(original);
    const arn = parseArn(original);
    if (arn === undefined) return isEveryone(original) ? 'arn:*' : unnamed(original);
    const place = `arn:${names.word(arn.partition)}:${names.word(arn.service)}:${names.word(arn.region)}`;
    if (root !== undefined) {
      const name = `${place}:${names.account(root)}:root`;
      if (!partitions.includes(arn.partition) && marks.ofUser(original) === MATCHED) otherRoots.add(name);
      return name;
    }
    const type = TYPE.exec(arn.resource)?.[0] ?? '';
    const name = `${marks.ofUser(original)}${number(original)}${wildcardOf(arn.resource)}`;
    return `${place}:${accountIn(arn.account)}:${type}${name}`;
  };

  const accountIn = (original: string): string => {
    if (original === '' || original === 'aws') return original;
    return hasWildcard(original) ? '*' : names.account(original);
  };

  const unnamed = (original: string): string =>
    `${marks.ofUser(original)}principal-${number(original)}${wildcardOf(original)}`;

  const identity = (original: string): string => {
    if (/^[*?]*$/.test(original)) return original;
    if (SERVICE.test(original)) return service(original);
    return original.startsWith('arn:') ? ofArn(original) : unnamed(original);
  };

  return {
    identity,
    principal: (original) => (ACCOUNT_ID.test(original) ? names.account(original) : identity(original)),
    patterns: (originals) => {
      // Only such a pattern covers everyone, and it covers all.
      if (originals.some((pattern) => /^\*+$/.test(pattern))) return ['*'];
      const listed = [...services].flatMap(([name, isListed]) => (isListed ? [name] : []));
      const ofServices = listed.length > 1 && listed.length === services.size ? ['*.amazonaws.com*'] : listed;
      const ofRoots = partitions.map((partition) => rootArn(partition, `${LISTED_ACCOUNT}*`));
      return [`*${MATCHED}*`, ...ofRoots, ...otherRoots, ...ofServices];
    },
  };
};

/** As the rule tells a service from a role whose name ends like one. */
const SERVICE = /^[^:/]+\.amazonaws\.com(?:\.cn)?$/;
/** Names of AWS's own, which tell nothing of anybody. */
const KNOWN_SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/;

/** What is AWS's own in the name of an identity. */
const TYPE = /^(?:role|user|group|assumed-role|federated-user|saml-provider|oidc-provider)\//;
