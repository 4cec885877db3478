import type { ComponentChildren, JSX } from 'preact';
import type { Audit, AuditedPlace } from '../audit/audit.ts';
import { counted } from './words.ts';

/** Longer lists are folded, and open by one click. */
const SHOWN_AT_ONCE = 12;

/** Everything that the audit could not see, each with its cause; nothing where it saw everything. */
export const Missing = ({ audit }: { readonly audit: Audit }): JSX.Element | null => {
  const unreadable = audit.places.filter(({ status }) => status === 'unreadable');
  const causes = byAccountAndCause(unreadable);
  if (audit.complete && unreadable.length === 0 && audit.unjudged.length === 0) return null;
  return (
    <section class="missing" aria-labelledby="missing">
      <h2 id="missing">
        <span aria-hidden="true">⚠ </span>This report is incomplete
      </h2>
      {audit.interrupted && (
        <p>
          <strong>It was interrupted.</strong> What stands here was read and judged; what is left was never asked for.
        </p>
      )}
      {unreadable.length > 0 && (
        <Named title={`${counted(unreadable.length, 'place')} could not be read`} count={causes.length}>
          {causes.map(({ place, otherRegions }) => (
            <li key={`${place.account} ${place.region}`}>
              <PlaceName place={place} />
              {otherRegions.map((region) => `, ${region}`)}: <bdi>{place.because ?? 'no cause is known'}</bdi>
            </li>
          ))}
        </Named>
      )}
      {audit.unjudged.length > 0 && (
        <Named title={`${counted(audit.unjudged.length, 'flow')} got no verdict`} count={audit.unjudged.length}>
          {audit.unjudged.map(({ account, region, flow, because }) => (
            <li key={`${account} ${region} ${flow}`}>
              <bdi class="name">{flow}</bdi> in {account}, {region}: <bdi>{because}</bdi>
            </li>
          ))}
        </Named>
      )}
    </section>
  );
};

/** A role that is missing is missing in every Region of an account: it is told once. */
const byAccountAndCause = (places: readonly AuditedPlace[]): readonly UnreadAccount[] => {
  const groups = new Map<string, UnreadAccount>();
  for (const place of places) {
    const id = `${place.account} ${place.because}`;
    const group = groups.get(id);
    groups.set(id, { place, ...group, otherRegions: group === undefined ? [] : [...group.otherRegions, place.region] });
  }
  return [...groups.values()];
};

interface UnreadAccount {
  readonly place: AuditedPlace;
  readonly otherRegions: readonly string[];
}

interface NamedProps {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

const Named = ({ title, count, children }: NamedProps): JSX.Element =>
  count > SHOWN_AT_ONCE ? (
    <details>
      <summary>{title}</summary>
      <ul>{children}</ul>
    </details>
  ) : (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  );

/** "production (111122223333), eu-west-1" */
export const PlaceName = ({ place }: { readonly place: AuditedPlace }): JSX.Element => (
  <>
    {place.accountName !== undefined && (
      <>
        <bdi class="name">{place.accountName}</bdi>{' '}
      </>
    )}
    {place.accountName === undefined ? place.account : `(${place.account})`},{' '}
    {place.region === 'all' ? 'every Region' : place.region}
  </>
);

/** What a reader should know besides. */
export const Notes = ({ notes }: { readonly notes: readonly string[] }): JSX.Element | null =>
  notes.length === 0 ? null : (
    <section class="notes" aria-labelledby="notes">
      <h2 id="notes">To be known</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>
            <bdi>{note}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
