import type { ComponentChildren, JSX } from 'preact';
import { ROWS } from '../../lambda/core/input/parameter-table.ts';
import type { Audit, AuditedPlace } from '../audit/audit.ts';
import { PlaceName } from './missing.tsx';
import { counted, timeInWords } from './words.ts';

/** By what the flows were judged, when, with which version, and where. */
export const Policy = ({ audit }: { readonly audit: Audit }): JSX.Element => {
  const given = Object.entries(audit.parameters);
  const defaults = Object.entries(ROWS).filter(([name]) => audit.parameters[name] === undefined);
  return (
    <section class="policy" aria-labelledby="policy">
      <h2 id="policy">Policy and scope</h2>
      <div class="columns">
        <div>
          <h3>Policy</h3>
          <p>{policySource(audit)}</p>
          {given.length > 0 && (
            <table class="figures" aria-label="Parameters that were given">
              <tbody>
                {given.map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">
                      <code>{name}</code>
                      <span class="meaning">{meaningOf(name)}</span>
                    </th>
                    <td>
                      <bdi>{value === '' ? '(empty)' : value}</bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <details>
            <summary>{counted(defaults.length, 'parameter')} with the default</summary>
            <table class="figures" aria-label="Parameters with the default">
              <tbody>
                {defaults.map(([name, row]) => (
                  <tr key={name}>
                    <th scope="row">
                      <code>{name}</code>
                      <span class="meaning">{row.meaning}</span>
                    </th>
                    <td>{defaultOf(row)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </div>
        <div>
          <h3>Scope</h3>
          <dl class="facts">
            <dt>As of</dt>
            <dd>{timeInWords(audit.at)}</dd>
            <dt>Judged by</dt>
            <dd>appflow-flow-cmk {audit.version}</dd>
            <dt>Read</dt>
            <dd>{scopeOf(audit.places, 'read')}</dd>
          </dl>
          <Places title="Not read, on purpose" places={audit.places.filter(isLeftOut)} />
          <Places title="Every place that was read" places={audit.places.filter(({ status }) => status === 'read')} />
        </div>
      </div>
    </section>
  );
};

const policySource = ({ rule, parameters }: Audit): ComponentChildren => {
  if (rule === undefined)
    return Object.keys(parameters).length === 0 ? 'The defaults of the rule.' : 'The defaults of the rule, except:';
  return (
    <>
      Taken from the rule <bdi class="name">{rule.name}</bdi>, <code class="arn">{rule.arn}</code>
    </>
  );
};

const isRow = (name: string): name is keyof typeof ROWS => Object.hasOwn(ROWS, name);
const meaningOf = (name: string): string => (isRow(name) ? ROWS[name].meaning : '');

const defaultOf = (row: { readonly default?: string; readonly empty?: string }): string =>
  row.default ?? row.empty ?? 'not demanded';

const isLeftOut = ({ status }: AuditedPlace): boolean => status === 'skipped' || status === 'not-enabled';

const scopeOf = (places: readonly AuditedPlace[], status: AuditedPlace['status']): string => {
  const read = places.filter((place) => place.status === status);
  const accounts = new Set(read.map(({ account }) => account)).size;
  const regions = new Set(read.map(({ region }) => region)).size;
  return `${counted(accounts, 'account')}, ${counted(regions, 'Region')}; ${counted(read.length, 'place')} together`;
};

const Places = ({ title, places }: { readonly title: string; readonly places: readonly AuditedPlace[] }) =>
  places.length === 0 ? null : (
    <details>
      <summary>
        {title} ({places.length})
      </summary>
      <ul>
        {places.map((place) => (
          <li key={`${place.account} ${place.region}`}>
            <PlaceName place={place} />:{' '}
            {place.status === 'read' ? (
              counted(place.flows, 'flow')
            ) : (
              <bdi>{place.because ?? place.status.replace('-', ' ')}</bdi>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
