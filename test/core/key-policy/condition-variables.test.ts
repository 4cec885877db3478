import { aStatement, openIn } from '../../builders/a-policy.ts';

const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

const variable = (name: string) => `\${${name}}`;

const verdictOf = (key: string, value: unknown, operator = 'StringEquals') =>
  openIn(aStatement({ Condition: { [operator]: { [key]: value } } }));

describe('the data perimeter restricts', () => {
  it.each([
    { key: 'aws:ResourceOrgID', name: 'aws:PrincipalOrgID' },
    { key: 'aws:PrincipalOrgID', name: 'aws:ResourceOrgID' },
    { key: 'aws:ResourceAccount', name: 'aws:PrincipalAccount' },
    { key: 'aws:PrincipalAccount', name: 'aws:ResourceAccount' },
  ])('by $key of the value of $name, in any case', ({ key, name }) => {
    expect(verdictOf(key, variable(name))).toEqual(CLOSED);
    expect(verdictOf(key.toLowerCase(), [variable(name.toUpperCase())], 'ForAnyValue:StringLike')).toEqual(CLOSED);
  });

  it('beside a fixed value', () => {
    expect(verdictOf('aws:PrincipalOrgID', ['o-a1b2c3d4e5', variable('aws:ResourceOrgID')])).toEqual(CLOSED);
  });
});

describe('the data perimeter restricts nobody', () => {
  it.each([
    { operator: 'StringEqualsIfExists' },
    { operator: 'StringNotEquals' },
    { operator: 'ForAllValues:StringEquals' },
  ])('with $operator', ({ operator }) => {
    expect(verdictOf('aws:ResourceOrgID', variable('aws:PrincipalOrgID'), operator)).toEqual(OPEN);
  });

  it.each([
    { name: 'of the own value', key: 'aws:PrincipalOrgID', value: variable('aws:PrincipalOrgID') },
    { name: 'of the own account', key: 'aws:ResourceAccount', value: variable('aws:ResourceAccount') },
    { name: 'of an account for an organization', key: 'aws:ResourceOrgID', value: variable('aws:PrincipalAccount') },
    { name: 'with a wildcard behind', key: 'aws:ResourceOrgID', value: `${variable('aws:PrincipalOrgID')}*` },
    { name: 'with a default', key: 'aws:ResourceOrgID', value: variable("aws:PrincipalOrgID, 'o-a1b2c3d4e5'") },
    {
      name: 'beside the fixed organization of the key itself',
      key: 'aws:ResourceOrgID',
      value: [variable('aws:PrincipalOrgID'), 'o-a1b2c3d4e5'],
    },
  ])('$name', ({ key, value }) => {
    expect(verdictOf(key, value)).toEqual(OPEN);
  });
});

// It is what everybody's request says of itself.
describe('any other policy variable fits whoever asks:', () => {
  it.each([
    { key: 'kms:CallerAccount', value: variable('aws:PrincipalAccount') },
    { key: 'kms:CallerAccount', value: variable('undefined') },
    { key: 'aws:SourceAccount', value: variable('aws:ResourceAccount') },
    { key: 'aws:SourceVpc', value: variable('aws:SourceVpc') },
    { key: 'aws:PrincipalOrgPaths', value: `${variable('aws:PrincipalOrgID')}/*` },
    { key: 'aws:PrincipalArn', value: `arn:aws:iam::${variable('aws:PrincipalAccount')}:role/DataEngineer` },
    { key: 'aws:SourceArn', value: `arn:aws:s3:::lake-${variable('aws:PrincipalAccount')}` },
    { key: 'aws:userid', value: variable('aws:userid') },
  ])('$key of $value', ({ key, value }) => {
    expect(verdictOf(key, value, 'StringLike')).toEqual(OPEN);
    expect(verdictOf(key, value, 'ArnLike')).toEqual(OPEN);
  });
});
