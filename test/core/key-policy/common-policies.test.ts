import { aStatement, openIn } from '../../builders/a-policy.ts';

const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

/** Statements as people write them, beside the systematic tables of this folder. */
describe('a statement that one meets admits everyone:', () => {
  it.each([
    { name: 'a role of any account', members: { Principal: { AWS: 'arn:aws:iam::*:role/admin' } } },
    { name: 'whoever comes from an address', members: { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } } },
    {
      name: 'whoever is not of one account',
      members: { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } } },
    },
    { name: 'members of any organization', members: { Condition: { Null: { 'aws:PrincipalOrgID': 'false' } } } },
    {
      name: 'an organization and any other',
      members: { Condition: { StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-*'] } } },
    },
  ])('$name', ({ members }) => {
    expect(openIn(aStatement(members))).toEqual(OPEN);
  });
});

describe('a statement that one meets admits somebody:', () => {
  it.each([
    { name: 'one role', members: { Principal: { AWS: 'arn:aws:iam::111122223333:role/lake' } } },
    {
      name: 'an organization in another case',
      members: { Condition: { StringEqualsIgnoreCase: { 'aws:PrincipalOrgID': 'O-A1B2C3D4E5' } } },
    },
    {
      name: 'every path below one organization',
      members: { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-*/*' } } },
    },
    {
      name: 'two roles by their ARNs',
      members: {
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/lake', 'arn:aws:iam::111122223333:role/crm'],
          },
        },
      },
    },
    {
      name: 'the flows of one account in any Region',
      members: { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:appflow:*:111122223333:flow/*' } } },
    },
    {
      name: 'one account, by all but one user',
      members: {
        Principal: undefined,
        NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/pat' },
        Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
      },
    },
  ])('$name', ({ members }) => {
    expect(openIn(aStatement(members))).toEqual(CLOSED);
  });
});
