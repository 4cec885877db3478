import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import type { PreflightLine } from './line.ts';
import type { Preflight } from './preflight.ts';

export interface PreflightTableOptions {
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A sentence in less than this is read letter by letter. */
const LEAST_TEXT_WIDTH = 40;
const PADDING_OF_CELL = 2;
const BORDERS = 4;

/** A row for each line, in the order of the looks, and what it comes to at the end. */
export const preflightTable = (preflight: Preflight, { colors, width }: PreflightTableOptions): string => {
  const { lines } = preflight;
  const outcomeWidth = 'Outcome'.length + PADDING_OF_CELL;
  const checkWidth = Math.max(...lines.map(({ check }) => check.length), 'Check'.length) + PADDING_OF_CELL;
  const textWidth = Math.max(LEAST_TEXT_WIDTH, width - outcomeWidth - checkWidth - BORDERS);
  const table = new Table({
    head: ['Outcome', 'Check', 'What is so, and what to do'],
    colWidths: [outcomeWidth, checkWidth, textWidth],
    wordWrap: true,
    // Colours of its own would reach a file too; the few that there are come from `colors`.
    style: { head: [], border: [] },
  });
  for (const { outcome, check, told, remedy } of lines) {
    const text = remedy === undefined ? told : `${told}\n→ ${remedy}`;
    table.push([inColor(outcome, colors), check, breakLongWords(text, textWidth - PADDING_OF_CELL)]);
  }
  return [table.toString(), totalOf(preflight, colors)].join('\n');
};

/** An ARN that is longer than its column would be cut off otherwise. */
const breakLongWords = (text: string, most: number): string =>
  text.replaceAll(new RegExp(`\\S{${most}}(?=\\S)`, 'g'), '$& ');

const inColor = (outcome: PreflightLine['outcome'], { green, yellow, red }: Colors): string => {
  switch (outcome) {
    case 'pass':
      return green(outcome);
    case 'warn':
      return yellow(outcome);
    case 'fail':
      return red(outcome);
  }
};

const totalOf = ({ account, region, lines }: Preflight, { bold }: Colors): string => {
  const count = (wanted: PreflightLine['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length;
  const ready = count('fail') === 0 ? 'is ready for the rule' : 'is not ready for the rule';
  return `${bold(`${account} ${region} ${ready}`)}: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail.`;
};
