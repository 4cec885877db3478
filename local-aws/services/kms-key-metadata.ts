import type { KeyRecord } from '../state.ts';

const dayInSeconds = 86_400;

/** Symmetric, and made by KMS itself: the only keys that KMS rotates on a schedule. */
export const rotatesAutomatically = ({ KeySpec, Origin }: KeyRecord): boolean =>
  KeySpec === 'SYMMETRIC_DEFAULT' && Origin === 'AWS_KMS';

export const epochSeconds = (date: string): number => Date.parse(date) / 1000;

/** In seconds since the epoch; a key of which the world does not say it is a month old. */
export const createdAt = ({ CreationDate }: KeyRecord, now: number): number =>
  CreationDate === undefined ? Math.floor(now / 1000) - 30 * dayInSeconds : epochSeconds(CreationDate);

/** `KeyMetadata` of DescribeKey: several members exist in some states or for some keys only. */
export const keyMetadata = (key: KeyRecord, now: number) => {
  const today = Math.floor(now / 1000);
  const multiRegion = key.MultiRegion ?? key.keyId.startsWith('mrk-');
  const external = key.Origin === 'EXTERNAL';
  return {
    AWSAccountId: key.account,
    KeyId: key.keyId,
    Arn: key.Arn,
    CreationDate: createdAt(key, now),
    Enabled: key.KeyState === 'Enabled',
    Description: key.Description,
    KeyUsage: key.KeyUsage ?? usualUsage(key.KeySpec),
    KeyState: key.KeyState,
    Origin: key.Origin,
    KeyManager: key.KeyManager,
    CustomerMasterKeySpec: key.KeySpec,
    KeySpec: key.KeySpec,
    ...(key.KeySpec === 'SYMMETRIC_DEFAULT' ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] } : {}),
    MultiRegion: multiRegion,
    MultiRegionConfiguration: multiRegion ? (key.MultiRegionConfiguration ?? alonePrimary(key)) : undefined,
    DeletionDate: key.KeyState === 'PendingDeletion' ? deletionDate(key, today) : undefined,
    PendingDeletionWindowInDays: key.KeyState === 'PendingReplicaDeletion' ? 30 : undefined,
    ExpirationModel: external && key.KeyState !== 'PendingImport' ? 'KEY_MATERIAL_DOES_NOT_EXPIRE' : undefined,
    CustomKeyStoreId: ['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].includes(key.Origin) ? 'cks-1234567890abcdef0' : undefined,
  };
};

const usualUsage = (spec: string): string => {
  if (spec.startsWith('HMAC_')) return 'GENERATE_VERIFY_MAC';
  return /^(ECC_|ML_DSA_)/.test(spec) ? 'SIGN_VERIFY' : 'ENCRYPT_DECRYPT';
};

const alonePrimary = ({ Arn, region }: KeyRecord) => ({
  MultiRegionKeyType: 'PRIMARY',
  PrimaryKey: { Arn, Region: region },
  ReplicaKeys: [],
});

const deletionDate = ({ DeletionDate }: KeyRecord, today: number): number =>
  DeletionDate === undefined ? today + 30 * dayInSeconds : epochSeconds(DeletionDate);
