import type { JsonObject } from '../cloudformation/json.ts';
import {
  ADMINISTRATOR,
  DEPLOYER,
  EVERYTHING,
  keyStack,
  NEEDED,
  READER,
  SOMEBODY,
  statementsIn,
  USER,
} from './compliant-keys.ts';
import { type KeyRequest, mayDo } from './who-may.ts';

const whole = statementsIn(keyStack(EVERYTHING));
const least = statementsIn(keyStack({ ...NEEDED, ConnectorProfiles: 'false' }));

/** Every action of KMS, as the service authorization reference lists them. */
const ACTIONS = `CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey Decrypt
  DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial DeriveSharedSecret DescribeCustomKeyStores DescribeKey
  DisableKey DisableKeyRotation DisconnectCustomKeyStore EnableKey EnableKeyRotation Encrypt GenerateDataKey
  GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom
  GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListAliases
  ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags ListRetirableGrants PutKeyPolicy ReEncryptFrom
  ReEncryptTo ReplicateKey RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey
  TagResource UntagResource UpdateAlias UpdateCustomKeyStore UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac`
  .split(/\s+/)
  .map((name) => `kms:${name}`);

const allowed = (statements: readonly JsonObject[], request: Omit<KeyRequest, 'action'>): string =>
  ACTIONS.filter((action) => mayDo(statements, { ...request, action }))
    .map((action) => action.replace('kms:', ''))
    .join(' ');

const ADMINISTRATION =
  'CancelKeyDeletion CreateAlias DeleteAlias DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation ' +
  'GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus ListGrants ListKeyPolicies ListKeyRotations ListResourceTags ' +
  'PutKeyPolicy RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion TagResource UntagResource UpdateAlias ' +
  'UpdateKeyDescription UpdatePrimaryRegion';

const DEPLOYMENT =
  'CreateAlias DeleteAlias DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation GetKeyPolicy ' +
  'GetKeyRotationStatus ListResourceTags PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource UpdateAlias ' +
  'UpdateKeyDescription';

