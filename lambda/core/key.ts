import { type Fact, NOT_READ, type Unreadable } from './fact.ts';
import type { Tags } from './patterns.ts';

/** A key as KMS describes it; https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export interface Key {
  /** Names the key itself, never an alias. */
  readonly arn: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: string;
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
  readonly createdAt: Date;
  /** Only while the key is pending deletion. */
  readonly deletionDate?: Date;
  /** The primary key whose rotation a multi-Region replica shares; absent where the key is no replica. */
  readonly primaryArn?: string;
}

/** The answer to "which key is this?". */
export type KeyReading =
  | { readonly kind: 'known'; readonly key: Key }
  | { readonly kind: 'missing'; readonly because: string }
  | { readonly kind: 'aws-managed'; readonly because: string }
  /** Of an account that may not own it; nothing was asked there. */
  | { readonly kind: 'account-not-allowed'; readonly because: string }
  | Unreadable;

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

/** What stands behind a connector profile's credentials. */
export type Credentials =
  | { readonly kind: 'customer-managed' }
  | { readonly kind: 'without-cmk'; readonly because: string }
  | Unreadable;

/** Everything beyond flow and key that a check may need, each read only if an enabled check asks for it. */
export interface FactValues {
  readonly rotation: Rotation;
  readonly newestOnDemandRotation: Date | undefined;
  readonly policy: string;
  readonly tags: Tags;
  readonly aliases: readonly string[];
  readonly flowsOnKey: FlowCount;
  /** By name of the connector profile. */
  readonly credentials: ReadonlyMap<string, Credentials>;
}

export type FactName = keyof FactValues;

/** The facts that KMS gives of one key. */
export type KeyFactName = Exclude<FactName, 'flowsOnKey' | 'credentials'>;

export type Facts = { readonly [N in FactName]: Fact<FactValues[N]> };

/** The start of every reading: what nobody read is unreadable, so that no verdict can rest on it. */
export const NOTHING_READ: Facts = {
  rotation: NOT_READ,
  newestOnDemandRotation: NOT_READ,
  policy: NOT_READ,
  tags: NOT_READ,
  aliases: NOT_READ,
  flowsOnKey: NOT_READ,
  credentials: NOT_READ,
};

export const isSymmetric = ({ spec, usage }: Key): boolean =>
  spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT';

/** States in which KMS encrypts and decrypts; Updating passes by itself. */
export const isUsable = ({ state }: Key): boolean => state === 'Enabled' || state === 'Updating';

/** How a person recognises the key. */
export const nameOfKey = ({ id }: Key): string => `key ${id}`;
