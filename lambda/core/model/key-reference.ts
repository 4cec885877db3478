import { ACCOUNT_ID, type AccountRegion, REGION } from './account-region.ts';
import { parseArn } from './arn.ts';

/** An ARN that KMS understands: it names the key itself or an alias of it. */
export interface KeyReference extends AccountRegion {
  readonly arn: string;
  readonly names: 'key' | 'alias';
  /** The key id, or the alias with its prefix `alias/`. */
  readonly id: string;
}

/** What a flow or a secret says of its key: nothing, a text that is not an ARN of KMS, or a reference. */
export type NamedKey =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-an-arn'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: KeyReference };

/** Reads what AWS tells of a key, where it enters; an empty text counts as none. */
export const parseNamedKey = (text: string | undefined): NamedKey => {
  if (!text) return { kind: 'none' };
  const reference = parseKeyReference(text);
  return reference === undefined ? { kind: 'not-an-arn', text } : { kind: 'reference', reference };
};

/**
 * The same of a service that names a key by ARN, by bare id or by alias: the bare ones are of the place where the service is
 * asked. Secrets Manager and S3 do.
 */
export const parseNamedKeyIn = (where: AccountRegion, text: string | undefined): NamedKey => {
  if (!text || text.startsWith('arn:')) return parseNamedKey(text);
  return parseNamedKey(text.startsWith('alias/') ? kmsArn(where, text) : keyArn(where, text));
};

/** The reference that a key ARN or alias ARN makes, or nothing where the text is not an ARN of KMS. */
export const parseKeyReference = (text: string): KeyReference | undefined => {
  const arn = parseArn(text);
  if (arn?.service !== 'kms' || !REGION.test(arn.region) || !ACCOUNT_ID.test(arn.account)) return undefined;
  const { partition, region, account, resource } = arn;
  const keyId = /^key\/(?<id>[A-Za-z0-9-]+)$/.exec(resource)?.groups?.['id'];
  if (keyId !== undefined) return { arn: text, partition, region, account, names: 'key', id: keyId };
  if (/^alias\/.+$/.test(resource)) return { arn: text, partition, region, account, names: 'alias', id: resource };
  return undefined;
};

/**
 * Whether the alias is reserved for a key that AWS manages. Nobody may ask KMS about such an alias: it would create the key behind it.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export const isReservedAlias = ({ names, id }: KeyReference): boolean =>
  names === 'alias' && id.startsWith('alias/aws/');

/** How a person recognises what is referred to: "key 1b2c…" or "alias/lake". */
export const nameOfReference = ({ names, id }: KeyReference): string => (names === 'key' ? `key ${id}` : id);

/** The ARN of a key in an account and Region. */
export const keyArn = (where: AccountRegion, keyId: string): string => kmsArn(where, `key/${keyId}`);

const kmsArn = ({ partition, account, region }: AccountRegion, resource: string): string =>
  `arn:${partition}:kms:${region}:${account}:${resource}`;
