import type { BucketRole } from '../../lambda/core/model/flow.ts';

/** Where something stands in a file, for people and for annotations in a pull request. */
export interface SourcePlace {
  readonly file: string;
  /** Counted from 1; absent for plans, which have no lines. */
  readonly line?: number;
}

/** Nobody can know a value before it is deployed. Never a pass. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** A clause in lower case without a full stop that names the cause, and what would decide it, if anything. */
  readonly because: string;
  readonly line?: number;
}

export interface KnownValue<T> {
  readonly kind: 'known';
  readonly value: T;
}

/** A value of a template or plan: known, or not before it is deployed. */
export type Planned<T> = KnownValue<T> | UnknownValue;

export const known = <T>(value: T): KnownValue<T> => ({ kind: 'known', value });

export const unknownValue = (because: string, line?: number): UnknownValue => ({
  kind: 'unknown',
  because,
  ...(line === undefined ? {} : { line }),
});

/**
 * They stand for an account and a Region that nobody knows yet, in texts that must be read all the same: in a key
 * policy, the root of the account stays a root. A judge whose world has no account or Region takes them as its place,
 * so that the two agree; it shows them to nobody, compares them with no pattern and asks AWS about none.
 */
export const UNKNOWN_ACCOUNT = '000000000000';
export const UNKNOWN_REGION = 'xx-unknown-1';

/** What a property names as its key. */
export type PlannedKeyName =
  /** Nothing: AppFlow's or the service's own key. */
  | { readonly kind: 'none' }
  /** The ARN of a key that is planned, too: the `id` of a PlannedKey. */
  | { readonly kind: 'key'; readonly id: string }
  /** The ARN of an alias that is planned, too: the `id` of a PlannedAlias. */
  | { readonly kind: 'alias'; readonly id: string }
  /**
   * A text as it stands there: an ARN of something that exists, or no ARN at all, such as a bare key id or `alias/x`.
   */
  | { readonly kind: 'text'; readonly text: string }
  /** The bare id of a planned key, or the bare name of a planned alias, where an ARN is wanted: it names nothing. */
  | { readonly kind: 'not-an-arn'; readonly of: string }
  | UnknownValue;

export type TagValues = Readonly<Record<string, Planned<string>>>;

export interface PlannedBucketUse {
  readonly role: BucketRole;
  /** The `id` of a PlannedBucket, or the name of a bucket that exists. */
  readonly bucket: Planned<{ readonly planned: string } | { readonly name: string }>;
}

export interface PlannedFlow {
  readonly place: SourcePlace;
  /** Its logical id or address, as `Orders` or `module.crm.aws_appflow_flow.orders["eu"]`. */
  readonly resource: string;
  readonly constructPath?: string;
  readonly name: Planned<string>;
  readonly key: PlannedKeyName;
  readonly tags: Planned<Readonly<Record<string, string>>>;
  /** Where `tags` are unknown for the values of some only: every key with its value, or why that is unknown. */
  readonly tagValues?: TagValues;
  /** The `id` of a PlannedProfile, or the name of a profile that exists. */
  readonly profiles: readonly Planned<{ readonly planned: string } | { readonly name: string }>[];
  readonly buckets: readonly PlannedBucketUse[];
}

export interface PlannedKey {
  /** Unique in its world: logical id (with the stack, where there are several) or address. */
  readonly id: string;
  readonly place: SourcePlace;
  /** It is there already, as a plan can tell: it may have users, grants and aliases that no file shows. */
  readonly isThere?: true;
  /** As DescribeKey would tell them. */
  readonly state: Planned<string>;
  readonly spec: Planned<string>;
  readonly usage: Planned<string>;
  readonly origin: Planned<string>;
  readonly rotation: Planned<
    { readonly kind: 'on'; readonly periodInDays: number } | { readonly kind: 'off' | 'impossible' }
  >;
  readonly tags: Planned<Readonly<Record<string, string>>>;
  /** Where `tags` are unknown for the values of some only: every key with its value, or why that is unknown. */
  readonly tagValues?: TagValues;
  /** JSON text; `default`: the one that KMS makes, which lets the account root do everything. */
  readonly policy: Planned<string | 'default'>;
  /**
   * There where the policy is known, but for names of identities that AWS makes up or nobody knows yet, and why. In its
   * text stand-ins stand for them: good to tell whether it admits everyone and what it lets each do, not to be compared
   * with patterns of names.
   */
  readonly unnamedUsers?: UnknownValue;
  /** A multi-Region replica has its primary's rotation; the `id` of that key where it is planned, too, else its ARN. */
  readonly primary?: Planned<string>;
}

export interface PlannedAlias {
  readonly id: string;
  readonly place: SourcePlace;
  /** With its prefix `alias/`. */
  readonly name: Planned<string>;
  readonly target: PlannedKeyName;
}

/** A connector profile, whose credentials AppFlow keeps in a secret under this key. */
export interface PlannedProfile {
  readonly id: string;
  readonly name: Planned<string>;
  readonly key: PlannedKeyName;
}

export interface PlannedBucket {
  readonly id: string;
  readonly name: Planned<string>;
  /** Its default encryption. */
  readonly encryption: Planned<{ readonly algorithm: string; readonly key: PlannedKeyName }>;
}

/** Everything that would be there if a template were deployed, or a plan applied. */
export interface PlannedWorld {
  /** Where it will be deployed, as far as the file tells. */
  readonly account: Planned<string>;
  readonly region: Planned<string>;
  readonly flows: readonly PlannedFlow[];
  readonly keys: readonly PlannedKey[];
  readonly aliases: readonly PlannedAlias[];
  readonly profiles: readonly PlannedProfile[];
  readonly buckets: readonly PlannedBucket[];
}

/** One way in which a template can turn out: its conditions decide. */
export interface PlannedCase {
  /** In words, such as `IsProd is true, HasKey is false`; empty where nothing hangs on a condition. */
  readonly condition: string;
  readonly world: PlannedWorld;
}

/** What a reader makes of a file or folder: every case, and what it could not follow. */
export interface PlannedFile {
  readonly file: string;
  readonly cases: readonly PlannedCase[];
  /** Whole sentences, such as how many combinations of conditions there are. */
  readonly notes: readonly string[];
}
