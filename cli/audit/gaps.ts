import type { Audit } from './audit.ts';

/** Something that the audit has no verdict on, with its cause. */
export interface Gap {
  /** `skipped` and `not-enabled` leave the audit complete, the others do not. */
  readonly kind: 'unreadable' | 'unjudged' | 'interrupted' | 'skipped' | 'not-enabled';
  /** Absent where the whole audit was interrupted. */
  readonly place?: { readonly account: string; readonly accountName?: string; readonly region: string };
  /** Only of a flow that was listed and not judged. */
  readonly flow?: string;
  /** A clause in lower case without a full stop. */
  readonly because: string;
}

/**
 * All that is missing, each thing once: places first, then flows; what makes the audit incomplete before what does
 * not.
 */
export const gapsOf = (audit: Audit): readonly Gap[] => {
  const names = new Map(audit.places.map(({ account, accountName }) => [account, accountName]));
  const placeOf = ({ account, region }: { readonly account: string; readonly region: string }) => {
    const accountName = names.get(account);
    return { account, region, ...(accountName === undefined ? {} : { accountName }) };
  };
  const places = audit.places.flatMap((place): readonly Gap[] =>
    place.status === 'read'
      ? []
      : [{ kind: place.status, place: placeOf(place), because: place.because ?? 'the cause is not known' }],
  );
  const interrupted: readonly Gap[] = audit.interrupted
    ? [{ kind: 'interrupted', because: 'the audit was stopped before everything was asked for' }]
    : [];
  const unjudged = audit.unjudged.map(
    ({ account, region, flow, because }): Gap => ({
      kind: 'unjudged',
      place: placeOf({ account, region }),
      flow,
      because,
    }),
  );
  return [
    ...interrupted,
    ...places.filter(({ kind }) => kind === 'unreadable'),
    ...unjudged,
    ...places.filter(({ kind }) => kind !== 'unreadable'),
  ];
};

/** Whether it makes the audit incomplete. */
export const isIncomplete = ({ kind }: Gap): boolean => kind !== 'skipped' && kind !== 'not-enabled';
