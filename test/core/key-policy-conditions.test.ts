import { aStatement, openIn } from '../builders/a-policy.ts';

const OPEN = { kind: 'known', value: ['UseOfTheKey'] };
const CLOSED = { kind: 'known', value: [] };

describe('a condition restricts', () => {
  it.each([
    { key: 'kms:CallerAccount', value: '111122223333' },
    { key: 'aws:PrincipalAccount', value: '111122223333' },
    { key: 'aws:PrincipalOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:PrincipalOrgPaths', value: 'o-a1b2c3d4e5/r-ab12/*' },
    { key: 'aws:PrincipalArn', value: 'arn:aws:iam::111122223333:role/*' },
    { key: 'aws:SourceAccount', value: '111122223333' },
    { key: 'aws:SourceArn', value: 'arn:aws:appflow:*:111122223333:flow/*' },
    { key: 'aws:SourceOrgID', value: 'o-a1b2c3d4e5' },
    { key: 'aws:SourceOwner', value: '111122223333' },
    { key: 'aws:SourceVpc', value: 'vpc-0a1b2c3d' },
    { key: 'aws:SourceVpce', value: 'vpce-0a1b2c3d' },
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
    { name: 'an ARN without an account', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::lake-*' } } },
    { name: 'a wildcard in a value that is no ARN', Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } },
    {
      name: 'a second key',
      Condition: {
        StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com', 'kms:CallerAccount': '111122223333' },
      },
    },
    {
      name: 'a second operator',
      Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    },
  ])('with $name', ({ Condition }) => {
    expect(openIn(aStatement({ Condition }))).toEqual(CLOSED);
  });

  it('the exclusion of NotPrincipal, too', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(openIn(aStatement({ Principal: undefined, NotPrincipal: { AWS: '*' }, Condition }))).toEqual(CLOSED);
  });
});

describe('a condition restricts nobody', () => {
  it.each([
    { key: 'kms:ViaService', value: 'appflow.eu-west-1.amazonaws.com' },
    { key: 'kms:GrantIsForAWSResource', value: 'true' },
    { key: 'kms:EncryptionContext:aws:s3:arn', value: 'arn:aws:s3:::lake' },
    { key: 'aws:ResourceAccount', value: '111122223333' },
    { key: 'aws:SourceIp', value: '10.0.0.0/8' },
    { key: 'aws:PrincipalTag/team', value: 'data' },
    { key: 'aws:PrincipalType', value: 'User' },
    { key: 'aws:userid', value: 'AROAEXAMPLEID:pat' },
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
  ])('with $operator', ({ operator }) => {
    const Condition = { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/DataEngineer' } };
    expect(openIn(aStatement({ Condition }))).toEqual(OPEN);
  });

  it.each([
    { name: 'an asterisk', key: 'aws:PrincipalOrgID', value: '*' },
    { name: 'two asterisks', key: 'aws:PrincipalOrgID', value: '**' },
    { name: 'an asterisk among others', key: 'kms:CallerAccount', value: ['111122223333', '*'] },
    { name: 'no value', key: 'kms:CallerAccount', value: [] },
    { name: 'an ARN of any account', key: 'aws:PrincipalArn', value: 'arn:aws:iam::*:role/DataEngineer' },
    {
      name: 'an ARN of any account among others',
      key: 'aws:PrincipalArn',
      value: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::*:root'],
    },
    { name: 'an ARN that ends in a wildcard early', key: 'aws:SourceArn', value: 'arn:aws:appflow:*' },
    { name: 'an ARN that begins with a wildcard', key: 'aws:PrincipalArn', value: '*:role/DataEngineer' },
    { name: 'an ARN that begins with a letter and a wildcard', key: 'aws:PrincipalArn', value: 'a*:role/DataEngineer' },
    { name: 'an ARN that is a wildcard and a name', key: 'aws:SourceArn', value: '*flow/orders' },
    { name: 'twelve question marks', key: 'kms:CallerAccount', value: '????????????' },
    {
      name: 'an ARN of any account in question marks',
      key: 'aws:PrincipalArn',
      value: 'arn:aws:iam::????????????:root',
    },
    {
      name: 'an ARN that begins with a question mark',
      key: 'aws:PrincipalArn',
      value: '?rn:aws:iam::*:role/DataEngineer',
    },
    // It is what everybody's request says of itself.
    { name: 'a policy variable', key: 'aws:PrincipalAccount', value: '\u0024{aws:PrincipalAccount}' },
    { name: 'an ARN of any account under another key', key: 'aws:SourceAccount', value: 'arn:aws:iam::*:root' },
  ])('with $name as value', ({ key, value }) => {
    expect(openIn(aStatement({ Condition: { StringLike: { [key]: value } } }))).toEqual(OPEN);
  });
});
