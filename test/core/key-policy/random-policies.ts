import fc from 'fast-check';

/** A statement of a key policy as JSON, Allow or Deny. */
export type RandomStatement = Readonly<Record<string, unknown>>;

const ROOT = 'arn:aws:iam::111122223333:root';
const ETL = 'arn:aws:iam::111122223333:role/etl';

export const principal: fc.Arbitrary<readonly [kind: string, text: string]> = fc.constantFrom(
  ['AWS', '*'],
  ['AWS', 'arn:aws:iam::*:root'],
  ['AWS', ROOT],
  ['AWS', '444455556666'],
  ['AWS', ETL],
  ['AWS', 'arn:aws:iam::111122223333:role/etl-*'],
  ['AWS', 'AROAEXAMPLEID'],
  ['Service', 'appflow.amazonaws.com'],
  ['Service', 'logs.amazonaws.com'],
  ['Federated', 'cognito-identity.amazonaws.com'],
  ['CanonicalUser', '*'],
  ['CanonicalUser', '79a59df900b949e5'],
);

/** By kind, in the order in which the kinds first come. */
export const together = (
  principals: readonly (readonly [string, string])[],
): Readonly<Record<string, readonly string[]>> => {
  const kinds = new Map<string, string[]>();
  for (const [kind, text] of principals) kinds.set(kind, [...(kinds.get(kind) ?? []), text]);
  return Object.fromEntries(kinds);
};

const actions = fc.oneof(
  fc.constantFrom('*', 'kms:*', 'KMS:De*', 'kms:Decryp?', 'kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:Encrypt'),
  fc.array(
    fc.constantFrom(
      'kms:Create*',
      'kms:Disable*',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      's3:*',
      'kms:?eleteI*',
      'kms:Enable*',
    ),
    { maxLength: 3 },
  ),
);

const variable = (name: string): string => `\u0024{${name}}`;

const condition = fc.constantFrom<RandomStatement>(
  {},
  {},
  { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  { Bool: { 'kms:GrantIsForAWSResource': ['true', 'false'] } },
  { StringEquals: { 'kms:CallerAccount': '444455556666' } },
  { StringEquals: { 'kms:CallerAccount': ['444455556666', '111122223333'], 'aws:SourceAccount': '111122223333' } },
  { StringEquals: { 'aws:PrincipalAccount': variable('aws:ResourceAccount') } },
  { StringEquals: { 'aws:ResourceAccount': variable('aws:PrincipalAccount') } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { StringLike: { 'kms:CallerAccount': '4444*' }, ArnEquals: { 'aws:PrincipalArn': ETL } },
  { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::444455556666:role/x*', ROOT] } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/etl' } },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' } },
  { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
);

/** Principals are never empty; they are given by kind, or nobody is excepted. */
export const statement: fc.Arbitrary<RandomStatement> = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    who: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.array(principal, { minLength: 1, maxLength: 4 }).map((all) => ({ Principal: together(all) })),
      },
      { weight: 1, arbitrary: fc.constant({ NotPrincipal: { AWS: ROOT } }) },
    ),
    what: fc.oneof(
      { weight: 4, arbitrary: actions.map((Action) => ({ Action })) },
      { weight: 1, arbitrary: actions.map((NotAction) => ({ NotAction })) },
    ),
    condition,
  })
  .map(({ effect, who, what, condition: Condition }) => ({
    Effect: effect,
    ...who,
    ...what,
    Resource: '*',
    Condition,
  }));

export const policy: fc.Arbitrary<readonly RandomStatement[]> = fc.array(statement, { maxLength: 5 });
