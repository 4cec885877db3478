import type { JSX } from 'preact';
import type { Audit } from '../audit/audit.ts';
import { Chart } from './chart.tsx';
import { HEAT_MAP_ACCOUNTS, heatMapChart } from './charts.ts';
import { type AccountFigures, heatMap, type PlaceFigure } from './figures.ts';
import { counted, grouped } from './words.ts';

/** Where flows are not compliant, and what could not be read: accounts down, Regions across. */
export const HeatMap = ({ audit }: { readonly audit: Audit }): JSX.Element => {
  const figures = heatMap(audit);
  const leftOut = figures.accounts.length - HEAT_MAP_ACCOUNTS;
  return (
    <section class="heat" aria-labelledby="heat">
      <h2 id="heat">Accounts and Regions</h2>
      <p class="legend">
        Flows that are not compliant, of those judged. <span class="swatch heat-0">none of them</span>
        <span class="swatch heat-1">up to a quarter</span>
        <span class="swatch heat-2">up to half</span>
        <span class="swatch heat-3">more</span>
        <span class="swatch heat-4">over three quarters</span>
        <span class="swatch unread">unread: could not be read</span>
      </p>
      <section class="scrolls" tabIndex={0} aria-label="Heat map of accounts and Regions">
        <Chart label={summaryOf(figures.accounts)} wide={heatMapChart(figures)} />
      </section>
      {leftOut > 0 && (
        <p class="note">
          {counted(leftOut, 'account')} with fewer such flows are left out here, and stand in the table.
        </p>
      )}
      <details>
        <summary>The same as a table</summary>
        <section class="scrolls" tabIndex={0} aria-label="Table of accounts and Regions">
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">Account</th>
                {figures.regions.map((region) => (
                  <th key={region} scope="col">
                    {region}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.accounts.map(({ account, name, places }) => (
                <tr key={account}>
                  <th scope="row">
                    {name !== undefined && <bdi class="name">{name}</bdi>} {account}
                  </th>
                  {places.map((place) => (
                    <td key={place.region}>
                      <PlaceCell account={account} place={place} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
};

const summaryOf = (accounts: readonly AccountFigures[]): string => {
  const unread = accounts.reduce((sum, { unreadable }) => sum + unreadable, 0);
  const worst = accounts.toSorted((a, b) => b.nonCompliant - a.nonCompliant)[0];
  const most =
    worst === undefined || worst.nonCompliant === 0
      ? 'no flow that is not compliant'
      : `most flows that are not compliant in ${worst.name ?? worst.account}, ${grouped(worst.nonCompliant)}`;
  return `Heat map of ${counted(accounts.length, 'account')}: ${most}; ${counted(unread, 'place')} could not be read. The table below says the same.`;
};

const PlaceCell = ({ account, place }: { readonly account: string; readonly place: PlaceFigure }): JSX.Element => {
  switch (place.status) {
    case 'unreadable':
      return (
        <strong class="partial">
          unread{place.judged > 0 && `, ${grouped(place.nonCompliant)} of ${grouped(place.judged)} that were`}
        </strong>
      );
    case 'skipped':
      return <span class="soft">skipped</span>;
    case 'not-enabled':
      return <span class="soft">not enabled</span>;
    case 'read':
      return place.judged === 0 ? (
        <span class="soft">no judged flow</span>
      ) : (
        <a href={`#account=${account}&region=${place.region}`}>
          {grouped(place.nonCompliant)} of {grouped(place.judged)}
        </a>
      );
    default:
      return <span class="soft">—</span>;
  }
};
