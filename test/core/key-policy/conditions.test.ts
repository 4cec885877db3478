import { aStatement, openIn } from '../../builders/a-policy.ts';

const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

describe('a condition restricts', () => {
  it.each([
    { key: 'kms:CallerAccount', value: '111122223333' },
    { key: 'aws:PrincipalAccount', value: '111122223333' },
    { key: 'aws:PrincipalOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:PrincipalOrgPaths', value: 'o-a1b2c3d4e5/r-ab12/*' },
    { key: 'aws:PrincipalArn', value: 'arn:aws:iam::111122223333:role/*' },
    { key: 'aws:SourceAccount', value: '111122223333' },
    { key: 'aws:SourceArn', value: 'arn:aws:appflow:eu-west-1:111122223333:flow/*' },
    { key: 'aws:SourceOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:SourceOrgPaths', value: 'o-a1b2c3d4e5/*' },
    { key: 'aws:SourceOwner', value: '111122223333' },
    { key: 'aws:SourceVpc', value: 'vpc-0a1b2c3d' },
    { key: 'aws:SourceVpce', value: 'vpce-0a1b2c3d' },
    { key: 'aws:VpceAccount', value: '111122223333' },
    { key: 'aws:VpceOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:VpceOrgPaths', value: 'o-a1b2c3d4e5/r-ab12/ou-ab12-*' },
  ])('by $key, in any case', ({ key, value }) => {
    expect(openIn(aStatement({ Condition: { StringLike: { [key]: value } } }))).toEqual(CLOSED);
    expect(openIn(aStatement({ Condition: { StringLike: { [key.toUpperCase()]: [value] } } }))).toEqual(CLOSED);
  });

  it.each([
    { operator: 'StringEquals' },
    { operator: 'StringEqualsIgnoreCase' },
    { operator: 'StringLike' },
    { operator: 'ArnEquals' },
    { operator: 'ArnLike' },
    { operator: 'ForAnyValue:StringEquals' },
    { operator: 'ForAnyValue:StringEqualsIgnoreCase' },
    { operator: 'ForAnyValue:StringLike' },
    { operator: 'ForAnyValue:ArnEquals' },
    { operator: 'ForAnyValue:ArnLike' },
  ])('with $operator', ({ operator }) => {
    const Condition = { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/DataEngineer' } };
    expect(openIn(aStatement({ Condition }))).toEqual(CLOSED);
  });

  it.each([
    { name: 'a number as value', Condition: { StringEquals: { 'kms:CallerAccount': 111122223333 } } },
    { name: 'several values', Condition: { StringEquals: { 'kms:CallerAccount': ['111122223333', '444455556666'] } } },
    {
      name: 'a second key',
      Condition: {
        StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com', 'kms:CallerAccount': '111122223333' },
      },
    },
    {
      name: 'a second key, although strangers fit the first',
      Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*', 'kms:CallerAccount': '111122223333' } },
    },
    {
      name: 'a second operator',
      Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    },
    {
      name: 'the same key under a second operator',
      Condition: {
        StringLike: { 'aws:PrincipalOrgID': 'o-*' },
        StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      },
    },
  ])('with $name', ({ Condition }) => {
    expect(openIn(aStatement({ Condition }))).toEqual(CLOSED);
  });

  it('the exclusion of NotPrincipal, too', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(openIn(aStatement({ Principal: undefined, NotPrincipal: { AWS: '*' }, Condition }))).toEqual(CLOSED);
  });

  it('an ARN of any account as principal, too', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(openIn(aStatement({ Principal: { AWS: 'arn:aws:iam::*:root' }, Condition }))).toEqual(CLOSED);
  });
});

