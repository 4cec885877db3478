import type { Caller } from './caller.ts';
import { refuseUnknownOperations } from './known-operations.ts';
import { type Place, placeKey } from './place.ts';
import type { WorldRate } from './world.ts';

export interface Rates {
  /** Whether the service takes this call, or throttles it; `now` in milliseconds. */
  readonly take: (call: { readonly operation: string; readonly caller: Caller; readonly now: number }) => boolean;
}

/**
 * A token bucket for each limited operation, account and Region, full at first. A call that is throttled takes no token.
 * Of several rates of an operation the one that names more of the place counts, and the account before the Region.
 * @throws InvalidWorldError for an operation that no service here has
 */
export const createRates = (rates: readonly WorldRate[]): Rates => {
  refuseUnknownOperations('rates', rates);
  const limits = new Map(rates.map((rate) => [scope(rate.operation, rate.account, rate.region), rate]));
  const limitOf = (operation: string, { account, region }: Place): WorldRate | undefined =>
    limits.get(scope(operation, account, region)) ??
    limits.get(scope(operation, account, undefined)) ??
    limits.get(scope(operation, undefined, region)) ??
    limits.get(scope(operation, undefined, undefined));
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return {
    take: ({ operation, caller, now }) => {
      const limit = limitOf(operation, caller);
      if (limit === undefined) return true;
      const { perSecond, burst } = limit;
      const id = `${operation} ${placeKey(caller)}`;
      const before = buckets.get(id) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, before.tokens + ((now - before.at) / 1_000) * perSecond);
      const taken = tokens >= 1;
      buckets.set(id, { tokens: taken ? tokens - 1 : tokens, at: now });
      return taken;
    },
  };
};

const scope = (operation: string, account: string | undefined, region: string | undefined): string =>
  `${operation} ${account ?? '*'}/${region ?? '*'}`;
