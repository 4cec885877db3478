import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow, AuditedReason } from '../audit/audit.ts';
import { byUrgency } from '../audit/severity-order.ts';
import { lastLineOf, summaryOf } from '../audit/summary.ts';
import { groupedGaps } from './grouped-gaps.ts';
import { breakLongWords, columnsOf, type TerminalLook } from './terminal-text.ts';

/** Up to so many flows, good ones are shown, too. */
const FEW_FLOWS = 50;
const LEAST_SENTENCE_WIDTH = 40;
const LEAST_LAST_WIDTH = 30;
const PADDING = 2;

/**
 * The chunks of the audit for a terminal: a table for each account and Region, the worst first, then what is missing,
 * notes, and the totals last. Of more than 50 flows those are counted only that are compliant or not applicable
 * without a reason. A terminal that is too narrow for a table gets a list.
 */
export function* auditAsTable(audit: Audit, look: TerminalLook): Generator<string> {
  const shown = shownFlows(audit);
  const names = new Map(audit.places.map(({ account, accountName }) => [account, accountName]));
  const rows = new Map(shown.map((flow) => [flow, rowOf(flow)]));
  const layout = layoutFor([...rows.values()], look.width);
  for (const flows of byPlace(shown)) {
    const [first] = flows;
    if (first === undefined) continue;
    const name = names.get(first.account);
    const title = [first.account, ...(name === undefined ? [] : [name]), first.region].join(' ');
    yield `${look.colors.bold(plainText(title))}\n`;
    const ofPlace = flows.flatMap((flow) => rows.get(flow) ?? []);
    yield layout === undefined ? listOf(ofPlace, look.colors) : tableOf(ofPlace, layout, look.colors);
  }
  yield* closingLines(audit, shown, look.colors);
}

const shownFlows = ({ flows }: Audit): readonly AuditedFlow[] => {
  const isGood = ({ verdict, reasons }: AuditedFlow): boolean => verdict !== 'NON_COMPLIANT' && reasons.length === 0;
  return (flows.length <= FEW_FLOWS ? [...flows] : flows.filter((flow) => !isGood(flow))).sort(byUrgency);
};

/** The places in the order of their worst flow. */
const byPlace = (flows: readonly AuditedFlow[]): Iterable<readonly AuditedFlow[]> => {
  const places = new Map<string, AuditedFlow[]>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.account, flow.region]);
    const known = places.get(key);
    if (known === undefined) places.set(key, [flow]);
    else known.push(flow);
  }
  return places.values();
};

interface Row {
  readonly flow: string;
  readonly verdict: AuditedFlow['verdict'];
  /** Severity, change and mute. */
  readonly marks: string;
  /** A line each. */
  readonly reasons: string;
  readonly sentence: string;
  readonly isMuted: boolean;
}

const rowOf = (flow: AuditedFlow): Row => {
  const marks = [
    ...(flow.reasons.length === 0 ? [] : [flow.severity]),
    ...(flow.change === undefined ? [] : [flow.change]),
    ...(flow.muted === undefined ? [] : ['muted']),
  ];
  const mutes = flow.reasons.flatMap(({ muted }) =>
    muted === undefined ? [] : plainText(`Muted until ${muted.until}: ${muted.because}`),
  );
  return {
    flow: plainText(flow.flow),
    verdict: flow.verdict,
    marks: marks.join(', '),
    reasons: [...new Set(flow.reasons.map(codeIn(flow)))].join('\n'),
    sentence: [sentenceOf(flow), ...new Set(mutes)].join('\n'),
    isMuted: flow.muted !== undefined,
  };
};

/** Each code says what sets it apart from the flow as a whole. */
const codeIn =
  (flow: AuditedFlow) =>
  ({ code, change, muted }: AuditedReason): string => {
    const marks = [
      ...(change !== undefined && change !== flow.change ? [change] : []),
      ...(muted !== undefined && flow.muted === undefined ? ['muted'] : []),
    ];
    return marks.length === 0 ? code : `${code} (${marks.join(', ')})`;
  };

