import { parseKeyPolicy } from '../../../lambda/core/key-policy/document.ts';
import type { Identities } from './identities.ts';
import type { Names } from './names.ts';
import { numbered, type Pseudonym, unlessEmpty } from './pseudonyms.ts';

/** A key policy as text, with the same statements about pseudonyms; one that cannot be understood stays so, for the same reason. */
export const createPolicyRedaction = (names: Names, { identity, principal }: Identities): Pseudonym => {
  const sid = unlessEmpty(numbered((number) => `statement-${number}`));
  const operatorName = numbered((number) => `operator-${number}`);
  const action = numbered((number) => `other:action-${number}`);
  const conditionKey = numbered((number) => `key-${number}`);
  const variable = numbered((number) => `\${aws:variable-${number}}`);

  const principals = (value: unknown): unknown => {
    if (!isObject(value)) return eachText(value, principal);
    return membersOf(value, (kind, texts) => [kind, eachText(texts, kind === 'AWS' ? principal : identity)]);
  };

  // The case of an action does not count, and some characters have a small letter of ASCII.
  const actionName = (text: string): string =>
    /^[a-z0-9*?:_-]*$/.test(text.toLowerCase()) ? text.toLowerCase() : action(text);

  const conditions = (value: unknown): unknown =>
    membersOf(value, (operator, keys) => [
      /^[A-Za-z:]+$/.test(operator) ? operator : operatorName(operator),
      membersOf(keys, (key, values) => [
        conditionName(key),
        eachText(values, (text) => conditionValue(key.toLowerCase(), text)),
      ]),
    ]);

  /** AWS's own keys stay, and so do those of tags; a context of encryption may be named as somebody liked. */
  const conditionName = (key: string): string => {
    if (AWS_KEY.test(key) || TAG_KEY.test(key) || AWS_CONTEXT_KEY.test(key)) return key;
    const prefix = /^kms:EncryptionContext:/i.exec(key)?.[0] ?? '';
    return `${prefix}${conditionKey(key)}`;
  };

  const conditionValue = (key: string, text: string): string => {
    const isAccount = key.endsWith('account') || key === 'aws:sourceowner';
    if (isAccount && !/[*?]|\$\{/.test(text)) return names.account(text);
    if (/^(?:true|false|[*?]*)$/i.test(text) || PERIMETER.test(text) || ENDPOINT.test(text)) return text;
    if (text.includes('${')) return variable(text);
    if (/^\d{12}$/.test(text)) return names.account(text);
    if (text.startsWith('arn:') || key === 'aws:principalarn') return identity(text);
    // The organization at the beginning of a path decides, whatever follows.
    const [organization = '', ...path] = text.split('/');
    return path.length === 0 ? names.text(text) : `${names.text(organization)}/${names.text(path.join('/'))}`;
  };

  const resources = (value: unknown): unknown => eachText(value, identity);

  const member = (name: string, value: unknown): unknown => {
    switch (name) {
      case 'Sid':
        return eachText(value, sid);
      case 'Effect':
        return eachText(value, (text) => (['Allow', 'Deny'].includes(text) ? text : 'Other'));
      case 'Principal':
      case 'NotPrincipal':
        return principals(value);
      case 'Action':
      case 'NotAction':
        return eachText(value, actionName);
      case 'Condition':
        return conditions(value);
      default:
        return resources(value);
    }
  };

  const statement = (value: unknown): unknown => membersOf(value, (name, of) => [name, member(name, of)]);

  return (original) => {
    const understood = parseKeyPolicy(original);
    if (understood.kind === 'refused') return understood.because === AMBIGUOUS_BECAUSE ? AMBIGUOUS : 'not a policy';
    const { Version, Id, Statement } = JSON.parse(original);
    return JSON.stringify({
      ...(Version === undefined ? {} : { Version: /^[\d-]+$/.test(Version) ? Version : names.text(Version) }),
      ...(Id === undefined ? {} : { Id: names.text(Id) }),
      Statement: Array.isArray(Statement) ? Statement.map(statement) : statement(Statement),
    });
  };
};

/** A policy that can be read in two ways, and what the rule says of one. */
const AMBIGUOUS = '{"Version":"1","Version":"2","Statement":[]}';
const ambiguous = parseKeyPolicy(AMBIGUOUS);
const AMBIGUOUS_BECAUSE = ambiguous.kind === 'refused' ? ambiguous.because : undefined;

const AWS_KEY = /^(?:aws|kms|sts|iam|saml):[A-Za-z0-9]+$/i;
const TAG_KEY = /^aws:(?:Principal|Resource|Request)Tag\/.+$/is;
const AWS_CONTEXT_KEY = /^kms:EncryptionContext:aws:[A-Za-z0-9:]+$/i;
/** The variables that keep strangers out say nothing of anybody. */
const PERIMETER = /^\$\{aws:(?:Principal|Resource)(?:OrgID|Account)\}$/i;
/** `kms:ViaService` names services so. */
const ENDPOINT = /^[a-z0-9.*-]+\.amazonaws\.com(?:\.cn)?$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One text, or each of a list; a number counts as its text, and what is neither is told nobody. */
const eachText = (value: unknown, pseudonym: Pseudonym): unknown => {
  if (Array.isArray(value)) return value.map((item) => eachText(item, pseudonym));
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' || typeof value === 'number' ? pseudonym(String(value)) : '*';
};

const membersOf = (
  value: unknown,
  redact: (name: string, of: unknown) => readonly [string, unknown],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([name, of]) => redact(name, of)));
