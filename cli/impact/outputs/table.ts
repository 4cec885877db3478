import Table from 'cli-table3';
import { plainText } from '../../../lambda/core/model/text.ts';
import type { AffectedThing, Impact } from '../impact.ts';
import {
  factsOf,
  flowsInWords,
  placesNotRead,
  questionOf,
  riskInWords,
  tieInWords,
  totalsOf,
  unreadInWords,
  whenItRan,
  whenItRuns,
} from './words.ts';

/** For a terminal, without colours: no name of AWS's can write a line of its own, or move the cursor. */
export const toTable = (impact: Impact): string => {
  const { flows, profiles, buckets, unread, notes, cannotSee, risk } = impact;
  return [
    ...plain([
      `${questionOf(impact)}: ${riskInWords(impact)}`,
      ...risk.because.map((because) => `  ${because}`),
      '',
      ...factsOf(impact).map(([name, text]) => `${`${name}:`.padEnd(12)} ${text}`),
    ]),
    ...section(
      'Flows',
      ['Risk', 'Account', 'Region', 'Flow', 'Next run', 'Last run', 'State', 'Hangs by', 'What stops'],
      flows.map((flow) => [
        flow.tier,
        flow.account,
        flow.region,
        flow.flow,
        whenItRuns(flow),
        whenItRan(flow),
        flow.status,
        flow.ties.map(tieInWords).join('; '),
        flow.effects.join('; '),
      ]),
    ),
    ...section('Connector profiles', THING, profiles.map(toRow)),
    ...section('Buckets', THING, buckets.map(toRow)),
    ...section(
      'May hang on it, but could not be read',
      ['Account', 'Region', 'What', 'Because'],
      unread.map((it) => [it.account, it.region, unreadInWords(it), it.because]),
    ),
    ...list('Places that were not read', placesNotRead(impact)),
    ...list('Notes', notes),
    ...list('What this cannot see', cannotSee),
    '',
    `${totalsOf(impact)}.\n`,
  ].join('\n');
};

const plain = (lines: readonly string[]): readonly string[] => lines.map(plainText);

const THING = ['Account', 'Region', 'Name', 'Used by', 'What becomes unreadable'];

/** In characters, its margins included. */
const WIDEST_CELL = 38;
const MARGINS = 2;

const toRow = ({ account, region, name, flows, effect }: AffectedThing): readonly string[] => [
  account,
  region,
  name,
  flowsInWords(flows),
  effect,
];

const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((text) => withBreaks(plainText(text))));
  const widths = head.map((name, column) =>
    Math.min(WIDEST_CELL, Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)) + MARGINS),
  );
  const table = new Table({
    head: [...head],
    colWidths: widths,
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...cells.map((row) => [...row]));
  return ['', title, table.toString()];
};

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...plain(lines.map((line) => `- ${line}`))];

/** A word that no line holds would be cut off by the table. */
const withBreaks = (text: string): string => text.replace(/\S{36}(?=\S)/g, '$& ');