const throughAppFlow = { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com' };
const throughS3 = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
const aSecret = (name: string) => ({
  'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com',
  'kms:EncryptionContext:SecretARN': `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`,
});
const aGrantForAws = { ...throughAppFlow, 'kms:GrantIsForAWSResource': 'true' };
const aReplicaIn = (region: string) => ({ 'kms:ReplicaRegion': region });
const unusedFor = (days: number) => ({ 'kms:TrailingDaysWithoutKeyUsage': String(days) });

describe('the policy of the key', () => {
  it.each([
    { who: 'an administrator', request: { who: ADMINISTRATOR }, may: ADMINISTRATION },
    { who: 'an administrator with every IAM policy', request: { who: ADMINISTRATOR, iam: true }, may: ADMINISTRATION },
    {
      who: 'an administrator, through AppFlow',
      request: { who: ADMINISTRATOR, context: aGrantForAws },
      may: ADMINISTRATION,
    },
    { who: 'the account, by an IAM policy', request: { who: SOMEBODY, iam: true }, may: ADMINISTRATION },
    {
      who: 'the account, by an IAM policy and through AppFlow',
      request: { who: SOMEBODY, iam: true, context: aGrantForAws },
      may: ADMINISTRATION,
    },
    { who: 'a role without an IAM policy', request: { who: SOMEBODY }, may: '' },
    {
      who: 'a role without an IAM policy, through AppFlow',
      request: { who: SOMEBODY, context: aGrantForAws },
      may: '',
    },
    { who: 'who deploys', request: { who: DEPLOYER }, may: DEPLOYMENT },
    { who: 'a user, with the key in hand', request: { who: USER }, may: 'DescribeKey' },
    {
      who: 'a user, through AppFlow',
      request: { who: USER, context: throughAppFlow },
      may: 'Decrypt DescribeKey Encrypt GenerateDataKey ListGrants',
    },
    {
      who: 'a user, through AppFlow for a resource of AWS',
      request: { who: USER, context: aGrantForAws },
      may: 'CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey ListGrants',
    },
    {
      who: 'a user, through AppFlow for somebody else',
      request: { who: USER, context: { ...throughAppFlow, 'kms:GrantIsForAWSResource': 'false' } },
      may: 'Decrypt DescribeKey Encrypt GenerateDataKey ListGrants',
    },
    {
      who: 'a user, for a resource of AWS but not through AppFlow',
      request: { who: USER, context: { 'kms:GrantIsForAWSResource': 'true' } },
      may: 'DescribeKey',
    },
    {
      who: 'a user, through AppFlow of another Region',
      request: { who: USER, context: { 'kms:ViaService': 'appflow.us-east-1.amazonaws.com' } },
      may: 'DescribeKey',
    },
    { who: 'a user, through Amazon S3', request: { who: USER, context: throughS3 }, may: 'DescribeKey' },
    { who: 'a reader, through AppFlow', request: { who: READER, context: aGrantForAws }, may: '' },
    { who: 'a reader, with the key in hand', request: { who: READER }, may: '' },
  ])('lets $who do no more than it should', ({ request, may }) => {
    expect(allowed(least, request)).toBe(may);
  });

  it.each([
    {
      who: 'a user, for the secret of a connector profile',
      request: { who: USER, context: aSecret('appflow!111122223333-crm-prod-1613-a1b2c3') },
      may: 'Decrypt DescribeKey GenerateDataKey',
    },
    {
      who: 'a user, for another secret',
      request: { who: USER, context: aSecret('crm-password-a1b2c3') },
      may: 'DescribeKey',
    },
    { who: 'a reader, through Amazon S3', request: { who: READER, context: throughS3 }, may: 'Decrypt' },
    { who: 'a reader, with the key in hand', request: { who: READER }, may: '' },
    {
      who: 'who deploys, for a Region that may hold a replica',
      request: { who: DEPLOYER, context: aReplicaIn('eu-west-3') },
      may: DEPLOYMENT.replace('PutKeyPolicy', 'PutKeyPolicy ReplicateKey'),
    },
    {
      who: 'who deploys, for another Region',
      request: { who: DEPLOYER, context: aReplicaIn('us-east-1') },
      may: DEPLOYMENT,
    },
    {
      who: 'an administrator, for a Region that may hold a replica',
      request: { who: ADMINISTRATOR, context: aReplicaIn('eu-west-3') },
      may: ADMINISTRATION,
    },
    {
      who: 'an administrator, of a key that was used 30 days ago',
      request: { who: ADMINISTRATOR, context: unusedFor(30) },
      may: ADMINISTRATION.replace('DisableKey ', '').replace('ScheduleKeyDeletion ', ''),
    },
    {
      who: 'an administrator, of a key that was not used for 31 days',
      request: { who: ADMINISTRATOR, context: unusedFor(31) },
      may: ADMINISTRATION,
    },
  ])('with everything optional, lets $who do no more than it should', ({ request, may }) => {
    expect(allowed(whole, request)).toBe(may);
  });

  it('lets an administrator disable and delete a key in use where no guard was asked for', () => {
    const request = { who: ADMINISTRATOR, context: unusedFor(0) };
    expect(allowed(least, request)).toBe(ADMINISTRATION);
  });

  it('keeps secrets and reads buckets for nobody where that was not asked for', () => {
    expect(allowed(least, { who: USER, context: aSecret('appflow!crm-a1b2c3') })).toBe('DescribeKey');
    expect(allowed(least, { who: READER, context: throughS3 })).toBe('');
    expect(allowed(least, { who: DEPLOYER, context: aReplicaIn('eu-west-3') })).toBe(DEPLOYMENT);
  });
});

describe('each statement earns its place', () => {
  const cases: readonly { readonly sid: string; readonly gives: string; readonly request: KeyRequest }[] = [
    {
      sid: 'AccountAdministers',
      gives: 'the rule, by its IAM policy, a look at the key',
      request: { who: SOMEBODY, iam: true, action: 'kms:GetKeyRotationStatus' },
    },
    {
      sid: 'AdministratorsAdminister',
      gives: 'an administrator the rotation, without an IAM policy',
      request: { who: ADMINISTRATOR, action: 'kms:RotateKeyOnDemand' },
    },
    {
      sid: 'DeployerKeepsTheKey',
      gives: 'who deploys the right to put the next policy, without which KMS refuses this one',
      request: { who: DEPLOYER, action: 'kms:PutKeyPolicy' },
    },
    {
      sid: 'DeployerReplicates',
      gives: 'who deploys a replica',
      request: { who: DEPLOYER, action: 'kms:ReplicateKey', context: aReplicaIn('eu-central-1') },
    },
    {
      sid: 'UsersSeeTheKey',
      gives: 'a user the key in the console',
      request: { who: USER, action: 'kms:DescribeKey' },
    },
    {
      sid: 'UsersWorkThroughAppFlow',
      gives: 'a user a run of a flow',
      request: { who: USER, action: 'kms:Decrypt', context: throughAppFlow },
    },
    {
      sid: 'UsersGrantToAppFlow',
      gives: 'a user a flow that runs when nobody is there',
      request: { who: USER, action: 'kms:CreateGrant', context: aGrantForAws },
    },
    {
      sid: 'UsersKeepConnectorSecrets',
      gives: 'a user a connector profile',
      request: { who: USER, action: 'kms:GenerateDataKey', context: aSecret('appflow!crm-a1b2c3') },
    },
    {
      sid: 'ReadersReadThroughS3',
      gives: 'a reader what flows wrote',
      request: { who: READER, action: 'kms:Decrypt', context: throughS3 },
    },
  ];
  const without = (sid: string) => whole.filter(({ Sid: other }) => other !== sid);

  it.each(cases)('$sid gives $gives', ({ sid, request }) => {
    expect(mayDo(whole, request)).toBe(true);
    expect(mayDo(without(sid), request)).toBe(false);
  });

  it('NobodyStopsAKeyInUse keeps an administrator from deleting a key in use', () => {
    const request = { who: ADMINISTRATOR, action: 'kms:ScheduleKeyDeletion', context: unusedFor(2) };
    expect(mayDo(whole, request)).toBe(false);
    expect(mayDo(without('NobodyStopsAKeyInUse'), request)).toBe(true);
  });

  it('and there is no other statement', () => {
    expect(whole.map(({ Sid: sid }) => sid).sort()).toEqual(
      [...cases.map(({ sid }) => sid), 'NobodyStopsAKeyInUse'].sort(),
    );
  });
});
