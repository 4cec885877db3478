import type { Answer } from '../../lambda/core/model/answer.ts';
import type { KeyLookup } from '../../lambda/core/model/key.ts';
import type { KeyReference } from '../../lambda/core/model/key-reference.ts';
import type { LastUse } from '../../lambda/core/model/key-use.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import type { FlowDetails } from './flow-details.ts';
import type { ImpactKey, RelatedKey } from './impact.ts';

/** Whether something is under the key that is asked about; unsure where AWS did not tell. */
export type Relation =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  | { readonly kind: 'unsure'; readonly because: string };

/** What KMS tells of the key that is asked about. */
export interface KeyReading {
  readonly reference: KeyReference;
  readonly lookup: KeyLookup;
  readonly family: KeyFamily;
  readonly aliases: Answer<readonly string[]>;
  readonly lastUse: Answer<WatchedUse>;
}

/** A key among those that it shares its material with. */
export interface KeyFamily {
  readonly role: ImpactKey['role'];
  readonly related: readonly RelatedKey[];
}

export interface WatchedUse extends LastUse {
  /** Such as `Decrypt`. */
  readonly operation: string | undefined;
}

/** What hangs, or may hang, on the key in an account and Region; what does not is left out. */
export interface PlaceReading {
  readonly place: AuditedPlace;
  readonly flows: readonly FlowReading[];
  /** Flows that AppFlow did not describe. */
  readonly undescribed: readonly { readonly flow: string; readonly because: string }[];
  readonly profiles: readonly ThingReading[];
  /** Why the connector profiles could not be listed; those that flows name are among `profiles`. */
  readonly profilesUnlisted?: string;
  readonly buckets: readonly ThingReading[];
}

export interface FlowReading {
  readonly details: FlowDetails;
  /** By the key that it names itself. */
  readonly relation: Relation;
}

/** A connector profile, by the key of its secret, or a bucket, by that of its default encryption. */
export interface ThingReading {
  readonly name: string;
  readonly relation: Relation;
}
