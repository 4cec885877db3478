/**
 * A second judge of who uses a key, made on purpose from nothing of the first: it reads the JSON itself, tries every action of
 * KMS by regular expression, and asks of every text that could be an identity whether it is one. Slow, and plain to read.
 */
type Json = Readonly<Record<string, unknown>>;

const DECRYPTION = ['kms:Decrypt', 'kms:ReEncryptFrom'];
const ADMINISTRATION = [
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:DeleteImportedKeyMaterial',
];
const KEY_ROOT = 'arn:aws:iam::111122223333:root';
const ROOT = /^arn:aws[a-z-]*:iam::\d{12}:root$/;

interface JudgedUser {
  readonly text: string;
  readonly service: boolean;
}

const asList = (value: unknown): readonly string[] => [value ?? []].flat().map(String);

const expression = (pattern: string, flags: string, oneCharacter: string): RegExp =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? oneCharacter : c.replace(/\W/g, '\\$&'))).join('')}$`,
    flags,
  );

const isAllowed = (statement: Json, action: string): boolean => {
  if (statement['Effect'] !== 'Allow') return false;
  const named = (list: unknown) => asList(list).filter((pattern) => expression(pattern, 'is', '.').test(action)).length;
  return statement['NotAction'] === undefined ? named(statement['Action']) > 0 : named(statement['NotAction']) === 0;
};

const operatorsOf = (statement: Json) =>
  Object.entries((statement['Condition'] ?? {}) as Readonly<Record<string, Json>>);

/** The values of a condition key where all of them are fixed, under an operator that demands one. */
const demanded = (statement: Json, key: string, isFixed: (value: string) => boolean): readonly string[] =>
  operatorsOf(statement)
    .filter(([operator]) => /^(String(Equals|Like)|Arn(Equals|Like))$/.test(operator))
    .map(([, keys]) => asList(keys[key]))
    .filter((values) => values.length > 0 && values.every(isFixed))
    .flat();

const isAccount = (value: string): boolean => /^\d{12}$/.test(value);
const isKeyAccount = (value: string): boolean => value === '\u0024{aws:ResourceAccount}';
const hasAccount = (value: string): boolean => /^arn:aws:[a-z]+:[a-z0-9-]*:\d{12}:.+$/.test(value);

const everyoneIn = (statement: Json): boolean =>
  Object.values((statement['Principal'] ?? {}) as Json)
    .flatMap(asList)
    .some((text) => text === '*' || text === 'arn:aws:iam::*:root');

const standIn = (statement: Json, kind: string): readonly string[] =>
  asList(((statement['Principal'] ?? {}) as Json)[kind]).map((text) =>
    kind === 'AWS' && isAccount(text) ? `arn:aws:iam::${text}:root` : text,
  );

/** Whether the statement admits exactly this text. */
const admits = (statement: Json, { text, service }: JudgedUser): boolean => {
  if (statement['NotPrincipal'] !== undefined) return text === '*' && !service;
  const callers = demanded(statement, 'aws:PrincipalArn', hasAccount);
  const roots = [
    ...demanded(statement, 'kms:CallerAccount', isAccount),
    ...demanded(statement, 'aws:PrincipalAccount', (value) => isAccount(value) || isKeyAccount(value)),
    ...demanded(statement, 'aws:ResourceAccount', (value) => value === '\u0024{aws:PrincipalAccount}'),
  ].map((account) => (isAccount(account) ? `arn:aws:iam::${account}:root` : KEY_ROOT));
  if (service) {
    const sources = [
      ...demanded(statement, 'aws:SourceAccount', isAccount),
      ...demanded(statement, 'aws:SourceArn', hasAccount),
    ];
    return standIn(statement, 'Service').includes(text) && text !== 'appflow.amazonaws.com' && sources.length === 0;
  }
  const everyone = everyoneIn(statement);
  if (text === '*') return everyone && callers.length === 0 && roots.length === 0;
  if (everyone && (callers.includes(text) || roots.includes(text))) return true;
  const others = ['AWS', 'Federated', 'CanonicalUser'].flatMap((kind) => standIn(statement, kind));
  if (others.some((other) => ROOT.test(other)) && callers.includes(text)) return true;
  const stands = others.includes(text) && text !== 'arn:aws:iam::*:root';
  return stands && !(ROOT.test(text) && callers.length > 0);
};

/** Everything in the policy that could be an identity: each text of it, each account in it as a root, and everyone. */
const candidates = (statements: readonly Json[]): readonly JudgedUser[] => {
  const texts = new Set(['*', KEY_ROOT]);
  JSON.stringify(statements, (_, value: unknown) => {
    if (typeof value === 'string') texts.add(value);
    for (const [account] of String(value).matchAll(/\d{12}/g)) texts.add(`arn:aws:iam::${account}:root`);
    return value;
  });
  return [...texts].flatMap((text) => [
    { text, service: false },
    { text, service: true },
  ]);
};

const grantsFreely = (statement: Json): boolean => {
  const forServices = operatorsOf(statement).some(([operator, keys]) => {
    const values = asList(keys['kms:GrantIsForAWSResource']);
    return operator === 'Bool' && values.length > 0 && !values.includes('false');
  });
  return isAllowed(statement, 'kms:CreateGrant') && !forServices;
};

const decrypts = (statement: Json): boolean =>
  DECRYPTION.some((action) => isAllowed(statement, action)) || grantsFreely(statement);
const administers = (statement: Json): boolean => ADMINISTRATION.some((action) => isAllowed(statement, action));

/** Who may decrypt, and who may do both, in no order. */
export const judgeUsers = (statements: readonly Json[]) => {
  const decrypting = statements.filter(decrypts);
  const administering = statements.filter(administers);
  const admitted = (who: JudgedUser) => decrypting.some((statement) => admits(statement, who));
  const users = candidates(statements).filter(admitted);
  const both = users.filter((who) => !who.service && administering.some((statement) => admits(statement, who)));
  return { decrypting: users.map(({ text }) => text), both: both.map(({ text }) => text) };
};

/** Whether one of the patterns of `keyUsers` stands for all that the text stands for. */
export const isListedBy = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => expression(pattern, 's', '[^*]').test(text));

export const isRoot = (text: string): boolean => ROOT.test(text);
