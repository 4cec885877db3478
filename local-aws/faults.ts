import { refuseUnknownOperations } from './known-operations.ts';
import type { Place } from './place.ts';
import type { WorldFault } from './world.ts';

/** What goes wrong with one call. */
export type Fault =
  | { readonly kind: 'error'; readonly name: string }
  | { readonly kind: 'internal-error' | 'html' | 'garbage' | 'empty' | 'drop' | 'silence' }
  | { readonly kind: 'entries-fail'; readonly matching: string | undefined };

const kinds: Readonly<Record<string, Fault['kind']>> = {
  '500': 'internal-error',
  '500-html': 'html',
  garbage: 'garbage',
  empty: 'empty',
  drop: 'drop',
  silence: 'silence',
  FailedEvaluations: 'entries-fail',
  FailedFindings: 'entries-fail',
};

export interface Faults {
  /** The fault that this call meets, used up by one where it is bounded. */
  readonly take: (call: {
    readonly operation: string;
    readonly caller: Place;
    readonly body: string;
  }) => Fault | undefined;
}

/** @throws InvalidWorldError for an operation that no service here has */
export const createFaults = (faults: readonly WorldFault[]): Faults => {
  refuseUnknownOperations('faults', faults);
  const byOperation = new Map<string, readonly WorldFault[]>();
  for (const fault of faults) byOperation.set(fault.operation, [...(byOperation.get(fault.operation) ?? []), fault]);
  const taken = new Map<WorldFault, number>();
  return {
    take: ({ operation, caller, body }) => {
      const fault = byOperation
        .get(operation)
        ?.find(
          (it) =>
            isFor(it, caller) &&
            (taken.get(it) ?? 0) < (it.times ?? Number.POSITIVE_INFINITY) &&
            body.includes(it.matching ?? ''),
        );
      if (fault === undefined) return undefined;
      taken.set(fault, (taken.get(fault) ?? 0) + 1);
      return faultOf(fault);
    },
  };
};

/** Of the caller's account and Region, or of all where none is named. */
const isFor = ({ account, region }: WorldFault, caller: Place): boolean =>
  (account ?? caller.account) === caller.account && (region ?? caller.region) === caller.region;

const faultOf = ({ fault, matching }: WorldFault): Fault => {
  const kind = kinds[fault] ?? 'error';
  if (kind === 'error') return { kind, name: fault };
  return kind === 'entries-fail' ? { kind, matching } : { kind };
};
