import type { ConfigResource, LookUp } from '../core/model/old-results.ts';

/** What an event wants looked at. Selectors say which flows; what becomes of each is decided elsewhere. */
export type Selected =
  /** Judge this flow. Without a resource id it is put under the one that AWS Config lists for it. */
  | { readonly kind: 'flow'; readonly flowName: string; readonly resourceId?: string }
  /** The flow is gone by the word of AWS Config itself: nothing is read of it. */
  | { readonly kind: 'gone'; readonly flowName: string; readonly resourceId: string; readonly because: string }
  /** The result is of nothing that could be there. */
  | { readonly kind: 'retired'; readonly resource: ConfigResource; readonly because: string }
  /** A flow that the rule reports on and that was not listed. */
  | { readonly kind: 'unlisted'; readonly lookUp: LookUp }
  /** AWS gave no answer that tells whether this flow is wanted. */
  | { readonly kind: 'unjudged'; readonly flowName: string; readonly cause: unknown };

/** Throws where the selection is not complete; what came before stands. */
export type Selection = AsyncIterable<Selected>;
