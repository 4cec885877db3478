import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type KeyFigure, nameOfKey, rotationInWords } from '../key-figures.ts';
import { KeysAsText } from '../keys-as-text.tsx';
import { ageInWords, counted, dollars, grouped } from '../words.ts';
import { type Column, DataTable } from './data-table.tsx';
import { KeyFacts } from './key-facts.tsx';
import type { Sort } from './view-state.ts';

const PRINTED = 300;

type KeyColumn = 'key' | 'state' | 'rotation' | 'age' | 'flows' | 'bad' | 'owner' | 'cost';

const columnsAt = (at: string): readonly Column<KeyFigure, KeyColumn>[] => [
  { name: 'key', label: 'Key', cell: ({ key }) => <bdi class="name">{nameOfKey(key)}</bdi> },
  {
    name: 'state',
    label: 'State',
    cell: ({ key }) => (key.state === 'Enabled' ? key.state : <strong class="partial">{key.state}</strong>),
  },
  { name: 'rotation', label: 'Rotation', cell: ({ key }) => rotationInWords(key) },
  { name: 'age', label: 'Age', descendingFirst: true, cell: ({ key }) => ageInWords(key.createdAt, at) },
  { name: 'flows', label: 'Flows', descendingFirst: true, cell: ({ flows }) => grouped(flows.length) },
  { name: 'bad', label: 'Not compliant', descendingFirst: true, cell: ({ nonCompliant }) => grouped(nonCompliant) },
  {
    name: 'owner',
    label: 'Owner',
    cell: ({ owner }) => (owner === undefined ? <span class="soft">—</span> : <bdi>{owner}</bdi>),
  },
  { name: 'cost', label: 'A month', descendingFirst: true, cell: ({ key }) => dollars(key.monthlyCost) },
];

/** What a column sorts by. */
const SORTED_BY: Readonly<Record<KeyColumn, (figure: KeyFigure) => string | number>> = {
  key: ({ key }) => nameOfKey(key).toLowerCase(),
  state: ({ key }) => key.state,
  rotation: ({ key }) => (key.rotation?.kind === 'on' ? key.rotation.periodInDays : Number.MAX_SAFE_INTEGER),
  // The oldest is the greatest.
  age: ({ key }) => -Date.parse(key.createdAt),
  flows: ({ flows }) => flows.length,
  bad: ({ nonCompliant }) => nonCompliant,
  owner: ({ owner }) => (owner ?? '').toLowerCase(),
  cost: ({ key }) => key.monthlyCost,
};

const sorted = (figures: readonly KeyFigure[], { column, descending }: Sort<KeyColumn>): readonly KeyFigure[] => {
  const way = descending ? -1 : 1;
  const by = SORTED_BY[column];
  return figures.toSorted((a, b) => {
    const [one, other] = [by(a), by(b)];
    return one === other ? 0 : one < other ? -way : way;
  });
};

interface KeysProps {
  readonly figures: readonly KeyFigure[];
  /** As of when ages are told, ISO 8601. */
  readonly at: string;
  readonly isPrinting: boolean;
}

/** Every key, with all that is known of it. */
export const Keys = ({ figures, at, isPrinting }: KeysProps): JSX.Element => {
  const [sort, setSort] = useState<Sort<KeyColumn>>({ column: 'flows', descending: true });
  const rows = useMemo(() => sorted(figures, sort), [figures, sort]);
  const columns = useMemo(() => columnsAt(at), [at]);
  if (isPrinting) {
    return (
      <>
        {rows.length > PRINTED && (
          <p class="note">
            The first {PRINTED} keys are printed, {grouped(rows.length - PRINTED)} more are not.
          </p>
        )}
        <KeysAsText figures={rows.slice(0, PRINTED)} at={at} />
      </>
    );
  }
  return (
    <DataTable
      label="Keys"
      name="keys"
      columns={columns}
      rows={rows}
      idOf={({ key }) => key.arn}
      sort={sort}
      onSort={setSort}
      rowHeight={45}
      detail={({ key, flows }) => (
        <div class="detail-body">
          <div class="detail-reasons">
            <p>
              {flows.length === 0 ? (
                'No audited flow hangs on it.'
              ) : (
                <a href={`#q=${encodeURIComponent(key.arn)}`}>Show its {counted(flows.length, 'flow')}</a>
              )}
            </p>
          </div>
          <div class="detail-facts">
            <KeyFacts of={key} at={at} />
          </div>
        </div>
      )}
    />
  );
};
