import {
  flowArn,
  flowNameOfArn,
  isAwsManagedAlias,
  type KeyReference,
  parseArn,
  parseKeyReference,
  roleArn,
} from '../../lambda/core/arn.ts';

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

describe('parseKeyReference', () => {
  it('reads the ARN of a key', () => {
    expect(parseKeyReference('arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f')).toEqual({
      arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f',
      partition: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
      names: 'key',
      id: '0a1b2c3d-4e5f',
    });
  });

  it('reads the ARN of a multi-Region key', () => {
    expect(parseKeyReference('arn:aws:kms:us-east-1:444455556666:key/mrk-1f2e3d4c')?.id).toBe('mrk-1f2e3d4c');
  });

  it('reads the ARN of an alias, whose id keeps its prefix', () => {
    expect(parseKeyReference('arn:aws:kms:eu-west-1:111122223333:alias/prod/appflow')).toEqual({
      arn: 'arn:aws:kms:eu-west-1:111122223333:alias/prod/appflow',
      partition: 'aws',
      region: 'eu-west-1',
      account: '111122223333',
      names: 'alias',
      id: 'alias/prod/appflow',
    });
  });

  it.each([
    { name: 'a key id', text: '0a1b2c3d-4e5f' },
    { name: 'an ARN of another service', text: 'arn:aws:s3:eu-west-1:111122223333:key/0a1b2c3d' },
    { name: 'an ARN without a Region', text: 'arn:aws:kms::111122223333:key/0a1b2c3d' },
    { name: 'an account that is too short', text: 'arn:aws:kms:eu-west-1:11112222333:key/0a1b2c3d' },
    { name: 'an account that is too long', text: 'arn:aws:kms:eu-west-1:1111222233334:key/0a1b2c3d' },
    { name: 'an account with letters', text: 'arn:aws:kms:eu-west-1:11112222333x:key/0a1b2c3d' },
    { name: 'an empty key id', text: 'arn:aws:kms:eu-west-1:111122223333:key/' },
    { name: 'a key id with more behind it', text: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b/2c3d' },
    { name: 'something before the key', text: 'arn:aws:kms:eu-west-1:111122223333:my-key/0a1b2c3d' },
    { name: 'an empty alias', text: 'arn:aws:kms:eu-west-1:111122223333:alias/' },
    { name: 'something before the alias', text: 'arn:aws:kms:eu-west-1:111122223333:my-alias/prod' },
    { name: 'another kind of resource', text: 'arn:aws:kms:eu-west-1:111122223333:grant/0a1b2c3d' },
  ])('gives nothing for $name', ({ text }) => {
    expect(parseKeyReference(text)).toBeUndefined();
  });
});

describe('isAwsManagedAlias', () => {
  const reference = (wish: Partial<KeyReference>): KeyReference => ({
    arn: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow',
    partition: 'aws',
    region: 'eu-west-1',
    account: '111122223333',
    names: 'alias',
    id: 'alias/aws/appflow',
    ...wish,
  });

  it.each([
    { name: 'an alias that AWS reserves', wish: {}, expected: true },
    { name: 'an alias of the customer', wish: { id: 'alias/lake' }, expected: false },
    { name: 'an alias that only resembles one', wish: { id: 'alias/aws-lake' }, expected: false },
    { name: 'a key', wish: { names: 'key', id: 'alias/aws/appflow' }, expected: false },
  ] as const)('says $expected of $name', ({ wish, expected }) => {
    expect(isAwsManagedAlias(reference(wish))).toBe(expected);
  });
});
