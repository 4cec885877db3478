import { BUCKET_NAME } from '../../../lambda/aws/bucket-encryption.ts';
import { ACCOUNT_ID } from '../../../lambda/core/model/account-region.ts';
import { parseArn } from '../../../lambda/core/model/arn.ts';
import { parseKeyReference } from '../../../lambda/core/model/key-reference.ts';
import { withoutRandomEnd } from '../../../local-aws/state.ts';
import { MATCHED, type Marks } from './marks.ts';
import { hasWildcard, numbered, type Pseudonym, unlessEmpty, wildcardOf } from './pseudonyms.ts';

/** A pseudonym for each kind of name that AWS tells, in the form that the name has: what a reader takes for a key stays one. */
export interface Names {
  readonly account: Pseudonym;
  readonly flow: Pseudonym;
  /** A key or alias as whatever names it: an ARN, an id, an alias, or a text that is none of them. */
  readonly key: Pseudonym;
  /** With its prefix. */
  readonly alias: Pseudonym;
  readonly profile: Pseudonym;
  readonly secret: Pseudonym;
  readonly bucket: Pseudonym;
  /** Of a role that the rule assumes; its name, or its ARN. */
  readonly roleName: Pseudonym;
  readonly roleArn: Pseudonym;
  readonly tagValue: Pseudonym;
  /** Text that nothing is decided by. */
  readonly text: Pseudonym;
  /** A part of an ARN that AWS has a few words for: partition, service, Region. */
  readonly word: Pseudonym;
}

export const createNames = (marks: Marks, partitions: readonly string[]): Names => {
  /**
   * The first digit is the mark of who may use keys: the root of an account has no name that could carry one. What is no id stays
   * none.
   */
  const account = numbered((number, original) => {
    const mark = partitions.some((partition) => marks.ofUser(rootArn(partition, original)) === MATCHED)
      ? LISTED_ACCOUNT
      : OTHER_ACCOUNT;
    return ACCOUNT_ID.test(original) ? `${mark}${String(number).padStart(11, '0')}` : `${mark}account-${number}`;
  });
  const keyId = numbered((number, original) => `${original.startsWith('mrk-') ? 'mrk' : 'key'}-${number}`);
  const noKey = numbered((number, original) =>
    // A text that begins otherwise could be an id to some services: the blanks tell them that it is not.
    original.startsWith('arn:') ? `arn:not-a-key-${number}` : `not a key ${number}`,
  );
  const alias = unlessEmpty(numbered((number, original) => `${prefixOf(original)}${marks.ofAlias(original)}${number}`));
  const key = (original: string): string => {
    const reference = parseKeyReference(original);
    if (reference !== undefined) {
      const { partition, region, names, id } = reference;
      const resource = names === 'key' ? `key/${keyId(id)}` : alias(id);
      return `arn:${partition}:kms:${region}:${account(reference.account)}:${resource}`;
    }
    if (/^alias\/.+$/.test(original)) return alias(original);
    return /^[A-Za-z0-9-]+$/.test(original) ? keyId(original) : noKey(original);
  };

  const secretName = numbered((number) => `secret-${number}`);
  const secretEnd = numbered((number) => String(number).padStart(6, '0'));
  const noSecret = numbered((number) => `no secret ${number}`);
  const secret = (original: string): string => {
    const arn = parseArn(original);
    if (arn === undefined) return noSecret(original);
    // Whoever names a secret may leave out the random end of its ARN.
    const name = withoutRandomEnd(arn.resource);
    const end = arn.resource.slice(name.length);
    const place = `${word(arn.partition)}:${word(arn.service)}:${word(arn.region)}:${account(arn.account)}`;
    return `arn:${place}:secret:${secretName(name)}${end === '' ? '' : `-${secretEnd(end)}`}`;
  };

  const bucketName = numbered((number) => `bucket-${number}`);
  const noBucket = numbered((number) => `no bucket ${number}`);
  const roleName = numbered((number) => `role-${number}`);
  const value = numbered((number, original) => {
    const letters = marks.ofTagValue(original);
    return `value-${number}${letters === '' ? '' : `-${letters}`}`;
  });
  const text = numbered((number, original) => `text-${number}${wildcardOf(original)}`);
  const otherWord = numbered((number) => `word-${number}`);
  const word = (original: string): string => {
    if (/^[a-z0-9-]*$/.test(original)) return original;
    return hasWildcard(original) ? '*' : otherWord(original);
  };

  return {
    account,
    flow: numbered((number) => `flow-${number}`),
    key: unlessEmpty(key),
    alias,
    profile: unlessEmpty(numbered((number) => `profile-${number}`)),
    secret: unlessEmpty(secret),
    bucket: unlessEmpty((original) => (BUCKET_NAME.test(original) ? bucketName(original) : noBucket(original))),
    roleName,
    roleArn: (original) => {
      const arn = parseArn(original);
      if (arn === undefined) return roleName(original);
      return `arn:${word(arn.partition)}:iam::${account(arn.account)}:role/${roleName(arn.resource.replace(/^role\//, ''))}`;
    },
    tagValue: (original) => (marks.isKeptDay(original) ? original : value(original)),
    text: unlessEmpty(text),
    word,
  };
};

export const rootArn = (partition: string, account: string): string => `arn:${partition}:iam::${account}:root`;

export const LISTED_ACCOUNT = '2';
const OTHER_ACCOUNT = '1';

/** Aliases that are reserved for AWS stay that. */
const prefixOf = (alias: string): string => (alias.startsWith('alias/aws/') ? 'alias/aws/' : 'alias/');
