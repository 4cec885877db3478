import type { BucketRole } from '../../lambda/core/model/flow.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import type { Risk, Tier } from './risk.ts';
import type { NextRun } from './schedule.ts';
import type { Told } from './told.ts';

/** The version of the shape below. */
export const IMPACT_FORMAT = 'appflow-flow-cmk/impact/1';

export const DEEDS = ['disabled', 'deleted'] as const;
/** What would be done to the key. */
export type Deed = (typeof DEEDS)[number];

/**
 * What stops, and when, if a key is disabled or deleted: what every output shows. Times are ISO 8601 in UTC to the
 * second; a `because` is a clause in lower case without a full stop; notes are whole sentences.
 */
export interface Impact {
  readonly format: typeof IMPACT_FORMAT;
  /** As of when it was asked. */
  readonly at: string;
  readonly if: Deed;
  /** Every place was read, and nothing is left that may hang on the key. */
  readonly complete: boolean;
  readonly risk: Risk;
  readonly key: ImpactKey;
  /** The other keys of a multi-Region key. They stay as they are: each is disabled and deleted by itself. */
  readonly relatedKeys: readonly RelatedKey[];
  readonly aliases: Told<readonly string[]>;
  readonly lastUse: Told<ToldUse>;
  readonly places: readonly AuditedPlace[];
  /** Those that hang on the key, worst first. */
  readonly flows: readonly AffectedFlow[];
  readonly profiles: readonly AffectedThing[];
  readonly buckets: readonly AffectedThing[];
  /** What may hang on the key: it could not be read. */
  readonly unread: readonly UnreadThing[];
  readonly notes: readonly string[];
  /** Where something may hang on the key that this command does not look at. */
  readonly cannotSee: readonly string[];
}

export interface ImpactKey {
  /** Of the key itself, or of an alias that could not be followed to it. */
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly role: 'single-Region' | 'primary' | 'replica' | 'unknown';
  /** Absent where KMS did not tell of the key. */
  readonly state?: string;
  readonly manager?: 'AWS' | 'CUSTOMER';
  readonly deletionDate?: string;
}

export interface RelatedKey {
  readonly arn: string;
  readonly region: string;
  readonly role: 'primary' | 'replica';
}

export interface ToldUse {
  /** Absent where KMS has seen none since `trackedSince`. */
  readonly at?: string;
  /** Such as `Decrypt`. */
  readonly operation?: string;
  /** KMS has kept count as long as the key is there. */
  readonly neverUsed?: true;
  readonly trackedSince: string;
}

/** By what a flow hangs on the key. */
export type Tie =
  | { readonly by: 'key' }
  | { readonly by: 'connector profile'; readonly name: string }
  | { readonly by: 'bucket'; readonly name: string; readonly role: BucketRole };

export interface AffectedFlow {
  readonly account: string;
  readonly region: string;
  readonly flow: string;
  readonly arn: string;
  readonly tier: Tier;
  readonly status: string;
  readonly statusMessage?: string;
  readonly trigger: ToldTrigger;
  readonly nextRun: NextRun;
  readonly lastRun?: { readonly at?: string; readonly status?: string };
  readonly ties: readonly Tie[];
  /** What stops or becomes unreadable, each a clause without a full stop. */
  readonly effects: readonly string[];
  /** Objects in a bucket that it names can never be read again. */
  readonly losesData: boolean;
}

/** As it is told: `type` is text of AppFlow's. */
export interface ToldTrigger {
  readonly type: string;
  readonly schedule?: string;
  readonly start?: string;
  readonly end?: string;
  readonly offsetInSeconds?: number;
  readonly timezone?: string;
  readonly pullMode?: string;
  readonly recordsFrom?: string;
}

/** A connector profile, or a bucket. */
export interface AffectedThing {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** The flows of the place that use it. */
  readonly flows: readonly string[];
  readonly effect: string;
}

export interface UnreadThing {
  readonly account: string;
  readonly region: string;
  readonly what: 'flow' | 'connector profile' | 'every other connector profile' | 'bucket';
  /** Absent where it is every other one. */
  readonly name?: string;
  readonly because: string;
  /** The flows of the place that use it. */
  readonly flows: readonly string[];
}
