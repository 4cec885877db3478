import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { FlowsAsText } from '../flows-as-text.tsx';
import { ChangeMark, SeverityMark, VerdictMark } from '../marks.tsx';
import type { PageAudit } from '../packed.ts';
import { counted, grouped } from '../words.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Chips, Facets } from './facets.tsx';
import { FlowDetail } from './flow-detail.tsx';
import type { FlowRow } from './flow-rows.ts';
import { pickFlows } from './pick-flows.ts';
import { sortFlows } from './sort-flows.ts';
import { EVERYTHING, isFiltered, SORT_COLUMNS, type SortColumn, type ViewState } from './view-state.ts';

/** Paper shows no more than this. */
const PRINTED = 300;

const COLUMNS: readonly Column<FlowRow, SortColumn>[] = [
  { name: 'flow', label: 'Flow', cell: ({ flow }) => <bdi class="name">{flow.flow}</bdi> },
  {
    name: 'verdict',
    label: 'Verdict',
    descendingFirst: true,
    cell: ({ flow }) => <VerdictMark verdict={flow.verdict} />,
  },
  {
    name: 'severity',
    label: 'Severity',
    descendingFirst: true,
    cell: ({ flow }) =>
      flow.reasons.length === 0 ? <span class="soft">—</span> : <SeverityMark severity={flow.severity} />,
  },
  { name: 'reasons', label: 'Reasons', descendingFirst: true, cell: (row) => <Codes row={row} /> },
  {
    name: 'account',
    label: 'Account',
    cell: ({ accountName, flow }) =>
      accountName === undefined ? (
        flow.account
      ) : (
        <>
          <bdi>{accountName}</bdi> <span class="soft account-id">{flow.account}</span>
        </>
      ),
  },
  { name: 'region', label: 'Region', cell: ({ flow }) => flow.region },
  {
    name: 'owner',
    label: 'Owner',
    cell: ({ owner }) => (owner === '' ? <span class="soft">—</span> : <bdi>{owner}</bdi>),
  },
  {
    name: 'change',
    label: 'Change',
    descendingFirst: true,
    cell: ({ flow }) => (flow.change === undefined ? <span class="soft">—</span> : <ChangeMark change={flow.change} />),
  },
];

const Codes = ({ row: { flow } }: { readonly row: FlowRow }): JSX.Element => {
  const codes = [...new Set(flow.reasons.map(({ code }) => code))];
  return (
    <span class="codes">
      {codes.map((code) => (
        <code key={code}>{code}</code>
      ))}
      {codes.length === 0 && <span class="soft">—</span>}
      {flow.muted !== undefined && <span class="muted-mark">muted</span>}
    </span>
  );
};

interface FlowsProps {
  readonly audit: PageAudit;
  readonly rows: readonly FlowRow[];
  readonly state: ViewState;
  readonly onChange: (state: ViewState) => void;
  /** Paper shows a plain table instead. */
  readonly isPrinting: boolean;
}

/** The flows: search, filters, and the table of what is left. */
export const Flows = ({ audit, rows, state, onChange, isPrinting }: FlowsProps): JSX.Element => {
  const { column, descending } = state.sort;
  const sorted = useMemo(() => sortFlows(rows, { column, descending }), [rows, column, descending]);
  const { rows: picked, counts } = useMemo(() => pickFlows(sorted, state), [sorted, state.q, state.chosen]);
  if (isPrinting) return <PrintedFlows audit={audit} rows={picked} of={rows.length} />;
  return (
    <>
      <div class="controls">
        <div class="search">
          <label for="search">Search</label>
          <input
            id="search"
            type="search"
            placeholder="name, ARN, tag, reason …"
            autocomplete="off"
            spellcheck={false}
            value={state.q}
            onInput={({ currentTarget }) => onChange({ ...state, q: currentTarget.value })}
          />
        </div>
        <SortPicker state={state} onChange={onChange} />
        <Facets state={state} counts={counts} accountNames={audit.accountNames} onChange={onChange} />
      </div>
      <div class="result">
        <p role="status" data-figure="shown">
          {isFiltered(state)
            ? `${grouped(picked.length)} of ${counted(rows.length, 'flow')}`
            : counted(rows.length, 'flow')}
        </p>
        <Chips state={state} accountNames={audit.accountNames} onChange={onChange} />
        {isFiltered(state) && (
          <button type="button" class="clear" onClick={() => onChange({ ...EVERYTHING, sort: state.sort })}>
            Clear all
          </button>
        )}
      </div>
      {picked.length === 0 ? (
        <p class="nothing">No flow fits.</p>
      ) : (
        <DataTable
          label="Flows"
          name="flows"
          columns={COLUMNS}
          rows={picked}
          idOf={({ index }) => String(index)}
          sort={state.sort}
          onSort={(sort) => onChange({ ...state, sort })}
          rowHeight={45}
          detail={(row) => <FlowDetail row={row} parameters={audit.parameters} at={audit.at} />}
        />
      )}
    </>
  );
};

/** Narrow screens have no head of columns to click. */
const SortPicker = ({ state, onChange }: Pick<FlowsProps, 'state' | 'onChange'>): JSX.Element => (
  <div class="sort-picker">
    <label for="sort">Sort by</label>
    <select
      id="sort"
      value={state.sort.column}
      onChange={({ currentTarget }) => {
        const column = SORT_COLUMNS.find((name) => name === currentTarget.value) ?? EVERYTHING.sort.column;
        const descending = COLUMNS.some((one) => one.name === column && one.descendingFirst === true);
        onChange({ ...state, sort: { column, descending } });
      }}
    >
      {COLUMNS.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </select>
  </div>
);

interface PrintedProps {
  readonly audit: PageAudit;
  readonly rows: readonly FlowRow[];
  readonly of: number;
}

const PrintedFlows = ({ audit, rows, of }: PrintedProps): JSX.Element => (
  <>
    <p class="note" data-figure="printed">
      {rows.length === of ? counted(of, 'flow') : `${grouped(rows.length)} of ${counted(of, 'flow')}, as filtered`}
      {rows.length > PRINTED && `; the first ${PRINTED} are printed, ${grouped(rows.length - PRINTED)} more are not`}.
    </p>
    <FlowsAsText flows={rows.slice(0, PRINTED).map(({ flow }) => flow)} accountNames={audit.accountNames} />
  </>
);
