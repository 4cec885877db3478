import type { FlowLookup } from '../core/model/flow.ts';
import type { KeyLookup } from '../core/model/key.ts';
import { isReservedAlias, type KeyReference, type NamedKey } from '../core/model/key-reference.ts';
import type { UnjudgedFlow } from '../core/output/unjudged-flows-error.ts';

/** Which key each flow of an account and Region names: the one relation behind "users of a key" and "flows on a key". */
export interface FlowKeys {
  /** By flow name; a flow that names no key is not in it. */
  readonly named: ReadonlyMap<string, NamedKey>;
  /** Flows that may not be described: any of them may use any key. */
  readonly refused: readonly string[];
  /** Flows that AWS gave no answer about: the same. */
  readonly failed: readonly UnjudgedFlow[];
}

/** Describes every listed flow. Rejects where the listing is not complete. */
export const readFlowKeys = async (
  listing: AsyncIterable<string>,
  lookUpFlow: (flowName: string) => Promise<FlowLookup>,
): Promise<FlowKeys> => {
  const named = new Map<string, NamedKey>();
  const refused: string[] = [];
  const failed: UnjudgedFlow[] = [];
  const read = async (flowName: string): Promise<void> => {
    try {
      const lookup = await lookUpFlow(flowName);
      if (lookup.kind === 'refused') refused.push(flowName);
      if (lookup.kind === 'found' && lookup.flow.key.kind !== 'none') named.set(flowName, lookup.flow.key);
    } catch (cause) {
      failed.push({ flowName, cause });
    }
  };
  const reads: Promise<void>[] = [];
  for await (const flowName of listing) reads.push(read(flowName));
  await Promise.all(reads);
  return { named, refused, failed };
};

/** Which key a name leads to: a certain one, none, or one that may not be told (an alias that may not be described). */
export type Target =
  | { readonly kind: 'key'; readonly arn: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown-key'; readonly alias: KeyReference };

/** Follows a name to the ARN of the key itself; only an alias costs a call, and none of an account that `mayAsk` leaves out. */
export const targetOf = async (
  named: NamedKey,
  lookUpKey: (reference: KeyReference) => Promise<KeyLookup>,
  mayAsk: (account: string) => boolean,
): Promise<Target> => {
  if (named.kind !== 'reference' || isReservedAlias(named.reference)) return { kind: 'none' };
  const { reference } = named;
  if (reference.names === 'key') return { kind: 'key', arn: reference.arn };
  if (!mayAsk(reference.account)) return { kind: 'none' };
  const lookup = await lookUpKey(reference);
  switch (lookup.kind) {
    case 'found':
      return { kind: 'key', arn: lookup.key.arn };
    case 'missing':
      return { kind: 'none' };
    case 'refused':
      return { kind: 'unknown-key', alias: reference };
  }
};
