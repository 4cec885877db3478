import { accountOfRoot, identitiesIn, isAccountRoot } from '../../../lambda/core/key-policy/principals.ts';
import { aKey } from '../../builders/a-key.ts';
import { aStatement, statementsOf } from '../../builders/a-policy.ts';

const OWN_ROOT = 'arn:aws:iam::111122223333:root';
const OTHER_ROOT = 'arn:aws:iam::444455556666:root';
const ROLE = 'arn:aws:iam::444455556666:role/etl';
const ROLES = 'arn:aws:iam::444455556666:role/etl-*';
const variable = (name: string) => `\u0024{${name}}`;
const KEY = aKey();

const identitiesOf = (members: Readonly<Record<string, unknown>>, key = KEY) =>
  statementsOf(JSON.stringify({ Statement: aStatement(members) })).flatMap((statement) => identitiesIn(statement, key));
const textsOf = (members: Readonly<Record<string, unknown>>) => identitiesOf(members).map(({ text }) => text);

describe('a principal counts as it stands:', () => {
  it.each([
    { name: 'a role', principal: { AWS: ROLE } },
    { name: 'roles with one beginning', principal: { AWS: ROLES } },
    { name: 'an account root', principal: { AWS: OTHER_ROOT } },
    { name: 'a role that was deleted', principal: { AWS: 'AROAEXAMPLEID' } },
    { name: 'a number that is no account', principal: { AWS: '11112222333' } },
    { name: 'a federated user', principal: { Federated: 'cognito-identity.amazonaws.com' } },
    { name: 'a canonical user', principal: { CanonicalUser: '79a59df900b949e5' } },
    { name: 'a canonical user of digits', principal: { CanonicalUser: '444455556666' } },
    { name: 'a service', principal: { Service: 'logs.amazonaws.com' } },
    { name: 'a service of a Region', principal: { Service: 'appflow.eu-west-1.amazonaws.com' } },
  ])('$name', ({ principal }) => {
    expect(textsOf({ Principal: principal })).toEqual(Object.values(principal));
  });
});

it('an account id counts as its root, in the partition of the key', () => {
  const china = aKey({ arn: 'arn:aws-cn:kms:cn-north-1:111122223333:key/1b2c' });
  expect(textsOf({ Principal: { AWS: '444455556666' } })).toEqual([OTHER_ROOT]);
  expect(identitiesOf({ Principal: { AWS: 444455556666 } }, china)).toEqual([
    { text: 'arn:aws-cn:iam::444455556666:root', isService: false },
  ]);
});

it('principals are told in the order of the policy, each once, services as such', () => {
  const principal = {
    Service: 'logs.amazonaws.com',
    AWS: [ROLE, '111122223333', OWN_ROOT, ROLE],
    Federated: 'logs.amazonaws.com',
  };
  expect(identitiesOf({ Principal: principal })).toEqual([
    { text: 'logs.amazonaws.com', isService: true },
    { text: ROLE, isService: false },
    { text: OWN_ROOT, isService: false },
    { text: 'logs.amazonaws.com', isService: false },
  ]);
});

describe('everyone counts as *', () => {
  it.each([
    { name: 'by an asterisk', members: { Principal: '*' } },
    { name: 'of kind CanonicalUser', members: { Principal: { CanonicalUser: '*' } } },
    { name: 'by the root of any account', members: { Principal: { AWS: 'arn:aws:iam::*:root' } } },
    { name: 'by roles of any account', members: { Principal: { AWS: 'arn:aws:iam::4444*:role/etl' } } },
    { name: 'of one organization', members: { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } } },
    {
      name: 'of the organization of the key',
      members: { Condition: { StringEquals: { 'aws:ResourceOrgID': variable('aws:PrincipalOrgID') } } },
    },
    {
      name: 'for an account that is served',
      members: { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } },
    },
    {
      name: 'of accounts with one beginning',
      members: { Condition: { StringLike: { 'kms:CallerAccount': '4444*' } } },
    },
    {
      name: 'of an account, or of no account',
      members: { Condition: { StringEqualsIfExists: { 'kms:CallerAccount': '444455556666' } } },
    },
    {
      name: 'of a role of any account',
      members: { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/etl' } } },
    },
    {
      name: 'of an account that a value leaves open',
      members: { Condition: { StringEquals: { 'kms:CallerAccount': variable('aws:PrincipalAccount') } } },
    },
    {
      name: 'of other accounts than one',
      members: { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } } },
    },
    { name: 'but some', members: { Principal: undefined, NotPrincipal: { AWS: OWN_ROOT } } },
    {
      name: 'but some, whatever its conditions',
      members: {
        Principal: undefined,
        NotPrincipal: { AWS: OWN_ROOT },
        Condition: { StringEquals: { 'kms:CallerAccount': '444455556666' }, ArnEquals: { 'aws:PrincipalArn': ROLE } },
      },
    },
  ])('$name', ({ members }) => {
    expect(identitiesOf(members)).toEqual([{ text: '*', isService: false }]);
  });
});

