import { decryptingGrantee } from '../../../lambda/core/model/grant.ts';

const ROLE = 'arn:aws:iam::444455556666:role/etl';

describe('a grant lets its grantee decrypt', () => {
  it.each([
    { name: 'directly', operations: ['Decrypt'] },
    { name: 'among other operations', operations: ['Encrypt', 'DescribeKey', 'Decrypt', 'RetireGrant'] },
    { name: 'by moving the data under another key', operations: ['ReEncryptFrom'] },
    { name: 'by grants of its own', operations: ['CreateGrant'] },
  ])('$name', ({ operations }) => {
    expect(decryptingGrantee({ Operations: operations, GranteePrincipal: ROLE })).toBe(ROLE);
  });
});

describe('a grant lets nobody decrypt', () => {
  it.each([
    { name: 'by what only encrypts', operations: ['Encrypt', 'GenerateDataKey', 'ReEncryptTo', 'DescribeKey'] },
    { name: 'without an operation', operations: [] },
    { name: 'in another case than that of KMS', operations: ['decrypt'] },
  ])('$name', ({ operations }) => {
    expect(decryptingGrantee({ Operations: operations, GranteePrincipal: ROLE })).toBeUndefined();
  });
});

describe('a service of AWS as grantee is passed over', () => {
  it.each([
    { GranteePrincipal: 'appflow.amazonaws.com' },
    { GranteePrincipal: 'rds.eu-west-1.amazonaws.com' },
    { GranteePrincipal: 'ec2.cn-north-1.amazonaws.com.cn' },
    { GranteeServicePrincipal: 'appflow.amazonaws.com' },
    { GranteeServicePrincipal: 'a name of another form' },
    { GranteePrincipal: 'appflow.amazonaws.com', GranteeServicePrincipal: 'appflow.amazonaws.com' },
  ])('%j', (grantee) => {
    expect(decryptingGrantee({ Operations: ['Decrypt'], ...grantee })).toBeUndefined();
  });
});

describe('a grantee is no service', () => {
  it.each([
    { name: 'by a name that ends like one', grantee: 'arn:aws:iam::444455556666:role/evil.amazonaws.com' },
    {
      name: 'by a name that ends like one in China',
      grantee: 'arn:aws-cn:iam::444455556666:user/evil.amazonaws.com.cn',
    },
    { name: 'by a name that holds one', grantee: 'appflow.amazonaws.com.evil' },
    { name: 'by a name with another dot', grantee: 'appflow.amazonaws-com' },
    { name: 'by the end alone', grantee: '.amazonaws.com' },
    { name: 'as a role that was deleted', grantee: 'AROAEXAMPLEID' },
    { name: 'as an account root', grantee: 'arn:aws:iam::444455556666:root' },
  ])('$name', ({ grantee }) => {
    expect(decryptingGrantee({ Operations: ['Decrypt'], GranteePrincipal: grantee })).toBe(grantee);
  });

  it('whatever service is named beside a role', () => {
    const both = { GranteePrincipal: ROLE, GranteeServicePrincipal: 'appflow.amazonaws.com' };
    expect(decryptingGrantee({ Operations: ['Decrypt'], ...both })).toBe(ROLE);
  });
});

describe('a grant that does not tell is no answer:', () => {
  it.each([
    { name: 'no grantee', grant: { Operations: ['Decrypt'] } },
    { name: 'no operations', grant: { GranteePrincipal: ROLE } },
    { name: 'no operations for a service', grant: { GranteeServicePrincipal: 'appflow.amazonaws.com' } },
  ])('$name', ({ grant }) => {
    expect(() => decryptingGrantee(grant)).toThrow('KMS answered with a grant without its operations or grantee');
  });
});