describe('a condition restricts nobody', () => {
  it.each([
    { key: 'kms:ViaService', value: 'appflow.eu-west-1.amazonaws.com' },
    { key: 'kms:GrantIsForAWSResource', value: 'true' },
    { key: 'kms:EncryptionContext:aws:s3:arn', value: 'arn:aws:s3:::lake' },
    { key: 'aws:ResourceAccount', value: '111122223333' },
    { key: 'aws:ResourceOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:SourceIp', value: '10.0.0.0/8' },
    { key: 'aws:PrincipalTag/team', value: 'data' },
    { key: 'aws:PrincipalType', value: 'User' },
    { key: 'aws:userid', value: 'AROAEXAMPLEID:pat' },
    { key: 'kms:PrincipalOrgID', value: 'o-a1b2c3d4e5' },
  ])('by $key', ({ key, value }) => {
    expect(openIn(aStatement({ Condition: { StringEquals: { [key]: value } } }))).toEqual(OPEN);
  });

  it.each([
    { operator: 'StringEqualsIfExists' },
    { operator: 'StringLikeIfExists' },
    { operator: 'ArnLikeIfExists' },
    { operator: 'ForAnyValue:StringEqualsIfExists' },
    { operator: 'ForAllValues:StringEquals' },
    { operator: 'ForAllValues:ArnLike' },
    { operator: 'ForAllValues:ForAnyValue:StringEquals' },
    { operator: 'StringEqualsForAnyValue:' },
    { operator: 'StringNotEquals' },
    { operator: 'StringNotEqualsIgnoreCase' },
    { operator: 'StringNotLike' },
    { operator: 'ArnNotEquals' },
    { operator: 'ArnNotLike' },
    { operator: 'ForAnyValue:StringNotEquals' },
    { operator: 'Null' },
    { operator: 'Bool' },
    { operator: 'stringequals' },
  ])('with $operator', ({ operator }) => {
    const Condition = { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/DataEngineer' } };
    expect(openIn(aStatement({ Condition }))).toEqual(OPEN);
  });

  it.each([
    { name: 'an asterisk', key: 'aws:PrincipalOrgID', value: '*' },
    { name: 'two asterisks', key: 'aws:PrincipalOrgID', value: '**' },
    { name: 'any organization', key: 'aws:PrincipalOrgID', value: 'o-*' },
    { name: 'any organization in question marks', key: 'aws:PrincipalOrgID', value: 'o-??????????' },
    { name: 'any organization of the source', key: 'aws:SourceOrgID', value: 'o-*' },
    { name: 'any organization of the endpoint', key: 'aws:VpceOrgID', value: 'o-*' },
    { name: 'the paths of any organization', key: 'aws:PrincipalOrgPaths', value: 'o-*/r-*/*' },
    { name: 'any path', key: 'aws:PrincipalOrgPaths', value: '*' },
    { name: 'the paths of any organization of the source', key: 'aws:SourceOrgPaths', value: 'o-a1*/r-ab12/*' },
    { name: 'the paths of any organization of the endpoint', key: 'aws:VpceOrgPaths', value: 'o-?/r-ab12/' },
    { name: 'any VPC', key: 'aws:SourceVpc', value: 'vpc-*' },
    { name: 'any VPC endpoint', key: 'aws:SourceVpce', value: 'vpce-*' },
    { name: 'accounts with one beginning', key: 'kms:CallerAccount', value: '9*' },
    { name: 'accounts with one end', key: 'aws:PrincipalAccount', value: '*3333' },
    { name: 'accounts but for one digit', key: 'aws:SourceAccount', value: '11112222333?' },
    { name: 'owners with one beginning', key: 'aws:SourceOwner', value: '1*' },
    { name: 'accounts of the endpoint with one beginning', key: 'aws:VpceAccount', value: '1*' },
    { name: 'an asterisk among others', key: 'kms:CallerAccount', value: ['111122223333', '*'] },
    { name: 'a stranger before others', key: 'kms:CallerAccount', value: ['9*', '111122223333'] },
    { name: 'no value', key: 'kms:CallerAccount', value: [] },
    { name: 'twelve question marks', key: 'kms:CallerAccount', value: '????????????' },
    { name: 'an ARN of any account under another key', key: 'aws:SourceAccount', value: 'arn:aws:iam::*:root' },
  ])('with $name as value', ({ key, value }) => {
    expect(openIn(aStatement({ Condition: { StringLike: { [key]: value } } }))).toEqual(OPEN);
    expect(openIn(aStatement({ Condition: { 'ForAnyValue:StringEquals': { [key]: value } } }))).toEqual(OPEN);
  });
});