describe('everyone counts as those whom a condition names', () => {
  it.each([
    { name: 'a role', condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } }, expected: [ROLE] },
    { name: 'several', condition: { ArnLike: { 'AWS:principalArn': [ROLES, OWN_ROOT] } }, expected: [ROLES, OWN_ROOT] },
    {
      name: 'by a set operator',
      condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalArn': ROLES } },
      expected: [ROLES],
    },
    {
      name: 'the caller’s account',
      condition: { StringEquals: { 'kms:CallerAccount': '444455556666' } },
      expected: [OTHER_ROOT],
    },
    {
      name: 'the principal’s account',
      condition: { StringLike: { 'aws:PrincipalAccount': ['444455556666', '111122223333'] } },
      expected: [OTHER_ROOT, OWN_ROOT],
    },
    {
      name: 'the account of the key',
      condition: { StringEquals: { 'aws:PrincipalAccount': variable('aws:ResourceAccount') } },
      expected: [OWN_ROOT],
    },
    {
      name: 'the account of the key, the other way round',
      condition: { StringEquals: { 'aws:ResourceAccount': variable('AWS:principalaccount') } },
      expected: [OWN_ROOT],
    },
    {
      name: 'the account of the key, and another',
      condition: { StringEquals: { 'aws:PrincipalAccount': [variable('aws:ResourceAccount'), '444455556666'] } },
      expected: [OWN_ROOT, OTHER_ROOT],
    },
    {
      name: 'a role and accounts',
      condition: {
        StringEquals: { 'kms:CallerAccount': '444455556666', 'aws:PrincipalAccount': '111122223333' },
        ArnEquals: { 'aws:PrincipalArn': ROLE },
        StringLike: { 'aws:PrincipalArn': ROLES },
      },
      expected: [ROLE, ROLES, OTHER_ROOT, OWN_ROOT],
    },
    {
      name: 'an account beside an organization and an open pattern',
      condition: {
        StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'kms:CallerAccount': '444455556666' },
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/etl' },
      },
      expected: [OTHER_ROOT],
    },
  ])('$name', ({ condition, expected }) => {
    expect(identitiesOf({ Condition: condition })).toEqual(expected.map((text) => ({ text, isService: false })));
    expect(textsOf({ Principal: { AWS: ['*', 'arn:aws:iam::*:root'] }, Condition: condition })).toEqual(expected);
  });
});

describe('an account root', () => {
  it('counts as the callers whom a condition names', () => {
    const condition = { ArnEquals: { 'aws:PrincipalArn': [ROLE, ROLES] } };
    expect(textsOf({ Principal: { AWS: [OTHER_ROOT, '111122223333'] }, Condition: condition })).toEqual([ROLE, ROLES]);
  });

  it.each([
    { name: 'an account', condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } },
    { name: 'callers of any account', condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/etl' } } },
    { name: 'a source', condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } },
  ])('counts as it stands where a condition names $name', ({ condition }) => {
    expect(textsOf({ Principal: { AWS: OTHER_ROOT }, Condition: condition })).toEqual([OTHER_ROOT]);
  });

  it('is told from all that only looks like one', () => {
    expect(accountOfRoot(OTHER_ROOT)).toBe('444455556666');
    expect(accountOfRoot('arn:aws-cn:iam::444455556666:root')).toBe('444455556666');
    const others = [
      ROLE,
      '444455556666',
      'arn:aws:sts::444455556666:root',
      'arn:aws:iam::44445555666:root',
      'arn:aws:iam::444455556666:role/root',
      'arn:aws:iam:eu-west-1:444455556666:root',
      '*',
    ];
    expect(others.filter(isAccountRoot)).toEqual([]);
  });
});

it('a role counts as it stands, whatever callers a condition names', () => {
  expect(textsOf({ Principal: { AWS: ROLE }, Condition: { ArnEquals: { 'aws:PrincipalArn': ROLES } } })).toEqual([
    ROLE,
  ]);
});

describe('a service is passed over', () => {
  it.each([
    { name: 'where it is AppFlow', members: { Principal: { Service: 'appflow.amazonaws.com' } } },
    {
      name: 'for one account',
      members: {
        Principal: { Service: 'logs.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    },
    {
      name: 'for one source',
      members: {
        Principal: { Service: ['logs.amazonaws.com', 'sns.amazonaws.com'] },
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' } },
      },
    },
  ])('$name', ({ members }) => {
    expect(textsOf(members)).toEqual([]);
  });

  it.each([
    { name: 'an open source', condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:*:*:*' } } },
    { name: 'an organization', condition: { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
    { name: 'a caller', condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } },
    {
      name: 'a source that may be missing',
      condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
    },
    { name: 'a caller by name', condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } },
  ])('but not for $name', ({ condition }) => {
    expect(identitiesOf({ Principal: { Service: 'logs.amazonaws.com' }, Condition: condition })).toEqual([
      { text: 'logs.amazonaws.com', isService: true },
    ]);
  });

  it('while others of the statement count', () => {
    const condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(
      textsOf({ Principal: { Service: 'logs.amazonaws.com', AWS: ROLE, Federated: 'x' }, Condition: condition }),
    ).toEqual([ROLE, 'x']);
    expect(textsOf({ Principal: { AWS: 'appflow.amazonaws.com' } })).toEqual(['appflow.amazonaws.com']);
  });
});

it('a statement without a principal admits nobody', () => {
  expect(identitiesOf({ Principal: undefined })).toEqual([]);
  expect(identitiesOf({ Principal: { AWS: [] } })).toEqual([]);
});

it('32 KB of accounts and callers come to an end', () => {
  const accounts = Array.from({ length: 1000 }, (_, index) => String(100_000_000_000 + index));
  const callers = Array.from({ length: 600 }, (_, index) => `arn:a:b::${100_000_000_000 + index}:x`);
  const texts = textsOf({ Principal: { AWS: accounts }, Condition: { ArnEquals: { 'aws:PrincipalArn': callers } } });
  expect(texts).toEqual(callers);
});
