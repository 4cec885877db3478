import { allowsAdministration, allowsDecryption } from '../../../lambda/core/key-policy/actions.ts';
import { aStatement, statementsOf } from '../../builders/a-policy.ts';

const read = (members: Readonly<Record<string, unknown>>) =>
  statementsOf(JSON.stringify({ Statement: aStatement(members) }));
const decrypts = (members: Readonly<Record<string, unknown>>) => read(members).some(allowsDecryption);
const administers = (members: Readonly<Record<string, unknown>>) => read(members).some(allowsAdministration);

describe('a statement lets decrypt', () => {
  it.each([
    { name: 'by the action itself', members: { Action: 'kms:Decrypt' } },
    { name: 'in any case', members: { Action: 'KMS:DECRYPT' } },
    { name: 'as one of a list', members: { Action: ['kms:Encrypt', 'kms:Decrypt'] } },
    { name: 'by every action of KMS', members: { Action: 'kms:*' } },
    { name: 'by every action', members: { Action: '*' } },
    { name: 'by a beginning', members: { Action: 'kms:De*' } },
    { name: 'by a character left open', members: { Action: 'kms:Decryp?' } },
    { name: 'by moving data under another key', members: { Action: 'kms:ReEncryptFrom' } },
    { name: 'by re-encryption both ways', members: { Action: 'kms:ReEncrypt*' } },
    { name: 'by grants', members: { Action: 'kms:CreateGrant' } },
    { name: 'by all that creates', members: { Action: 'kms:Create*' } },
    { name: 'by all but others', members: { Action: undefined, NotAction: ['kms:Encrypt', 'kms:CreateGrant'] } },
    { name: 'by all but nothing', members: { Action: undefined, NotAction: [] } },
    {
      name: 'by all but decryption, which leaves grants',
      members: { Action: undefined, NotAction: ['kms:Decrypt', 'kms:ReEncrypt*'] },
    },
    { name: 'where it is silent on its actions', members: { Action: undefined } },
    { name: 'where it names an action beside exceptions', members: { Action: 'kms:Decrypt', NotAction: 'kms:*' } },
    { name: 'where it excepts others beside an action', members: { Action: 'kms:Encrypt', NotAction: 'kms:Encrypt' } },
    { name: 'on other resources than the key', members: { Action: 'kms:Decrypt', Resource: 'arn:aws:s3:::lake' } },
    {
      name: 'through one service only',
      members: {
        Action: 'kms:Decrypt',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      },
    },
    {
      name: 'beside grants that are for services only',
      members: {
        Action: ['kms:CreateGrant', 'kms:Decrypt'],
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    },
  ])('$name', ({ members }) => {
    expect(decrypts(members)).toBe(true);
  });
});

describe('a statement lets not decrypt', () => {
  it.each([
    {
      name: 'by what encrypts or tells',
      members: {
        Action: ['kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncryptTo', 'kms:Describe*', 'kms:Get*', 'kms:List*'],
      },
    },
    { name: 'by an action of another service', members: { Action: 's3:*' } },
    { name: 'by a name that goes on', members: { Action: 'kms:DecryptMore' } },
    { name: 'by a part of the name', members: { Action: 'kms:Decryp' } },
    { name: 'by no action', members: { Action: [] } },
    { name: 'by all but everything of KMS', members: { Action: undefined, NotAction: 'KMS:*' } },
    {
      name: 'by all but what decrypts',
      members: { Action: undefined, NotAction: ['kms:decrypt', 'kms:ReEncrypt*', 'kms:CreateGrant'] },
    },
    { name: 'where it denies', members: { Effect: 'Deny', Action: 'kms:Decrypt' } },
    {
      name: 'where it denies all but others',
      members: { Effect: 'Deny', Action: undefined, NotAction: 'kms:Encrypt' },
    },
    { name: 'where it denies and is silent on its actions', members: { Effect: 'Deny', Action: undefined } },
  ])('$name', ({ members }) => {
    expect(decrypts(members)).toBe(false);
  });
});

describe('grants that only a service may get are no decryption:', () => {
  const grantsWith = (Condition: unknown) => decrypts({ Action: 'kms:CreateGrant', Condition });

  it.each([
    { name: 'as a text', condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
    { name: 'as a truth value', condition: { Bool: { 'kms:GrantIsForAWSResource': true } } },
    { name: 'in a list', condition: { Bool: { 'kms:GrantIsForAWSResource': ['true'] } } },
    { name: 'in any case', condition: { Bool: { 'KMS:grantisforawsresource': 'True' } } },
    {
      name: 'beside another condition',
      condition: {
        StringEquals: { 'kms:CallerAccount': '111122223333' },
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      },
    },
  ])('$name', ({ condition }) => {
    expect(grantsWith(condition)).toBe(false);
  });

  it.each([
    { name: 'the opposite', condition: { Bool: { 'kms:GrantIsForAWSResource': 'false' } } },
    { name: 'either of both', condition: { Bool: { 'kms:GrantIsForAWSResource': ['true', 'false'] } } },
    { name: 'no value', condition: { Bool: { 'kms:GrantIsForAWSResource': [] } } },
    { name: 'only where the request tells', condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'true' } } },
    { name: 'another comparison', condition: { StringEquals: { 'kms:GrantIsForAWSResource': 'true' } } },
    { name: 'another truth', condition: { Bool: { 'aws:SecureTransport': 'true' } } },
  ])('but not by $name', ({ condition }) => {
    expect(grantsWith(condition)).toBe(true);
  });
});

describe('a statement lets administer', () => {
  it.each([
    { name: 'by writing the policy', members: { Action: 'kms:PutKeyPolicy' } },
    { name: 'by deleting the key', members: { Action: 'kms:ScheduleKeyDeletion' } },
    { name: 'by disabling the key', members: { Action: 'kms:DisableKey' } },
    { name: 'by ending rotation', members: { Action: 'kms:DisableKeyRotation' } },
    { name: 'by deleting imported material', members: { Action: 'kms:DeleteImportedKeyMaterial' } },
    { name: 'by what disables, in any case', members: { Action: 'KMS:disable*' } },
    { name: 'by all that begins like decryption', members: { Action: 'kms:De*' } },
    { name: 'by every action of KMS', members: { Action: 'kms:*' } },
    { name: 'by all but decryption', members: { Action: undefined, NotAction: 'kms:Decrypt' } },
    { name: 'where it is silent on its actions', members: { Action: undefined } },
    {
      name: 'whatever conditions it has',
      members: { Action: 'kms:PutKeyPolicy', Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
    },
  ])('$name', ({ members }) => {
    expect(administers(members)).toBe(true);
  });

  it.each([
    { name: 'by use alone', members: { Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:CreateGrant'] } },
    {
      name: 'by what can be undone',
      members: { Action: ['kms:EnableKey', 'kms:CancelKeyDeletion', 'kms:TagResource'] },
    },
    { name: 'where it denies', members: { Effect: 'Deny', Action: 'kms:*' } },
    { name: 'by all but KMS', members: { Action: undefined, NotAction: 'kms:*' } },
  ])('but not $name', ({ members }) => {
    expect(administers(members)).toBe(false);
  });
});

it('32 KB of patterns come to an end', () => {
  expect(decrypts({ Action: Array.from({ length: 1200 }, () => 'kms:*d*e*c*r*y*x') })).toBe(false);
  expect(decrypts({ Action: `kms:${'*d'.repeat(16_000)}` })).toBe(false);
});
