import type { PolicyStatement } from '../key-policy/document.ts';
import type { AccountRegion } from './account-region.ts';
import { type Answer, NOT_ASKED, type Refused } from './answer.ts';
import type { KeyUse } from './key-use.ts';
import type { Tags } from './tags.ts';

/** A key as KMS describes it; https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export interface Key extends Omit<AccountRegion, 'partition'> {
  /** Names the key itself, never an alias. */
  readonly arn: string;
  readonly id: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: string;
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
  readonly createdAt: Date;
  /** Only while the key is pending deletion. */
  readonly deletionDate?: Date;
  /** The primary key whose rotation a multi-Region replica shares; absent where the key is not a replica. */
  readonly primaryArn?: string;
}

/** The answer to "which key is this?". */
export type KeyLookup = { readonly kind: 'found'; readonly key: Key } | { readonly kind: 'missing' } | Refused;

/** KMS has no automatic rotation for some keys: imported ones, and those of custom key stores. */
export type Rotation =
  | { readonly kind: 'on'; readonly periodInDays: number }
  | { readonly kind: 'off' }
  | { readonly kind: 'impossible' };

/** How many flows use the key for sure, and how many more may. */
export interface FlowCount {
  readonly certain: number;
  readonly possible: number;
}

/** Whether something else of the flow, a secret or a bucket, is under a customer managed key. */
export type KeyOwnership =
  | { readonly kind: 'customer-managed' }
  /** Where the thing itself does not exist, or not yet, nothing is known of its key. */
  | { readonly kind: 'without-cmk' | 'not-there'; readonly because: string }
  | Refused;

/** Everything beyond flow and key that a check may need, each asked for only if an enabled check needs it. */
export interface AnswerValues {
  readonly rotation: Rotation;
  /** When the key was last rotated on demand; nothing where it never was. */
  readonly newestOnDemandRotation: Date | undefined;
  readonly policy: readonly PolicyStatement[];
  /** Whom grants of the key let decrypt, each once, services of AWS left out. */
  readonly grants: readonly string[];
  readonly tags: Tags;
  readonly aliases: readonly string[];
  readonly flowsOnKey: FlowCount;
  /** By name of the connector profile. */
  readonly profileSecrets: ReadonlyMap<string, KeyOwnership>;
  /** By name of the bucket. */
  readonly bucketKeys: ReadonlyMap<string, KeyOwnership>;
  /** Nothing where run and use cannot be compared. */
  readonly keyUse: KeyUse | undefined;
}
export type AnswerName = keyof AnswerValues;
/** The answers that KMS gives about one key. */
export type KeyAnswerName = Exclude<AnswerName, 'flowsOnKey' | 'profileSecrets' | 'keyUse' | 'bucketKeys'>;
export type AwsAnswers = { readonly [N in AnswerName]: Answer<AnswerValues[N]> };

/** The start of every judgement: what nobody asked for counts as refused, so that no verdict can rest on it. */
export const NOTHING_ASKED: AwsAnswers = {
  rotation: NOT_ASKED,
  newestOnDemandRotation: NOT_ASKED,
  policy: NOT_ASKED,
  grants: NOT_ASKED,
  tags: NOT_ASKED,
  aliases: NOT_ASKED,
  flowsOnKey: NOT_ASKED,
  profileSecrets: NOT_ASKED,
  bucketKeys: NOT_ASKED,
  keyUse: NOT_ASKED,
};

export const isSymmetric = ({ spec, usage }: Key): boolean =>
  spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT';

/** States in which KMS encrypts and decrypts; Updating passes by itself. */
export const isUsable = ({ state }: Key): boolean => state === 'Enabled' || state === 'Updating';

/** How a person recognises the key. */
export const nameOfKey = ({ id }: Key): string => `key ${id}`;

/**
 * Whether the rotation of the key says anything. KMS reports "off" for asymmetric keys and for keys pending deletion: symptoms
 * of another reason, not reasons.
 */
export const isRotationJudged = (key: Key): boolean =>
  isSymmetric(key) && ['Enabled', 'Updating', 'Disabled'].includes(key.state);

/** Of an origin that is not known, KMS itself must say it: nothing is accepted unread. */
export const canRotateAutomatically = ({ origin }: Key): boolean =>
  !['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].includes(origin);
