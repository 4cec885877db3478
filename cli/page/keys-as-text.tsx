import type { JSX } from 'preact';
import { type KeyFigure, nameOfKey, rotationInWords } from './key-figures.ts';
import { ageInWords, dollars, grouped } from './words.ts';

interface KeysProps {
  readonly figures: readonly KeyFigure[];
  /** As of when ages are told, ISO 8601. */
  readonly at: string;
}

/** Keys as one plain table: what is printed, and what is read without JavaScript. */
export const KeysAsText = ({ figures, at }: KeysProps): JSX.Element => (
  <table class="text-table keys" aria-label="Keys">
    <thead>
      <tr>
        <th scope="col">Key</th>
        <th scope="col">State and rotation</th>
        <th scope="col">Flows, age, cost, owner</th>
      </tr>
    </thead>
    <tbody>
      {figures.map(({ key, flows, owner }) => (
        <tr key={key.arn}>
          <th scope="row">
            <bdi class="name">{nameOfKey(key)}</bdi>
            <span class="where arn">{key.arn}</span>
          </th>
          <td>
            {key.state}; rotation {rotationInWords(key)}
          </td>
          <td>
            {grouped(flows.length)} flows, {ageInWords(key.createdAt, at)} old, {dollars(key.monthlyCost)} a month,{' '}
            {owner === undefined ? 'without owner' : <bdi>{owner}</bdi>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
