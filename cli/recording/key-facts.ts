import type {
  GetKeyLastUsageCommandOutput,
  GrantListEntry,
  KeyMetadata,
  ListKeyRotationsCommandOutput,
} from '@aws-sdk/client-kms';
import { GRANT_OPERATIONS } from '../../local-aws/world-grants.ts';
import { type GrantFacts, type KeyFacts, known, plain, UNKNOWN } from './members.ts';

/** Nothing where the answer lacks what a key is known by. */
export const describedKey = ({ KeyMetadata: metadata }: { readonly KeyMetadata?: KeyMetadata | undefined }) => {
  if (metadata?.Arn === undefined || !metadata.KeyId || !metadata.KeyManager || !metadata.CreationDate)
    return undefined;
  return { Arn: metadata.Arn, ...keyFacts(metadata, metadata.KeyManager, metadata.CreationDate) };
};

const keyFacts = (
  metadata: KeyMetadata,
  KeyManager: 'AWS' | 'CUSTOMER',
  CreationDate: Date,
): Omit<KeyFacts, 'Arn'> => ({
  KeyManager,
  KeyState: metadata.KeyState ?? UNKNOWN,
  Origin: metadata.Origin ?? UNKNOWN,
  KeySpec: metadata.KeySpec ?? metadata.CustomerMasterKeySpec ?? UNKNOWN,
  KeyUsage: metadata.KeyUsage ?? UNKNOWN,
  CreationDate: CreationDate.toISOString(),
  ...known({
    Description: metadata.Description || undefined,
    DeletionDate: metadata.DeletionDate?.toISOString(),
    MultiRegion: metadata.MultiRegion,
  }),
  ...multiRegionFacts(metadata),
});

const multiRegionFacts = ({ MultiRegionConfiguration: configuration }: KeyMetadata): Partial<KeyFacts> => {
  const { MultiRegionKeyType, PrimaryKey, ReplicaKeys = [] } = configuration ?? {};
  if (MultiRegionKeyType === undefined) return {};
  const { Arn, Region } = PrimaryKey ?? {};
  return {
    MultiRegionConfiguration: {
      MultiRegionKeyType,
      ...(Arn === undefined || Region === undefined ? {} : { PrimaryKey: { Arn, Region } }),
      ReplicaKeys: plain(ReplicaKeys),
    },
  };
};

export const rotationFacts = ({
  RotationDate,
  RotationType,
}: NonNullable<ListKeyRotationsCommandOutput['Rotations']>[number]): NonNullable<KeyFacts['Rotations']> =>
  RotationDate === undefined || RotationType === undefined
    ? []
    : [{ RotationDate: RotationDate.toISOString(), RotationType }];

/** The rule takes a listing with such a grant for no answer. */
export const tellsNothing = ({ Operations, GranteePrincipal, GranteeServicePrincipal }: GrantListEntry): boolean =>
  Operations === undefined || (GranteePrincipal ?? GranteeServicePrincipal) === undefined;

/**
 * Whom a grant lets do what: all that decides, and the same of thousands of grants of one service. The newer grants of services,
 * which name one in a member of their own, decide nothing.
 */
export const grantFacts = ({ GranteePrincipal, Operations = [] }: GrantListEntry): readonly GrantFacts[] => {
  const operations = GRANT_OPERATIONS.filter((operation) => Operations.some((it) => it === operation));
  return GranteePrincipal === undefined || operations.length === 0
    ? []
    : [{ GranteePrincipal, Operations: operations }];
};

/** A key that was never used has an empty KeyLastUsage. */
export const useFacts = ({ KeyLastUsage, TrackingStartDate }: GetKeyLastUsageCommandOutput): Partial<KeyFacts> => {
  const { Operation, Timestamp } = KeyLastUsage ?? {};
  return {
    KeyLastUsage: Timestamp === undefined ? {} : { ...known({ Operation }), Timestamp: Timestamp.toISOString() },
    ...known({ TrackingStartDate: TrackingStartDate?.toISOString() }),
  };
};
