import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import type { Shown } from './show-events.ts';
import type { Evaluation } from './state.ts';

export interface TableOptions {
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
}

const [leastSentenceWidth, paddingOfCell] = [40, 2] as const;

/** Flow, verdict, reasons and the sentence for each, then what failed, then the totals. */
export const resultsTable = (shown: readonly Shown[], { colors, width }: TableOptions): string => {
  const head: Row = ['Flow', 'Verdict', 'Reasons', 'Annotation'];
  const rows = shown.flatMap(rowsOf);
  const { headings, cellsOf, colWidths } = layoutFor([head, ...rows], width);
  const table = new Table({
    head: [...headings],
    colWidths: [...colWidths],
    wordWrap: true,
    // Colours of its own would reach a file too; the few that there are come from `colors`.
    style: { head: [], border: [] },
  });
  const inColor = colorsOfVerdicts(colors);
  for (const row of rows) {
    const [flow = '', verdict = '', ...rest] = cellsOf(row);
    table.push([flow, inColor(verdict), ...rest]);
  }
  return [table.toString(), ...failuresOf(shown).map((line) => colors.red(line)), totalsOf(shown, colors)].join('\n');
};

/** Four columns where the sentence has room in the fourth; on a narrow terminal it stands below the reasons in the third. */
const layoutFor = (rows: readonly Row[], width: number) => {
  const widthOf = (column: 0 | 1 | 2) => widest(rows.map((row) => row[column])) + paddingOfCell;
  const [flow, verdict, reasons] = [widthOf(0), widthOf(1), widthOf(2)];
  const [fourth, third] = [
    width - flow - verdict - reasons - 5,
    Math.max(leastSentenceWidth - 10, width - flow - verdict - 4),
  ];
  if (fourth >= leastSentenceWidth) {
    return {
      headings: ['Flow', 'Verdict', 'Reasons', 'Annotation'],
      cellsOf: (row: Row): readonly string[] => row,
      colWidths: [flow, verdict, reasons, fourth],
    };
  }
  return {
    headings: ['Flow', 'Verdict', 'Reasons and annotation'],
    cellsOf: ([name, judged, codes, sentence]: Row): readonly string[] => [
      name,
      judged,
      breakLongWords([codes, sentence].filter((text) => text !== '').join('\n'), third - paddingOfCell),
    ],
    colWidths: [flow, verdict, third],
  };
};

/** A key id that is longer than its column would be cut off otherwise. */
const breakLongWords = (text: string, most: number): string =>
  text.replaceAll(new RegExp(`\\S{${most}}(?=\\S)`, 'g'), '$& ');

type Row = readonly [flow: string, verdict: string, reasons: string, sentence: string];

const rowsOf = ({ subject, evaluations, error }: Shown): readonly Row[] => {
  const judged = evaluations.map((evaluation): Row => {
    const { reasons, sentence } = splitAnnotation(evaluation.Annotation ?? '');
    return [nameOf(evaluation), evaluation.ComplianceType, reasons, sentence];
  });
  if (error !== undefined) return [...judged, [subject, 'failed', error.name, 'see below']];
  return judged.length > 0 ? judged : [[subject, 'nothing put', '', '']];
};

/** The codes of an annotation, and the sentence after them. */
const splitAnnotation = (annotation: string) => {
  const { codes = '', sentence = annotation } =
    /^(?<codes>[A-Z_]+(?:, [A-Z_]+)*): (?<sentence>.*)$/s.exec(annotation)?.groups ?? {};
  return { reasons: codes.replaceAll(', ', '\n'), sentence };
};

const nameOf = ({ ComplianceResourceId: id }: Evaluation): string => id.slice(id.lastIndexOf('/') + 1);

const colorsOfVerdicts =
  ({ green, red, dim }: Colors) =>
  (verdict: string): string => {
    switch (verdict) {
      case 'COMPLIANT':
        return green(verdict);
      case 'NON_COMPLIANT':
      case 'failed':
        return red(verdict);
      default:
        return dim(verdict);
    }
  };

const widest = (texts: readonly string[]): number =>
  Math.max(...texts.flatMap((text) => text.split('\n')).map((it) => it.length));

/** A line for each error, with the events that met it, and one for each of its causes: a sweep names its missing flows there. */
export const failuresOf = (shown: readonly Shown[]): readonly string[] => {
  const subjects = new Map<string, string[]>();
  for (const { subject, error } of shown) {
    if (error === undefined) continue;
    const text = [`${error.name}: ${error.message}`, ...error.causes.map((cause) => `  ${cause}`)].join('\n');
    subjects.set(text, [...(subjects.get(text) ?? []), subject]);
  }
  return [...subjects].map(([text, met]) => `${met.join(', ')} failed: ${text}`);
};

const totalsOf = (shown: readonly Shown[], { bold, red }: Colors): string => {
  const evaluations = shown.flatMap((it) => it.evaluations);
  const count = (type: string) => evaluations.filter(({ ComplianceType }) => ComplianceType === type).length;
  const failed = shown.filter(({ error }) => error !== undefined).length;
  const parts = [
    `${count('COMPLIANT')} compliant`,
    `${count('NON_COMPLIANT')} non-compliant`,
    `${count('NOT_APPLICABLE')} not applicable`,
    ...(failed > 0 ? [red(`${failed} ${failed === 1 ? 'event' : 'events'} failed`)] : []),
  ];
  return `${bold(`${evaluations.length} ${evaluations.length === 1 ? 'evaluation' : 'evaluations'}`)}: ${parts.join(', ')}`;
};
