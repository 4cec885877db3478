import { aStatement, openIn } from '../../builders/a-policy.ts';

const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

const STRING_OPERATORS = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ForAnyValue:StringLike'];
const ARN_OPERATORS = ['ArnEquals', 'ArnLike', 'ForAnyValue:ArnLike'];

const verdictsOf = (operators: readonly string[], value: unknown) =>
  operators.flatMap((operator) =>
    ['aws:PrincipalArn', 'aws:SourceArn'].map((key) =>
      openIn(aStatement({ Condition: { [operator]: { [key]: value } } })),
    ),
  );

describe('an ARN as value is fixed under every operator', () => {
  it.each([
    { name: 'with an account', value: 'arn:aws:iam::111122223333:role/DataEngineer' },
    { name: 'with an account and a wildcard in its resource', value: 'arn:aws:iam::111122223333:role/*' },
    { name: 'with an account and any resource', value: 'arn:aws:iam::111122223333:*' },
    { name: 'with an account and a question mark in its resource', value: 'arn:aws:iam::111122223333:role/x?' },
    { name: 'with an account and colons in its resource', value: 'arn:aws:lambda:eu-west-1:111122223333:function:x:*' },
    { name: 'of a bucket, which has no account', value: 'arn:aws:s3:::lake' },
    { name: 'beside another one', value: ['arn:aws:s3:::lake', 'arn:aws:iam::444455556666:root'] },
  ])('$name', ({ value }) => {
    const verdicts = verdictsOf([...STRING_OPERATORS, ...ARN_OPERATORS], value);
    expect(verdicts).toEqual(verdicts.map(() => CLOSED));
  });
});

describe('an ARN as value is fixed under Arn operators alone, which compare part by part,', () => {
  it.each([
    { name: 'with any partition', value: 'arn:*:iam::111122223333:role/x' },
    { name: 'with a question mark in its partition', value: 'arn:aw?:iam::111122223333:role/x' },
    { name: 'with any service', value: 'arn:aws:*:eu-west-1:111122223333:flow/x' },
    { name: 'with any Region', value: 'arn:aws:appflow:*:111122223333:flow/*' },
    { name: 'with a question mark in its Region', value: 'arn:aws:appflow:eu-west-?:111122223333:flow/orders' },
  ])('$name', ({ value }) => {
    const byArn = verdictsOf(ARN_OPERATORS, value);
    const byString = verdictsOf(STRING_OPERATORS, value);
    expect(byArn).toEqual(byArn.map(() => CLOSED));
    expect(byString).toEqual(byString.map(() => OPEN));
  });
});

describe('an ARN as value fits strangers', () => {
  it.each([
    { name: 'of any account', value: 'arn:aws:iam::*:role/DataEngineer' },
    { name: 'of any account in question marks', value: 'arn:aws:iam::????????????:root' },
    { name: 'of accounts with one beginning', value: 'arn:aws:iam::1111*:root' },
    { name: 'of eleven digits', value: 'arn:aws:iam::11112222333:root' },
    { name: 'of thirteen digits', value: 'arn:aws:iam::1111222233334:root' },
    { name: 'of an account that is no number', value: 'arn:aws:iam::aws:policy/Admin' },
    { name: 'of any account among others', value: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::*:root'] },
    { name: 'of any bucket', value: 'arn:aws:s3:::*' },
    { name: 'of buckets with one beginning', value: 'arn:aws:s3:::lake-*' },
    { name: 'of a bucket of any partition', value: 'arn:*:s3:::lake' },
    { name: 'of a bucket but for one character', value: 'arn:aws:s3:::lake?' },
    { name: 'that ends in a wildcard early', value: 'arn:aws:appflow:*' },
    { name: 'that ends in its account with a wildcard', value: 'arn:aws:iam::111122223333*' },
    { name: 'that ends in its account', value: 'arn:aws:iam::111122223333' },
    { name: 'that is an asterisk', value: '*' },
    { name: 'that begins with an asterisk', value: '*:role/DataEngineer' },
    { name: 'that begins with an asterisk before its account', value: '*:aws:iam::111122223333:role/DataEngineer' },
    { name: 'that begins with a letter and a wildcard', value: 'a*:aws:iam::111122223333:role/DataEngineer' },
    { name: 'that begins with a question mark', value: '?rn:aws:iam::111122223333:role/DataEngineer' },
    { name: 'that is a wildcard and a name', value: '*flow/orders' },
    { name: 'that is no ARN', value: '111122223333' },
    { name: 'that is empty', value: '' },
  ])('$name', ({ value }) => {
    const verdicts = verdictsOf([...STRING_OPERATORS, ...ARN_OPERATORS], value);
    expect(verdicts).toEqual(verdicts.map(() => OPEN));
  });
});
