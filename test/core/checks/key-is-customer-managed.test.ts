import { customerKeyIn, keyToAskAbout, whomToAsk } from '../../../lambda/core/checks/key-is-customer-managed.ts';
import { refused } from '../../../lambda/core/model/answer.ts';
import type { KeyLookup } from '../../../lambda/core/model/key.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { aReference } from '../../builders/a-reference.ts';
import { parameters } from '../../builders/parameters.ts';

const key = (account = '111122223333') => `arn:aws:kms:eu-west-1:${account}:key/1b2c3d4e`;
const alias = (name: string, account = '111122223333') => `arn:aws:kms:eu-west-1:${account}:alias/${name}`;

describe('whom to ask about a key', () => {
  it.each([
    { name: 'KMS about a key', named: key(), given: {}, expected: 'ask' },
    { name: 'KMS about an alias', named: alias('lake'), given: {}, expected: 'ask' },
    {
      name: 'KMS about a key of any account where none is named',
      named: key('444455556666'),
      given: {},
      expected: 'ask',
    },
    {
      name: 'KMS about a key of a named account',
      named: key('444455556666'),
      given: { allowedKeyAccounts: '444455556666' },
      expected: 'ask',
    },
    {
      name: "KMS about a key of the flow's own account, named or not",
      named: key(),
      given: { allowedKeyAccounts: '444455556666' },
      expected: 'ask',
    },
    {
      name: 'nobody about a key of an account that may own none',
      named: key('777788889999'),
      given: { allowedKeyAccounts: '444455556666' },
      expected: 'account-not-allowed',
    },
    {
      name: 'nobody about an alias of an account that may own no key',
      named: alias('lake', '777788889999'),
      given: { allowedKeyAccounts: '444455556666' },
      expected: 'account-not-allowed',
    },
    { name: 'nobody about a reserved alias', named: alias('aws/appflow'), given: {}, expected: 'aws-managed' },
    {
      name: 'nobody about a reserved alias, whoever owns it',
      named: alias('aws/appflow', '777788889999'),
      given: { allowedKeyAccounts: '444455556666' },
      expected: 'aws-managed',
    },
  ])('$name', ({ named, given, expected }) => {
    const reference = aReference(named);
    expect(whomToAsk({ kind: 'reference', reference }, '111122223333', parameters(given))).toEqual({
      kind: expected,
      reference,
    });
  });

  it('nobody where no key is named', () => {
    expect(whomToAsk({ kind: 'none' }, '111122223333', parameters())).toEqual({ kind: 'none' });
  });

  it('nobody about a text that is not an ARN of KMS', () => {
    expect(whomToAsk({ kind: 'not-an-arn', text: 'lake' }, '111122223333', parameters())).toEqual({
      kind: 'not-an-arn',
      text: 'lake',
    });
  });
});

describe('what a flow names as its key', () => {
  it('is asked about where it is a key that the account may own', () => {
    expect(keyToAskAbout(aFlow({ kmsArn: key() }), parameters())).toEqual({ reference: aReference(key()) });
  });

  it.each([
    {
      name: 'nothing',
      kmsArn: undefined,
      reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" },
    },
    {
      name: 'an empty text',
      kmsArn: '',
      reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" },
    },
    {
      name: 'a text that is not an ARN of KMS',
      kmsArn: 'alias/lake',
      reason: { code: 'KEY_NOT_FOUND', problem: 'what the flow names as its key is not a KMS ARN: alias/lake' },
    },
    {
      name: 'an alias that AWS reserves',
      kmsArn: alias('aws/appflow'),
      reason: { code: 'AWS_MANAGED_KEY', problem: 'alias/aws/appflow is managed by AWS' },
    },
    {
      name: 'a key of an account that is not allowed',
      kmsArn: key('777788889999'),
      reason: { code: 'KEY_ACCOUNT_NOT_ALLOWED', problem: 'account 777788889999 may not own key 1b2c3d4e' },
    },
    {
      name: 'an alias of an account that is not allowed',
      kmsArn: alias('lake', '777788889999'),
      reason: { code: 'KEY_ACCOUNT_NOT_ALLOWED', problem: 'account 777788889999 may not own alias/lake' },
    },
  ])('ends the list without a question to KMS: $name', ({ kmsArn, reason }) => {
    const given = parameters({ allowedKeyAccounts: '444455556666' });
    expect(keyToAskAbout(aFlow({ kmsArn }), given)).toEqual({ reason });
  });
});

describe('what KMS says of a key', () => {
  it("is the customer's key where the customer manages it", () => {
    expect(customerKeyIn({ kind: 'found', key: aKey() }, aReference(key()))).toEqual({ key: aKey() });
  });

  it.each([
    {
      name: 'there is no such key',
      named: key('444455556666'),
      lookup: { kind: 'missing' },
      reason: { code: 'KEY_NOT_FOUND', problem: 'KMS in eu-west-1 knows no key 1b2c3d4e of account 444455556666' },
    },
    {
      name: 'there is no such alias',
      named: alias('lake'),
      lookup: { kind: 'missing' },
      reason: { code: 'KEY_NOT_FOUND', problem: 'KMS in eu-west-1 knows no alias/lake of account 111122223333' },
    },
    {
      name: 'AWS manages the key',
      named: key(),
      lookup: { kind: 'found', key: aKey({ manager: 'AWS', id: '1b2c3d4e' }) },
      reason: { code: 'AWS_MANAGED_KEY', problem: 'key 1b2c3d4e is managed by AWS' },
    },
    {
      name: 'it may not be told',
      named: key('444455556666'),
      lookup: refused('kms:DescribeKey is denied', 'Allow it'),
      reason: {
        code: 'UNVERIFIED',
        problem: 'the key arn:aws:kms:eu-west-1:444455556666:key/1b2c3d4e could not be read: kms:DescribeKey is denied',
        remedy: 'Allow it',
      },
    },
  ] as readonly { name: string; named: string; lookup: KeyLookup; reason: object }[])(
    'is a reason where $name',
    ({ named, lookup, reason }) => {
      expect(customerKeyIn(lookup, aReference(named))).toEqual({ reason });
    },
  );
});