/** The annotation without the codes, which stand beside it. */
const sentenceOf = ({ annotation, reasons }: AuditedFlow): string => {
  const text = plainText(annotation);
  return reasons.length === 0 ? text : text.replace(/^[A-Z_]+(?:, [A-Z_]+)*: /, '');
};

/**
 * The widths of four columns, or of three where the sentence stands below the reasons; nothing where even those do
 * not fit.
 */
type Layout = readonly [number, number, number, number] | readonly [number, number, number];

const layoutFor = (rows: readonly Row[], width: number): Layout | undefined => {
  const flow =
    Math.min(
      widest('Flow', rows, (row) => row.flow),
      Math.max(16, Math.floor(width / 4)),
    ) + PADDING;
  const verdict = widest('Verdict', rows, (row) => `${row.verdict}\n${row.marks}`) + PADDING;
  const reasons = widest('Reasons', rows, (row) => row.reasons) + PADDING;
  const fourth = width - flow - verdict - reasons - 5;
  if (fourth >= LEAST_SENTENCE_WIDTH) return [flow, verdict, reasons, fourth];
  const third = width - flow - verdict - 4;
  return third >= LEAST_LAST_WIDTH ? [flow, verdict, third] : undefined;
};

const widest = (head: string, rows: readonly Row[], cell: (row: Row) => string): number =>
  rows.reduce((most, row) => Math.max(most, ...cell(row).split('\n').map(columnsOf)), head.length);

const tableOf = (rows: readonly Row[], layout: Layout, colors: Colors): string => {
  const [flow = 0, , third = 0, fourth] = layout;
  const head =
    fourth === undefined ? ['Flow', 'Verdict', 'Reasons and annotation'] : ['Flow', 'Verdict', 'Reasons', 'Annotation'];
  const table = new Table({
    head,
    colWidths: [...layout],
    wordWrap: true,
    // Colours of its own would reach a file, too; the few that there are come from `colors`.
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const text = fourth === undefined ? joined([row.reasons, row.sentence]) : row.sentence;
    table.push([
      breakLongWords(row.flow, flow - PADDING),
      joined([colored(row, colors), row.marks]),
      ...(fourth === undefined ? [] : [row.reasons]),
      breakLongWords(text, (fourth ?? third) - PADDING),
    ]);
  }
  return `${table.toString()}\n`;
};

const listOf = (rows: readonly Row[], colors: Colors): string =>
  rows
    .map((row) => {
      const lines = [`${row.flow}: ${colored(row, colors)}${row.marks === '' ? '' : ` (${row.marks})`}`];
      const below = joined([row.reasons, row.sentence]).split('\n');
      return [...lines, ...below.map((line) => `  ${line}`)].join('\n');
    })
    .join('\n')
    .concat('\n');

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');

const colored = ({ verdict, isMuted }: Row, { green, red, dim }: Colors): string => {
  if (verdict === 'COMPLIANT') return green(verdict);
  return verdict === 'NON_COMPLIANT' && !isMuted ? red(verdict) : dim(verdict);
};

function* closingLines(audit: Audit, shown: readonly AuditedFlow[], { bold, red, yellow }: Colors): Generator<string> {
  const hidden = audit.flows.length - shown.length;
  if (hidden > 0) {
    const flows = hidden === 1 ? 'flow is' : 'flows are';
    yield `${hidden} more ${flows} compliant or not applicable, and not shown.\n`;
  }
  for (const { title, because, subjects, isIncomplete } of groupedGaps(audit)) {
    const line = plainText([title, ...(subjects.length === 0 ? [] : [subjects.join(', ')]), because].join(': '));
    yield `${isIncomplete ? red(line) : line}\n`;
  }
  for (const note of audit.notes) yield `${yellow(plainText(note))}\n`;
  const { changes } = summaryOf(audit);
  if (changes !== undefined) {
    yield `Since the baseline: ${changes.new} with new findings, ${changes.still} as before, ${changes.fixed} fixed\n`;
  }
  yield `${bold(lastLineOf(audit))}\n`;
}
