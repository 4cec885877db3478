import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { plainText } from '../../../lambda/core/model/text.ts';
import { breakLongWords, columnsOf, type TerminalLook } from '../../outputs/terminal-text.ts';
import type { CheckAnswer, CheckReport } from '../check.ts';
import { byAnswer, lastLineOf, linesOf, nameOf, placeOf } from '../told.ts';

/** Up to so many flows, those that pass are shown, too. */
const FEW_FLOWS = 50;
const LEAST_LAST_WIDTH = 40;
const PADDING = 2;
/** Longer names of files and resources are broken. */
const MOST_SHARE_OF_WIDTH = 4;

interface Row {
  readonly place: string;
  readonly resource: string;
  readonly answer: CheckAnswer;
  readonly text: string;
}

/**
 * The chunks of the report for a terminal: what fails first, then what is unknown, notes, and the totals last. Of more than 50 flows
 * those that pass are counted only. A terminal that is too narrow for a table gets a list.
 */
export function* checkAsTable(report: CheckReport, { colors, width }: TerminalLook): Generator<string> {
  const shown =
    report.flows.length <= FEW_FLOWS ? report.flows : report.flows.filter(({ answer }) => answer !== 'pass');
  const rows = [...shown].sort(byAnswer).map(
    (flow): Row => ({
      place: plainText(placeOf(flow)),
      resource: plainText(nameOf(flow)),
      answer: flow.answer,
      text: linesOf(flow).map(plainText).join('\n'),
    }),
  );
  const widths = widthsFor(rows, width);
  if (rows.length > 0) yield widths === undefined ? listOf(rows, colors) : tableOf(rows, widths, colors);
  const hidden = report.flows.length - shown.length;
  if (hidden > 0)
    yield `${hidden} more ${hidden === 1 ? 'flow passes' : 'flows pass'}, and ${hidden === 1 ? 'is' : 'are'} not shown.\n`;
  for (const note of report.notes) yield `${colors.yellow(plainText(note))}\n`;
  yield `${colors.bold(lastLineOf(report))}\n`;
}

type Widths = readonly [number, number, number, number];

const widthsFor = (rows: readonly Row[], width: number): Widths | undefined => {
  const most = Math.max(16, Math.floor(width / MOST_SHARE_OF_WIDTH));
  const place =
    Math.min(
      widest('File', rows, (row) => row.place),
      most,
    ) + PADDING;
  const resource =
    Math.min(
      widest('Resource', rows, (row) => row.resource),
      most,
    ) + PADDING;
  const answer = 'unknown'.length + PADDING;
  const last = width - place - resource - answer - 5;
  return last >= LEAST_LAST_WIDTH ? [place, resource, answer, last] : undefined;
};

const widest = (head: string, rows: readonly Row[], cell: (row: Row) => string): number =>
  rows.reduce((most, row) => Math.max(most, columnsOf(cell(row))), head.length);

const tableOf = (rows: readonly Row[], widths: Widths, colors: Colors): string => {
  const [place, resource, , last] = widths;
  const table = new Table({
    head: ['File', 'Resource', 'Answer', 'Reasons'],
    colWidths: [...widths],
    wordWrap: true,
    // Colours of its own would reach a file, too; the few that there are come from `colors`.
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    table.push([
      breakLongWords(row.place, place - PADDING),
      breakLongWords(row.resource, resource - PADDING),
      colored(row.answer, colors),
      breakLongWords(row.text, last - PADDING),
    ]);
  }
  return `${table.toString()}\n`;
};

const listOf = (rows: readonly Row[], colors: Colors): string =>
  rows
    .map(({ place, resource, answer, text }) =>
      [`${place} ${resource}: ${colored(answer, colors)}`, ...text.split('\n').map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n')
    .concat('\n');

const colored = (answer: CheckAnswer, { green, red, yellow }: Colors): string =>
  ({ pass: green, fail: red, unknown: yellow })[answer](answer);
