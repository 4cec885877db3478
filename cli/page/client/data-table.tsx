import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useVirtualRows } from './use-virtual-rows.ts';
import type { Sort } from './view-state.ts';

export interface Column<Row, Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Whether the first click sorts the greatest first. */
  readonly descendingFirst?: true;
}

interface DataTableProps<Row, Name extends string> {
  /** What the table is called, and what the style knows it by. */
  readonly label: string;
  readonly name: string;
  /** The first one names the row. */
  readonly columns: readonly Column<Row, Name>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly sort: Sort<Name>;
  readonly onSort: (sort: Sort<Name>) => void;
  /** What opens below a row. */
  readonly detail: (row: Row) => ComponentChildren;
  /** In pixels, before it is measured. */
  readonly rowHeight: number;
}

/**
 * A table of very many rows, of which those in sight are in the document. Roles are written out, since the style lays rows out as
 * grids, which would take theirs away. Rows are walked with the arrow keys, as one stop of the Tab key.
 */
export const DataTable = <Row, Name extends string>(props: DataTableProps<Row, Name>): JSX.Element => {
  const { rows, columns, idOf, sort, onSort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const toFocus = useRef<number | undefined>(undefined);
  const idAt = (index: number): string => {
    const row = rows[index];
    return row === undefined ? '' : idOf(row);
  };
  const { items, height, measure, scrollTo } = useVirtualRows(scroller, rows.length, idAt, props.rowHeight);

  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [rows]);

  // A row that the arrow keys went to may come into the document only after the table has scrolled.
  useLayoutEffect(() => {
    if (toFocus.current === undefined) return;
    const button = scroller.current?.querySelector<HTMLElement>(`[data-row="${toFocus.current}"]`);
    if (!button) return;
    toFocus.current = undefined;
    button.focus({ preventScroll: true });
  });

  const goTo = (index: number): void => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    toFocus.current = target;
    setActive(target);
    scrollTo(target);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return;
    const target = targetOf(event.key, Number(event.target.dataset['row']), rows.length);
    if (target === undefined) return;
    event.preventDefault();
    goTo(target);
  };
  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const stop = items.some(({ index }) => index === active) ? active : items[0]?.index;

  return (
    <div class={`data-table data-table-${props.name}`} ref={scroller}>
      <table role="table" aria-label={props.label} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <Header key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <Spacer height={items[0]?.start ?? 0} />
        {items.map(({ index, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const id = idOf(row);
          const detailId = `${props.name}-detail-${index}`;
          return (
            <tbody role="rowgroup" key={key} data-index={index} ref={measure}>
              <RowLine
                row={row}
                index={index}
                detailId={detailId}
                columns={columns}
                isOpen={opened.has(id)}
                isStop={index === stop}
                onToggle={() => {
                  setActive(index);
                  toggle(id);
                }}
              />
              {opened.has(id) && (
                <tr role="row" class="detail" id={detailId}>
                  <td role="cell" colSpan={columns.length}>
                    {props.detail(row)}
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
        <Spacer height={height - (items.at(-1)?.end ?? 0)} />
      </table>
    </div>
  );
};

/** The room of the rows that are not in the document. */
const Spacer = ({ height }: { readonly height: number }): JSX.Element | null =>
  height > 0 ? <tbody aria-hidden="true" class="spacer" style={{ height: `${height}px` }} /> : null;

const targetOf = (key: string, from: number, count: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + 10;
    case 'PageUp':
      return from - 10;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
};

interface HeaderProps<Row, Name extends string> {
  readonly column: Column<Row, Name>;
  readonly sort: Sort<Name>;
  readonly onSort: (sort: Sort<Name>) => void;
}

const Header = <Row, Name extends string>({ column, sort, onSort }: HeaderProps<Row, Name>): JSX.Element => {
  const isSorted = sort.column === column.name;
  const descending = isSorted ? !sort.descending : column.descendingFirst === true;
  return (
    <th role="columnheader" scope="col" aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => onSort({ column: column.name, descending })}>
        {column.label}
        <span class="arrow" aria-hidden="true">
          {isSorted ? (sort.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
};

interface RowLineProps<Row, Name extends string> {
  readonly row: Row;
  readonly index: number;
  readonly detailId: string;
  readonly columns: readonly Column<Row, Name>[];
  readonly isOpen: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onToggle: () => void;
}

const RowLine = <Row, Name extends string>(props: RowLineProps<Row, Name>): JSX.Element => {
  const { row, index, columns, isOpen, detailId } = props;
  const [first, ...others] = columns;
  // A click anywhere opens the row, unless it ends a selection of text or meets something that has a click of its own.
  const onClick = (event: MouseEvent): void => {
    const isOwn = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (!isOwn && (getSelection()?.isCollapsed ?? true)) props.onToggle();
  };
  return (
    <tr role="row" class="line" aria-rowindex={index + 2} onClick={onClick}>
      <th role="rowheader" scope="row">
        <button
          type="button"
          data-row={index}
          tabIndex={props.isStop ? 0 : -1}
          aria-expanded={isOpen}
          {...(isOpen && { 'aria-controls': detailId })}
          onClick={props.onToggle}
        >
          <span class="twist" aria-hidden="true" />
          {first?.cell(row)}
        </button>
      </th>
      {others.map((column) => (
        <td key={column.name} role="cell" data-column={column.name} data-label={column.label}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
};
