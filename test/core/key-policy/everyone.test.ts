import { statementsOpenToEveryone } from '../../../lambda/core/key-policy/everyone.ts';
import { aStatement, openIn, statementsOf } from '../../builders/a-policy.ts';

const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

describe('a statement admits everyone', () => {
  it.each([
    { name: 'by an asterisk', members: { Principal: '*' } },
    { name: 'by an asterisk in a list', members: { Principal: ['*'] } },
    { name: 'by an asterisk of kind AWS', members: { Principal: { AWS: '*' } } },
    { name: 'by a list holding an asterisk', members: { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } } },
    { name: 'by several wildcards', members: { Principal: { AWS: '*?' } } },
    { name: 'by an asterisk of kind CanonicalUser', members: { Principal: { CanonicalUser: '*' } } },
    {
      name: 'by the second of two kinds',
      members: { Principal: { Service: 'appflow.amazonaws.com', AWS: '*' } },
    },
    { name: 'by the root of any account', members: { Principal: { AWS: 'arn:aws:iam::*:root' } } },
    { name: 'by the root of any account of some partition', members: { Principal: { AWS: 'arn:*:iam::*:root' } } },
    { name: 'by a role of accounts with one beginning', members: { Principal: { AWS: 'arn:aws:iam::1111*:role/x' } } },
    { name: 'by an ARN that ends in a wildcard before its account', members: { Principal: { AWS: 'arn:aws:*' } } },
    {
      name: 'by a user of accounts but for one digit',
      members: { Principal: { AWS: 'arn:aws:iam::11112222333?:user/x' } },
    },
    { name: 'by an asterisk of a kind for which IAM takes none', members: { Principal: { Service: '*' } } },
    { name: 'by an ARN that ends in its account with a wildcard', members: { Principal: { AWS: 'arn:aws:iam::*' } } },
    {
      name: 'by NotPrincipal',
      members: { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } },
    },
    { name: 'by an empty NotPrincipal', members: { Principal: undefined, NotPrincipal: [] } },
    { name: 'with an empty condition', members: { Condition: {} } },
    { name: 'with an empty operator', members: { Condition: { StringEquals: {} } } },
    { name: 'for one action only', members: { Action: 'kms:DescribeKey' } },
  ])('$name', ({ members }) => {
    expect(openIn(aStatement(members))).toEqual(OPEN);
  });
});

describe('a statement admits somebody', () => {
  it.each([
    { name: 'the root of an account', members: { Principal: { AWS: 'arn:aws:iam::111122223333:root' } } },
    { name: 'the root of another account', members: { Principal: { AWS: 'arn:aws:iam::444455556666:root' } } },
    { name: 'an account by its id', members: { Principal: { AWS: '444455556666' } } },
    { name: 'an account by its id as a number', members: { Principal: { AWS: 444455556666 } } },
    {
      name: 'roles with a wildcard in their name',
      members: { Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
    },
    { name: 'everything of one account', members: { Principal: { AWS: 'arn:aws:iam::111122223333:*' } } },
    { name: 'a deleted role', members: { Principal: { AWS: 'AROAEXAMPLEID' } } },
    { name: 'a service', members: { Principal: { Service: 'appflow.amazonaws.com' } } },
    {
      name: 'one account of any partition',
      members: { Principal: { AWS: 'arn:*:iam::111122223333:role/x' } },
    },
    { name: 'a federated user', members: { Principal: { Federated: 'cognito-identity.amazonaws.com' } } },
    { name: 'services', members: { Principal: { Service: ['s3.amazonaws.com', 'appflow.amazonaws.com'] } } },
    { name: 'a name that begins with an asterisk', members: { Principal: { AWS: '*a' } } },
    { name: 'a name with an asterisk in it', members: { Principal: { AWS: 'a*' } } },
    { name: 'a short ARN without a wildcard', members: { Principal: { AWS: 'arn:aws:iam' } } },
    { name: 'nobody', members: { Principal: undefined } },
    { name: 'an empty list', members: { Principal: { AWS: [] } } },
    { name: 'nobody, being a Deny', members: { Effect: 'Deny' } },
    {
      name: 'nobody, being a Deny by NotPrincipal',
      members: { Effect: 'Deny', Principal: undefined, NotPrincipal: '*' },
    },
    { name: 'nobody, being no effect that IAM knows', members: { Effect: 'allow' } },
  ])('$name', ({ members }) => {
    expect(openIn(aStatement(members))).toEqual(CLOSED);
  });
});

describe('a policy', () => {
  it('may hold one statement instead of a list', () => {
    expect(statementsOpenToEveryone(statementsOf(JSON.stringify({ Statement: aStatement() })))).toEqual(OPEN);
  });

  it('of an AWS managed key is closed', () => {
    const Condition = {
      StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com' },
    };
    expect(openIn(aStatement({ Condition }))).toEqual(CLOSED);
  });

  it('without statements is closed', () => {
    expect(openIn()).toEqual(CLOSED);
  });

  it('has every open statement named, by its Sid or else by its place', () => {
    const closed = aStatement({ Sid: 'Closed', Principal: { AWS: 'arn:aws:iam::111122223333:root' } });
    const open = aStatement({ Sid: undefined });
    expect(openIn(closed, open, aStatement({ Sid: 'Third' }), aStatement({ Sid: '' }))).toEqual(['2', 'Third', '4']);
  });

  it('is open although a Deny stands beside', () => {
    expect(openIn(aStatement(), aStatement({ Sid: 'No', Effect: 'Deny', Principal: '*' }))).toEqual(OPEN);
  });
});

// KMS takes policies of at most 32 KB.
describe('a policy of 32 KB is judged:', () => {
  it('many statements', () => {
    const closed = { Effect: 'Allow', Principal: { AWS: '111122223333' } };
    const statements = [...Array.from({ length: 600 }, () => closed), { Effect: 'Allow', Principal: '*' }];
    expect(openIn(...statements)).toEqual(['601']);
  });

  it('many values, the last of which fits strangers', () => {
    const values = [...Array.from({ length: 2000 }, () => '111122223333'), '9*'];
    expect(openIn(aStatement({ Condition: { StringLike: { 'kms:CallerAccount': values } } }))).toEqual(OPEN);
  });

  it('many colons and wildcards', () => {
    const value = `arn:${'*:'.repeat(16_000)}`;
    expect(openIn(aStatement({ Condition: { ArnLike: { 'aws:PrincipalArn': value } } }))).toEqual(OPEN);
  });
});
