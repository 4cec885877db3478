import { createIdentities } from '../../../../cli/recording/redaction/identities.ts';
import { createMarks } from '../../../../cli/recording/redaction/marks.ts';
import { createNames } from '../../../../cli/recording/redaction/names.ts';
import type { ParameterName } from '../../../../lambda/core/input/rule-parameters.ts';
import { parameters } from '../../../builders/parameters.ts';

const pseudonyms = (given: Partial<Record<ParameterName, string>> = {}) => {
  const policy = parameters(given);
  const marks = createMarks(policy, {
    flows: [{ flowName: 'orders', tags: { Until: '2027-06-30', Owner: '2028-01-01' } }],
  });
  const names = createNames(marks, ['aws']);
  const { identity, principal, patterns } = createIdentities(names, marks, ['aws']);
  return { ...names, identity, principal, users: () => patterns(policy.keyUsers ?? []) };
};

it('the same text has the same pseudonym, another text another', () => {
  const { flow } = pseudonyms();
  expect(['orders', 'invoices', 'orders'].map(flow)).toEqual(['flow-1', 'flow-2', 'flow-1']);
});

describe('a name keeps its form', () => {
  it.each([
    {
      name: 'a key',
      original: 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1b2c',
      pseudonym: 'arn:aws-us-gov:kms:us-gov-west-1:100000000001:key/key-1',
    },
    {
      name: 'a key of several Regions',
      original: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1b2c',
      pseudonym: 'arn:aws:kms:eu-west-1:100000000001:key/mrk-1',
    },
    {
      name: 'an alias',
      original: 'arn:aws:kms:eu-west-1:111122223333:alias/lake/orders',
      pseudonym: 'arn:aws:kms:eu-west-1:100000000001:alias/n-1',
    },
    {
      name: 'an alias that is reserved for AWS',
      original: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow',
      pseudonym: 'arn:aws:kms:eu-west-1:100000000001:alias/aws/n-1',
    },
    { name: 'the id of a key', original: '1b2c', pseudonym: 'key-1' },
    { name: 'the name of an alias', original: 'alias/lake', pseudonym: 'alias/n-1' },
    { name: 'no key', original: 'key of Ann', pseudonym: 'not a key 1' },
    { name: 'the ARN of something else', original: 'arn:aws:s3:::lake', pseudonym: 'arn:not-a-key-1' },
    { name: 'nothing', original: '', pseudonym: '' },
  ])('$name', ({ original, pseudonym }) => {
    expect(pseudonyms().key(original)).toBe(pseudonym);
  });

  it('a secret, with or without the random end of its ARN', () => {
    const { secret } = pseudonyms();
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm';
    expect([`${arn}-a1B2c3`, arn, `${arn}-d4E5f6`, 'crm'].map(secret)).toEqual([
      'arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1-000001',
      'arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1',
      'arn:aws:secretsmanager:eu-west-1:100000000001:secret:secret-1-000002',
      'no secret 1',
    ]);
  });

  it('a bucket, or what can be none', () => {
    expect(['lake', 'my lake'].map(pseudonyms().bucket)).toEqual(['bucket-1', 'no bucket 1']);
  });

  it('a role, by its name or its ARN', () => {
    const { roleArn, roleName } = pseudonyms();
    expect(roleName('reader')).toBe('role-1');
    expect(roleArn('arn:aws:iam::111122223333:role/reader')).toBe('arn:aws:iam::100000000001:role/role-1');
  });
});

describe('the value of a tag', () => {
  it('has a letter for each list of patterns that it matches', () => {
    const { tagValue } = pseudonyms({ requiredKeyTags: 'Owner=sales|d*', flowTagFilter: 'Stage=*a*' });
    expect(['data', 'dev', 'sand', 'prod'].map(tagValue)).toEqual(['value-1-AB', 'value-2-A', 'value-3-B', 'value-4']);
  });

  it('stays where an exemption may hang on it', () => {
    const { tagValue } = pseudonyms({ exemptionTag: 'Until' });
    expect(['2027-06-30', '2028-01-01'].map(tagValue)).toEqual(['2027-06-30', 'value-1']);
  });
});

it('an alias shows whether it matches the pattern', () => {
  const { alias } = pseudonyms({ keyAliasPattern: 'alias/prod-*' });
  expect(['alias/prod-lake', 'alias/old'].map(alias)).toEqual(['alias/M-1', 'alias/n-2']);
});

describe('whoever may use a key', () => {
  const keyUsers = 'arn:aws:iam::111122223333:*,logs.amazonaws.com,AROA*';

  it.each([
    { original: 'arn:aws:iam::111122223333:role/path/etl', pseudonym: 'arn:aws:iam::200000000001:role/M-1' },
    { original: 'arn:aws:iam::444455556666:user/ann', pseudonym: 'arn:aws:iam::100000000001:user/n-1' },
    { original: 'arn:aws:iam::111122223333:role/etl-*', pseudonym: 'arn:aws:iam::200000000001:role/M-1*' },
    { original: 'arn:aws:iam::111122223333:root', pseudonym: 'arn:aws:iam::200000000001:root' },
    { original: 'arn:aws:iam::444455556666:root', pseudonym: 'arn:aws:iam::100000000001:root' },
    { original: '111122223333', pseudonym: '200000000001' },
    { original: 'arn:aws:iam::*:role/etl', pseudonym: 'arn:aws:iam::*:role/n-1' },
    { original: 'AROAEXAMPLEID', pseudonym: 'M-principal-1' },
    { original: 'accounts.example.com', pseudonym: 'n-principal-1' },
    { original: 'logs.amazonaws.com', pseudonym: 'logs.amazonaws.com' },
    { original: 'Odd One.amazonaws.com', pseudonym: 'service-1.amazonaws.com' },
    { original: '*', pseudonym: '*' },
  ])('$original becomes $pseudonym', ({ original, pseudonym }) => {
    expect(pseudonyms({ keyUsers }).principal(original)).toBe(pseudonym);
  });

  it('is found by patterns for what the originals matched', () => {
    const { principal, users } = pseudonyms({ keyUsers });
    for (const original of ['logs.amazonaws.com', 's3.amazonaws.com', '111122223333']) principal(original);
    expect(users()).toEqual(['*M-*', 'arn:aws:iam::2*:root', 'logs.amazonaws.com']);
  });

  it('is found by one pattern where all services are listed', () => {
    const { principal, users } = pseudonyms({ keyUsers: '*.amazonaws.com' });
    for (const original of ['logs.amazonaws.com', 's3.amazonaws.com']) principal(original);
    expect(users()).toEqual(['*M-*', 'arn:aws:iam::2*:root', '*.amazonaws.com*']);
  });

  it('is found as the root of an account in any partition, where that is listed', () => {
    const { identity, users } = pseudonyms({ keyUsers: 'arn:*:root' });
    expect(identity('arn:*:iam::111122223333:root')).toBe('arn:*:iam::200000000001:root');
    expect(users()).toEqual(['*M-*', 'arn:aws:iam::2*:root', 'arn:*:iam::200000000001:root']);
  });

  it('is anybody where everybody is listed', () => {
    expect(pseudonyms({ keyUsers: '*,x' }).users()).toEqual(['*']);
  });
});
