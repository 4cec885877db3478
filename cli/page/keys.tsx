import type { JSX } from 'preact';
import type { Audit } from '../audit/audit.ts';
import { Chart } from './chart.tsx';
import { keysChart } from './charts.ts';
import { keyFigures, type OwnerFigure, ownerFigures } from './key-figures.ts';
import { KeysAsText } from './keys-as-text.tsx';
import { counted, dollars, grouped } from './words.ts';

/** How many keys, and owners, stand in the page itself; its script shows all keys. */
const SHOWN = 100;

/** The keys, and which flows hang on each. */
export const Keys = ({ audit }: { readonly audit: Audit }): JSX.Element => {
  const figures = keyFigures(audit);
  const owners = ownerFigures(figures);
  const cost = figures.reduce((sum, { key }) => sum + key.monthlyCost, 0);
  const hanging = figures.filter(({ flows }) => flows.length > 0).length;
  return (
    <section class="keys" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      {figures.length === 0 ? (
        <p class="nothing">No flow led to a key.</p>
      ) : (
        <>
          <p class="lead">
            <strong data-figure="keys">{counted(figures.length, 'key')}</strong>, about{' '}
            <strong data-figure="cost">{dollars(cost)}</strong> a month, requests apart.
          </p>
          <h3>Which flows hang on which key</h3>
          <p class="legend">
            A box a key with the number of its flows, in it a box a flow. <span class="swatch good">✓ compliant</span>
            <span class="swatch bad">✕ not compliant</span>
            <span class="swatch empty">– not applicable</span>
          </p>
          {hanging > 0 && (
            <Chart
              label={`Treemap of the ${counted(Math.min(hanging, 24), 'key')} with most flows. The table of keys says the same.`}
              wide={keysChart(figures, 1080, 380)}
              narrow={keysChart(figures, 311, 460)}
            />
          )}
          <Owners owners={owners} />
          <div id="keys-table">
            <KeysAsText figures={figures.slice(0, SHOWN)} at={audit.at} />
            {figures.length > SHOWN && (
              <p class="note">{counted(figures.length - SHOWN, 'key')} more are shown with JavaScript only.</p>
            )}
          </div>
        </>
      )}
    </section>
  );
};

const Owners = ({ owners }: { readonly owners: readonly OwnerFigure[] }): JSX.Element => (
  <>
    <h3>By owner</h3>
    <p class="note">The owner is what a tag Owner or Team of the key says.</p>
    <table class="figures owners" aria-label="Keys by owner">
      <thead>
        <tr>
          <th scope="col">Owner</th>
          <th scope="col" class="number">
            Keys
          </th>
          <th scope="col" class="number">
            Flows
          </th>
          <th scope="col" class="number">
            Not compliant
          </th>
          <th scope="col" class="number">
            A month
          </th>
        </tr>
      </thead>
      <tbody>
        {owners.slice(0, SHOWN).map(({ owner, keys, flows, nonCompliant, monthlyCost }) => (
          <tr key={owner ?? ''}>
            <th scope="row">{owner === undefined ? <span class="soft">without owner</span> : <bdi>{owner}</bdi>}</th>
            <td class="number">{grouped(keys)}</td>
            <td class="number">{grouped(flows)}</td>
            <td class="number">{grouped(nonCompliant)}</td>
            <td class="number">{dollars(monthlyCost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {owners.length > SHOWN && <p class="note">{counted(owners.length - SHOWN, 'owner')} with less are left out.</p>}
  </>
);
