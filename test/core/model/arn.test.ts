import { flowArn, flowNameOfArn, parseArn, roleArn } from '../../../lambda/core/model/arn.ts';

describe('parseArn', () => {
  it('gives the six parts of an ARN', () => {
    expect(parseArn('arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1b2c')).toEqual({
      text: 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1b2c',
      partition: 'aws-us-gov',
      service: 'kms',
      region: 'us-gov-west-1',
      account: '111122223333',
      resource: 'key/1b2c',
    });
  });

  it('keeps the colons of the resource', () => {
    expect(parseArn('arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!x')?.resource).toBe(
      'secret:appflow!x',
    );
  });

  it('takes an empty Region and account, as ARNs of S3 have them', () => {
    expect(parseArn('arn:aws:s3:::lake')).toEqual({
      text: 'arn:aws:s3:::lake',
      partition: 'aws',
      service: 's3',
      region: '',
      account: '',
      resource: 'lake',
    });
  });

  it.each([
    { name: 'an empty text', text: '' },
    { name: 'a name', text: 'orders-to-lake' },
    { name: 'another prefix', text: 'urn:aws:kms:eu-west-1:111122223333:key/1b2c' },
    { name: 'no partition', text: 'arn::kms:eu-west-1:111122223333:key/1b2c' },
    { name: 'no service', text: 'arn:aws::eu-west-1:111122223333:key/1b2c' },
    { name: 'no Region', text: 'arn:aws:kms' },
    { name: 'no account', text: 'arn:aws:kms:eu-west-1' },
    { name: 'no resource', text: 'arn:aws:kms:eu-west-1:111122223333' },
    { name: 'an empty resource', text: 'arn:aws:kms:eu-west-1:111122223333:' },
    { name: 'an empty beginning of the resource', text: 'arn:aws:kms:eu-west-1:111122223333::1b2c' },
  ])('gives nothing for $name', ({ text }) => {
    expect(parseArn(text)).toBeUndefined();
  });
});

describe('flowNameOfArn', () => {
  it.each([
    { name: 'is the end of the ARN', text: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders', expected: 'orders' },
    { name: 'may hold a slash', text: 'arn:aws:appflow:eu-west-1:111122223333:flow/a/b', expected: 'a/b' },
    { name: 'is absent where it is empty', text: 'arn:aws:appflow:eu-west-1:111122223333:flow/' },
    { name: 'is absent for a connector profile', text: 'arn:aws:appflow:eu-west-1:111122223333:connectorprofile/crm' },
    { name: 'is absent for another service', text: 'arn:aws:kms:eu-west-1:111122223333:flow/orders' },
    { name: 'is absent for a plain name', text: 'orders' },
  ])('$name', ({ text, expected }) => {
    expect(flowNameOfArn(text)).toBe(expected);
  });
});

it('writes the ARN of a flow', () => {
  expect(flowArn({ partition: 'aws', region: 'eu-west-1', account: '111122223333' }, 'orders')).toBe(
    'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
  );
});

it('writes the ARN of a role, which has no Region', () => {
  expect(roleArn({ partition: 'aws-cn', account: '111122223333' }, 'KeyReader')).toBe(
    'arn:aws-cn:iam::111122223333:role/KeyReader',
  );
});
