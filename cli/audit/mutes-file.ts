import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import { dayOf, daysBetween, isDay } from '../../lambda/core/model/days.ts';
import { REASON_CODES, type ReasonCode } from '../../lambda/core/model/reasons.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from './invalid-input.ts';
import type { Mute } from './mutes.ts';

/** A decision is looked at again at least once a year, leap years included. */
const MOST_DAYS_AHEAD = 366;
const MILLISECONDS_PER_DAY = 86_400_000;
const MOST_CHARACTERS = 1_000_000;
const MEMBERS = ['flow', 'account', 'region', 'reasons', 'until', 'because'] as const;
type Member = (typeof MEMBERS)[number];

/** What is read of a file, and what is wrong with it so far. */
interface Reading {
  readonly problems: string[];
  readonly lineOf: (node: Node | null | undefined) => number;
  readonly now: Date;
}

/**
 * The mutes in the text of a YAML file: a list, one entry a decision. Every scalar is taken as it is written, so that
 * the account 012345678901 keeps its zero without quotes. `source` names the file in the error, which lists every
 * problem with its line. @throws InvalidInputError
 */
export const parseMutes = (text: string, source: string, now: Date): readonly Mute[] => {
  const { mutes, problems } = read(text, now);
  if (problems.length > 0) throw new InvalidInputError(`${source} cannot be used: ${problems.join('; ')}`);
  return mutes;
};

