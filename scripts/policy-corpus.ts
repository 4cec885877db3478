import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Statement = Readonly<Record<string, unknown>>;

const EVERYONE = { AWS: '*' };
const ACCOUNT = '111122223333';
const ORGANIZATION = 'o-a1b2c3d4e5';
const variable = (name: string): string => `\${${name}}`;

const statement = (principal: Statement, Condition?: unknown): Statement => ({
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource: '*',
  ...principal,
  ...(Condition === undefined ? {} : { Condition }),
});
const restrictedBy = (operator: string, key: string, value: unknown): Statement =>
  statement({ Principal: EVERYONE }, { [operator]: { [key]: value } });

const PRINCIPALS: readonly Statement[] = [
  { Principal: '*' },
  { Principal: EVERYONE },
  { Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, '*'] } },
  { Principal: { CanonicalUser: '*' } },
  { Principal: { Service: '*' } },
  { Principal: { AWS: 'arn:aws:iam::*:root' } },
  { Principal: { AWS: 'arn:aws:iam::1111*:role/x' } },
  { Principal: { AWS: `arn:*:iam::${ACCOUNT}:role/x` } },
  { Principal: { AWS: ACCOUNT } },
  { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
  { Principal: { AWS: 'AROAEXAMPLEID' } },
  { Principal: { Service: 'appflow.amazonaws.com' } },
  { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
  { NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
];

const OPERATORS = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'].flatMap(
  (operator) => [operator, `ForAnyValue:${operator}`, `ForAllValues:${operator}`, `${operator}IfExists`],
);
const NEGATED_OPERATORS = ['StringNotEquals', 'StringNotLike', 'ArnNotLike', 'Null', 'stringequals'];

const VALUES_BY_KEY: Readonly<Record<string, { readonly fixed: string; readonly strange: readonly string[] }>> = {
  'kms:CallerAccount': { fixed: ACCOUNT, strange: ['*', '9*', '????????????', variable('aws:PrincipalAccount')] },
  'aws:PrincipalAccount': { fixed: ACCOUNT, strange: ['*', '9*'] },
  'aws:SourceAccount': { fixed: ACCOUNT, strange: ['*', '11112222333?', variable('aws:ResourceAccount')] },
  'aws:SourceOwner': { fixed: ACCOUNT, strange: ['*', '9*'] },
  'aws:PrincipalOrgID': { fixed: ORGANIZATION, strange: ['*', 'o-*', 'o-??????????'] },
  'aws:SourceOrgID': { fixed: ORGANIZATION, strange: ['o-*'] },
  'aws:SourceVpc': { fixed: 'vpc-0a1b2c3d', strange: ['vpc-*'] },
  'aws:SourceVpce': { fixed: 'vpce-0a1b2c3d', strange: ['*', 'vpce-*'] },
  'aws:VpceAccount': { fixed: ACCOUNT, strange: ['9*'] },
  'aws:VpceOrgID': { fixed: ORGANIZATION, strange: ['o-*'] },
  'aws:PrincipalOrgPaths': { fixed: `${ORGANIZATION}/r-ab12/*`, strange: ['*', 'o-*/r-*/*', 'o-??????????/*'] },
  'aws:SourceOrgPaths': { fixed: `${ORGANIZATION}/*`, strange: ['o-*/*'] },
  'aws:VpceOrgPaths': { fixed: `${ORGANIZATION}/*`, strange: ['o-*/*'] },
  'aws:PrincipalArn': { fixed: `arn:aws:iam::${ACCOUNT}:role/x`, strange: ['*', 'arn:aws:iam::*:role/x'] },
  'aws:SourceArn': { fixed: `arn:aws:appflow:eu-west-1:${ACCOUNT}:flow/*`, strange: ['arn:aws:appflow:*:*:flow/*'] },
};

const ARNS = [
  `arn:*:iam::${ACCOUNT}:role/x`,
  `arn:aws:appflow:*:${ACCOUNT}:flow/x`,
  `arn:aws:iam::${ACCOUNT}:*`,
  'arn:aws:iam::9*:root',
  'arn:aws:iam::????????????:root',
  'arn:aws:iam::aws:policy/Admin',
  'arn:aws:s3:::lake',
  'arn:aws:s3:::*',
  'arn:aws:s3:::lake-*',
  'arn:aws:appflow:*',
  '*:role/x',
  ACCOUNT,
];

const PERIMETER = ['aws:ResourceOrgID', 'aws:PrincipalOrgID', 'aws:ResourceAccount', 'aws:PrincipalAccount'];

const OTHER_CONDITIONS: readonly Statement[] = [
  { StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com' } },
  { StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com', 'kms:CallerAccount': ACCOUNT } },
  { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
  { StringEquals: { 'aws:PrincipalTag/team': 'data' } },
  { StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } },
  { StringLike: { 'aws:PrincipalOrgID': 'o-*', 'kms:CallerAccount': ACCOUNT } },
  { StringEquals: { 'aws:PrincipalOrgID': [] } },
  {},
];

const generated = (): readonly Statement[] => [
  ...PRINCIPALS.flatMap((principal) => [
    statement(principal),
    statement(principal, { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    statement({ ...principal, Effect: 'Deny' }),
  ]),
  ...[...OPERATORS, ...NEGATED_OPERATORS].flatMap((operator) =>
    ['kms:CallerAccount', 'aws:PrincipalOrgID', 'aws:PrincipalArn'].flatMap((key) => {
      const { fixed = '', strange = [] } = VALUES_BY_KEY[key] ?? {};
      return [fixed, ...strange.slice(1, 2)].map((value) => restrictedBy(operator, key, value));
    }),
  ),
  ...Object.entries(VALUES_BY_KEY).flatMap(([key, { fixed, strange }]) =>
    [fixed, ...strange, [fixed, ...strange.slice(-1)]].flatMap((value) => [
      restrictedBy('StringLike', key, value),
      restrictedBy('StringEquals', key.toLowerCase(), value),
    ]),
  ),
  ...ARNS.flatMap((arn) => [
    restrictedBy('StringLike', 'aws:PrincipalArn', arn),
    restrictedBy('ArnLike', 'aws:SourceArn', arn),
  ]),
  ...PERIMETER.flatMap((key) => PERIMETER.map((name) => restrictedBy('StringEquals', key, variable(name)))),
  ...OTHER_CONDITIONS.map((condition) => statement({ Principal: EVERYONE }, condition)),
];

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

/** Every statement of every key policy, anywhere in this JSON, that is written as JSON rather than as text. */
const statementsIn = (json: unknown): readonly Statement[] => {
  if (!isObject(json)) return [];
  const policy = json['Policy'];
  const own = isObject(policy) ? [policy['Statement']].flat().filter(isObject) : [];
  return [...own, ...Object.values(json).flatMap(statementsIn)];
};

const fromScenarios = (): readonly Statement[] =>
  readdirSync('test/scenarios', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => statementsIn(JSON.parse(readFileSync(path.join('test/scenarios', file), 'utf8'))));

/** Statements as people write them. */
const met = (): readonly Statement[] => JSON.parse(readFileSync('scripts/policy-statements-met.json', 'utf8'));

/** Statements of key policies, each once: met ones, those of the scenarios, and combinations of principal, operator, key and value. */
export const policyCorpus = (): readonly Statement[] => {
  const distinct = new Map([...met(), ...fromScenarios(), ...generated()].map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()];
};
