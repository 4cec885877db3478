import { isAwsManagedAlias, parseKeyReference } from './core/arn.ts';
import type { Readings } from './readings.ts';

/** Which key a flow uses: a certain one, none, or one that may not be told (an alias that may not be described). */
export type KeyUse =
  | { readonly kind: 'key'; readonly arn: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'untold'; readonly account?: string; readonly region?: string };

/** Follows what a flow names as its key to the ARN of the key itself; only an alias costs a call. */
export const resolveKeyUse = async (kmsArn: string | undefined, readings: Readings): Promise<KeyUse> => {
  const reference = kmsArn === undefined ? undefined : parseKeyReference(kmsArn);
  if (kmsArn === undefined || reference === undefined || isAwsManagedAlias(reference)) return { kind: 'none' };
  if (reference.names === 'key') return { kind: 'key', arn: kmsArn };
  const behind = await readings.key(kmsArn);
  if (behind.kind === 'known') return { kind: 'key', arn: behind.key.arn };
  return behind.kind === 'unreadable' ? { ...reference, kind: 'untold' } : { kind: 'none' };
};