const read = (given: string, now: Date): { readonly mutes: readonly Mute[]; readonly problems: readonly string[] } => {
  const refused = (problem: string) => ({ mutes: [], problems: [`line 1: ${problem}`] });
  if (given.length > MOST_CHARACTERS) return refused(`it has more than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  const lineOf = (node: Node | null | undefined): number => lines.linePos(node?.range?.[0] ?? 0).line;
  try {
    const { contents, errors, warnings } = parseDocument(withoutMark(given), { ...YAML, lineCounter: lines });
    const flaws = flawsOf([...errors, ...warnings], lines);
    const problems =
      flaws.length > 0 ? flaws : aliasesIn(contents).map((node) => `line ${lineOf(node)}: ${NO_ALIASES}`);
    if (problems.length > 0) return { mutes: [], problems };
    if (!isSeq<Node>(contents)) return refused('must be a list of mutes ([] where there is none)');
    return { mutes: contents.items.flatMap((item) => muteIn(item, { problems, lineOf, now }) ?? []), problems };
  } catch (error) {
    if (error instanceof RangeError) return refused(TOO_DEEP);
    throw error;
  }
};

/** Repeated members are found below, since the library compares each member with each. */
const YAML = { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, logLevel: 'error' } as const;
const NO_ALIASES = 'YAML aliases are not taken: write it out';
const TOO_DEEP = 'it is nested too deeply';

/** The library counts the mark as a column, which would set the first line off from the others. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

/** The first flaw of each line, and no more than ten: what follows one is mostly its consequence. */
const flawsOf = (flaws: readonly YAMLError[], lines: LineCounter): string[] => {
  const byLine = new Map<number, string>();
  for (const { pos, message } of flaws) {
    const { line } = lines.linePos(pos[0]);
    const flaw = message.includes('call stack') ? TOO_DEEP : message;
    if (!byLine.has(line)) byLine.set(line, `line ${line}: ${flaw}`);
  }
  return [...byLine.values()].slice(0, 10);
};

/** They are never followed, so that a few lines cannot grow into millions. */
const aliasesIn = (contents: Node | null): readonly Node[] => {
  const aliases: Node[] = [];
  visit(contents, {
    Alias: (_, node) => {
      aliases.push(node);
    },
  });
  return aliases;
};

const muteIn = (item: Node, reading: Reading): Mute | undefined => {
  const { problems, lineOf } = reading;
  const line = lineOf(item);
  if (!isMap<Node, Node | null>(item)) {
    problems.push(`line ${line}: must be a mute with until and because`);
    return undefined;
  }
  const members = membersOf(item.items, reading);
  const pattern = (name: Member): string => {
    const node = members.get(name);
    return node === undefined ? '*' : (textOf(name, node, reading, 'leave it out to fit all') ?? '*');
  };
  const [flow, account, region] = [pattern('flow'), pattern('account'), pattern('region')];
  const reasons = reasonsIn(members.get('reasons'), reading);
  const until = dayIn(members.get('until'), line, reading);
  const because = demanded('because', 'say why nobody acts', members.get('because'), line, reading);
  if (until === undefined || because === undefined) return undefined;
  return { line, flow, account, region, ...(reasons === undefined ? {} : { reasons }), until, because };
};

const membersOf = (
  pairs: readonly { readonly key: Node; readonly value: Node | null }[],
  { problems, lineOf }: Reading,
): ReadonlyMap<Member, { readonly value: Node | null; readonly line: number }> => {
  const members = new Map<Member, { readonly value: Node | null; readonly line: number }>();
  for (const { key, value } of pairs) {
    const line = lineOf(key);
    const name = isScalar(key) ? String(key.source ?? key.value) : 'a list or map';
    const member = MEMBERS.find((known) => known === name);
    if (member === undefined)
      problems.push(`line ${line}: ${quote(name)} is unknown: a mute has ${MEMBERS.join(', ')}`);
    else if (members.has(member)) problems.push(`line ${line}: ${member} is given twice: give it once`);
    else members.set(member, { value, line });
  }
  return members;
};

type Value = { readonly value: Node | null; readonly line: number };

const textOf = (name: string, { value, line }: Value, { problems }: Reading, whenEmpty: string): string | undefined => {
  const text = scalarText(value);
  if (text === undefined) {
    problems.push(
      `line ${line}: ${name} must be text${isScalar(value) && value.value !== null ? ': put it in quotes' : ''}`,
    );
    return undefined;
  }
  if (text.trim() !== '') return text;
  problems.push(`line ${line}: ${name} must not be empty: ${whenEmpty}`);
  return undefined;
};

/** As it is written; nothing where it is not text, a number or a day. */
const scalarText = (node: Node | null): string | undefined => {
  if (!isScalar(node) || node.value === null || typeof node.value === 'boolean') return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
};

const demanded = (
  name: 'until' | 'because',
  what: string,
  given: Value | undefined,
  lineOfMute: number,
  reading: Reading,
): string | undefined => {
  if (given !== undefined) return textOf(name, given, reading, what);
  reading.problems.push(`line ${lineOfMute}: ${name} is missing: ${what}`);
  return undefined;
};

const dayIn = (given: Value | undefined, lineOfMute: number, reading: Reading): string | undefined => {
  const text = demanded('until', 'a day, YYYY-MM-DD', given, lineOfMute, reading);
  if (text === undefined) return undefined;
  const line = given?.line ?? lineOfMute;
  if (!isDay(text)) {
    reading.problems.push(`line ${line}: until is ${quote(text)}: must be a day of the calendar, YYYY-MM-DD`);
    return undefined;
  }
  const today = new Date(`${dayOf(reading.now)}T00:00:00Z`);
  if (daysBetween(today, new Date(`${text}T00:00:00Z`)) <= MOST_DAYS_AHEAD) return text;
  const last = dayOf(new Date(today.getTime() + MOST_DAYS_AHEAD * MILLISECONDS_PER_DAY));
  reading.problems.push(`line ${line}: until is ${text}: must be at most ${MOST_DAYS_AHEAD} days ahead, ${last}`);
  return undefined;
};

const reasonsIn = (given: Value | undefined, { problems }: Reading): readonly ReasonCode[] | undefined => {
  if (given === undefined) return undefined;
  const { value, line } = given;
  const texts = isSeq<Node>(value) ? value.items.map(scalarText) : [undefined];
  if (texts.includes(undefined)) {
    problems.push(`line ${line}: reasons must be a list of reason codes`);
    return undefined;
  }
  if (texts.length === 0) problems.push(`line ${line}: reasons must name a reason code: leave it out to fit all`);
  return texts.flatMap((text = '') => {
    const code = REASON_CODES.find((known) => known === text);
    if (code === undefined) problems.push(`line ${line}: ${quote(text)} is not a reason code: ${hint(text)}`);
    return code ?? [];
  });
};

const hint = (text: string): string => {
  const meant = REASON_CODES.find((code) => code === text.toUpperCase());
  return meant === undefined ? `they are ${REASON_CODES.join(', ')}` : `write ${meant}`;
};
