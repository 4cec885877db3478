import { ACCOUNT_ID } from '../model/account-region.ts';
import type { Pattern } from '../model/tags.ts';
import { quote } from '../model/text.ts';

/** A value, or everything that is wrong with it: clauses that follow "<name> is <value as seen>: ". */
export type Parsed<T> = { readonly value: T } | { readonly problems: readonly string[] };

/** What CloudFormation checks of a template parameter, and what it says otherwise; "must be …". */
export type TemplateBounds =
  | { readonly AllowedValues: readonly string[] }
  | { readonly AllowedPattern: string; readonly ConstraintDescription: string; readonly MaxLength?: number };

/** A kind of value: what it may be in words, how the function reads it, and how a template bounds it before anything is created. */
export interface Kind<T> {
  readonly accepts: string;
  readonly parse: (text: string) => Parsed<T>;
  readonly template: TemplateBounds;
}

const ALIAS_LENGTH = 256;
const IDENTITY_LENGTH = 256;
/** All parameters together have at most 1024 characters: a list that alone takes more leaves no room for the others. */
export const LIST_LENGTH = 900;

export const refuse = (problem: string): { readonly problems: readonly string[] } => ({ problems: [problem] });

/** "a, b or c" */
const inWords = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

export const oneOf = <const T extends string>(...allowed: readonly T[]): Kind<T> => ({
  accepts: allowed.join(', '),
  parse: (text) => {
    const value = allowed.find((candidate) => candidate === text);
    return value === undefined ? refuse(`must be ${inWords(allowed)}`) : { value };
  },
  template: { AllowedValues: allowed },
});

export const flag: Kind<boolean> = {
  accepts: 'true, false',
  parse: (text) => (text === 'true' || text === 'false' ? { value: text === 'true' } : refuse('must be true or false')),
  template: { AllowedValues: ['true', 'false'] },
};

/** A whole number of at least `least`, and of at most `most` where there is one. */
const parseWholeNumber =
  (least: number, most = Number.POSITIVE_INFINITY) =>
  (text: string): Parsed<number> => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return { value };
    return refuse(`must be a whole number from ${least}${most === Number.POSITIVE_INFINITY ? '' : ` to ${most}`}`);
  };

export const numberFromOneTo = (most: number) => ({ parse: parseWholeNumber(1, most) });

/** KMS rotates at most every 90 and at least every 2560 days. */
export const rotationPeriod: Kind<number> = {
  accepts: '90 to 2560',
  parse: parseWholeNumber(90, 2560),
  template: {
    AllowedPattern: '^$|^(9[0-9]|[1-9][0-9]{2}|1[0-9]{3}|2[0-4][0-9]{2}|25[0-5][0-9]|2560)$',
    ConstraintDescription: 'must be empty or a whole number from 90 to 2560',
  },
};

export const count: Kind<number> = {
  accepts: 'whole number from 1',
  parse: parseWholeNumber(1),
  template: {
    AllowedPattern: '^$|^[1-9][0-9]{0,5}$',
    ConstraintDescription: 'must be empty or a whole number from 1 to 999999',
  },
};

/** Role names have no path: the ARN is built from the name alone. */
export const roleName: Kind<string> = {
  accepts: 'IAM role name',
  parse: (text) =>
    /^[\w+=,.@-]{1,64}$/.test(text)
      ? { value: text }
      : refuse('must be the name of an IAM role without its path: 1 to 64 letters, digits or _+=,.@-'),
  template: {
    AllowedPattern: '^$|^[A-Za-z0-9_+=,.@-]{1,64}$',
    ConstraintDescription: 'must be empty or the name of an IAM role without its path',
  },
};

export const aliasPattern: Kind<Pattern> = {
  accepts: 'pattern',
  parse: (text) =>
    text.length <= ALIAS_LENGTH ? { value: text } : refuse(`must have at most ${ALIAS_LENGTH} characters`),
  template: {
    AllowedPattern: '^$|^[A-Za-z0-9/_*?-]{1,256}$',
    ConstraintDescription:
      'must be empty or up to 256 of the characters that an alias may have (letters, digits, / _ -) and the wildcards * and ?',
  },
};

/** A list of items separated by commas; blanks around an item are trimmed. */
export const list =
  <T>(parseItem: (text: string) => Parsed<T>) =>
  (text: string): Parsed<readonly T[]> => {
    const parsed = text.split(',').map((item) => {
      const trimmed = item.trim();
      if (trimmed === '') return refuse('it has an empty item: remove the comma too many');
      const result = parseItem(trimmed);
      return 'value' in result
        ? result
        : { problems: result.problems.map((problem) => `item ${quote(trimmed)}: ${problem}`) };
    });
    const problems = parsed.flatMap((result) => ('problems' in result ? result.problems : []));
    if (problems.length > 0) return { problems: [...new Set(problems)] };
    return { value: parsed.flatMap((result) => ('value' in result ? [result.value] : [])) };
  };

export const accountIds: Kind<readonly string[]> = {
  accepts: 'list of account ids (12 digits)',
  parse: list((text) => (ACCOUNT_ID.test(text) ? { value: text } : refuse('must be an account id of 12 digits'))),
  template: {
    MaxLength: LIST_LENGTH,
    AllowedPattern: '^$|^[0-9]{12}( *, *[0-9]{12})*$',
    ConstraintDescription: 'must be empty or account ids of 12 digits separated by commas',
  },
};

const parseIdentityPattern = (text: string): Parsed<Pattern> => {
  const problems = [
    ...(text.length > IDENTITY_LENGTH ? [`must have at most ${IDENTITY_LENGTH} characters`] : []),
    ...(/\s/.test(text) ? ['must have no blank inside'] : []),
  ];
  return problems.length > 0 ? { problems } : { value: text };
};

const IDENTITY_PATTERN = String.raw`[^\s,"\\]{1,256}`;

export const identityPatterns: Kind<readonly Pattern[]> = {
  accepts: 'list of patterns',
  parse: list(parseIdentityPattern),
  template: {
    MaxLength: LIST_LENGTH,
    AllowedPattern: `^$|^${IDENTITY_PATTERN}( *, *${IDENTITY_PATTERN})*$`,
    ConstraintDescription:
      'must be empty or patterns separated by commas, each an ARN, a service name or another identity as a key policy writes it, such as arn:aws:iam::111122223333:role/etl-*, of at most 256 characters without blanks, double quotes or backslashes',
  },
};
