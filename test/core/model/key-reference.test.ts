import {
  isReservedAlias,
  keyArn,
  nameOfReference,
  parseKeyReference,
  parseNamedKey,
} from '../../../lambda/core/model/key-reference.ts';
import { aReference } from '../../builders/a-reference.ts';

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

  it('takes a Region whose name begins with more than two letters', () => {
    expect(parseKeyReference('arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/0a1b2c3d')?.region).toBe(
      'eusc-de-east-1',
    );
  });

  it.each([
    { name: 'a Region that is not one', text: 'arn:aws:kms:europe:111122223333:key/0a1b2c3d' },
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

describe('what AWS tells of a key', () => {
  it.each([
    { name: 'nothing names none', text: undefined, expected: { kind: 'none' } },
    { name: 'an empty text names none', text: '', expected: { kind: 'none' } },
    {
      name: 'a key id is not an ARN',
      text: '0a1b2c3d-4e5f',
      expected: { kind: 'not-an-arn', text: '0a1b2c3d-4e5f' },
    },
    {
      name: 'an alias without its ARN is not one',
      text: 'alias/lake',
      expected: { kind: 'not-an-arn', text: 'alias/lake' },
    },
    {
      name: 'an ARN of another service is not one of KMS',
      text: 'arn:aws:s3:eu-west-1:111122223333:key/0a1b2c3d',
      expected: { kind: 'not-an-arn', text: 'arn:aws:s3:eu-west-1:111122223333:key/0a1b2c3d' },
    },
    {
      name: 'a text of blanks is not an ARN, rather than nothing',
      text: ' ',
      expected: { kind: 'not-an-arn', text: ' ' },
    },
    {
      name: 'the ARN of a key refers to it',
      text: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d',
      expected: {
        kind: 'reference',
        reference: {
          arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d',
          partition: 'aws',
          region: 'eu-west-1',
          account: '111122223333',
          names: 'key',
          id: '0a1b2c3d',
        },
      },
    },
    {
      name: 'the ARN of a reserved alias refers to it as well',
      text: 'arn:aws-cn:kms:cn-north-1:444455556666:alias/aws/appflow',
      expected: {
        kind: 'reference',
        reference: {
          arn: 'arn:aws-cn:kms:cn-north-1:444455556666:alias/aws/appflow',
          partition: 'aws-cn',
          region: 'cn-north-1',
          account: '444455556666',
          names: 'alias',
          id: 'alias/aws/appflow',
        },
      },
    },
  ])('$name', ({ text, expected }) => {
    expect(parseNamedKey(text)).toEqual(expected);
  });
});

describe('an alias is reserved for AWS', () => {
  it.each([
    { name: 'where its name begins with aws/', resource: 'alias/aws/appflow', expected: true },
    { name: 'not where it is of the customer', resource: 'alias/lake', expected: false },
    { name: 'not where it only resembles one', resource: 'alias/aws-lake', expected: false },
    { name: 'not where the ARN names a key', resource: 'key/0a1b2c3d', expected: false },
  ])('$name', ({ resource, expected }) => {
    expect(isReservedAlias(aReference(`arn:aws:kms:eu-west-1:111122223333:${resource}`))).toBe(expected);
  });
});

it('a key is known by its id, an alias by its name', () => {
  expect(nameOfReference(aReference('arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'))).toBe('key 0a1b2c3d');
  expect(nameOfReference(aReference('arn:aws:kms:eu-west-1:111122223333:alias/lake'))).toBe('alias/lake');
});

it('writes the ARN of a key', () => {
  expect(keyArn({ partition: 'aws-cn', account: '111122223333', region: 'cn-north-1' }, '0a1b2c3d')).toBe(
    'arn:aws-cn:kms:cn-north-1:111122223333:key/0a1b2c3d',
  );
});
