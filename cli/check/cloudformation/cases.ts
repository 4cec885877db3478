import { type Assignment, type Truth, truthUnder, type Variable } from './condition-truth.ts';
import type { Reading } from './evaluate.ts';
import type { StackCondition } from './relevant-conditions.ts';
import type { Stack } from './stack.ts';
import type { VariableValues } from './variable-values.ts';

/** Each makes a world of its own. */
const MOST_CASES = 512;
/** All of these worlds hold no more resources than so many, or large templates would fill the memory. */
const MOST_RESOURCES = 200_000;
/** Many combinations of parameters may come to the same truth of all conditions. */
const MOST_TRIED = 2048;

export interface ConditionCase {
  /** Such as `IsProd is true, HasKey is false`: the conditions that are not the same in every case. */
  readonly inWords: string;
  readonly holds: Reading['holds'];
}

export interface ConditionCases {
  readonly cases: readonly ConditionCase[];
  /** How many cases may be read. */
  readonly most: number;
  /** The conditions that stay open, since there are too many combinations. */
  readonly open: readonly string[];
}

type Row = readonly (boolean | undefined)[];

/**
 * Every way in which the conditions can turn out. Where there are more than 512, or fewer in large templates, fewer
 * parameters are tried, and conditions that hang on the others are open.
 * @param resources how many each of the worlds may hold
 */
export const conditionCases = (
  conditions: readonly StackCondition[],
  values: VariableValues,
  resources: number,
): ConditionCases => {
  const most = Math.max(1, Math.min(MOST_CASES, Math.floor(MOST_RESOURCES / Math.max(1, resources))));
  const found = new Map<string, Variable>();
  const every = rowsOf(conditions, values, most, found, () => true);
  const rows = every ?? withFewer(conditions, values, most, [...found.keys()]);
  const columns = inOrderOfTheirLines(conditions);
  const varying = columns.filter((column) => rows.some((row) => row[column] !== rows[0]?.[column]));
  const open = columns.filter((column) => rows.some((row) => row[column] === undefined));
  const nameAt = (column: number): string =>
    conditions
      .slice(column, column + 1)
      .map(nameOf)
      .join('');
  return {
    cases: rows.map((row) => ({
      inWords: varying.map((column) => `${nameAt(column)} is ${wordFor(row[column])}`).join(', '),
      holds: lookup(conditions, row),
    })),
    most,
    open: open.map(nameAt),
  };
};

/** The places of the conditions, in the order in which people find them in their templates. */
const inOrderOfTheirLines = (conditions: readonly StackCondition[]): readonly number[] =>
  conditions
    .map(({ stack, name }, column) => ({ column, path: stack.path, line: lineOf({ stack, name }) }))
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
    .map(({ column }) => column);

const lineOf = ({ stack, name }: StackCondition): number => stack.template.conditions.get(name)?.line ?? 0;

const nameOf = ({ stack, name }: StackCondition): string => `${stack.shownPath}${name}`;

const wordFor = (truth: boolean | undefined): string => (truth === undefined ? 'open' : String(truth));

const lookup = (conditions: readonly StackCondition[], row: Row): Reading['holds'] => {
  const truths = new Map(conditions.map(({ stack, name }, column) => [`${stack.path}${name}`, row[column]]));
  return ({ path }: Stack, condition) => truths.get(`${path}${condition}`);
};

/** The longest beginning of the variables whose combinations are few enough. */
const withFewer = (
  conditions: readonly StackCondition[],
  values: VariableValues,
  most: number,
  variables: readonly string[],
): readonly Row[] => {
  for (let count = variables.length; count > 0; count = count > 16 ? Math.floor(count / 2) : count - 1) {
    const tried = new Set(variables.slice(0, count));
    const rows = rowsOf(conditions, values, most, new Map(), (name) => tried.has(name));
    if (rows !== undefined) return rows;
  }
  return rowsOf(conditions, values, most, new Map(), () => false) ?? [];
};

/**
 * Every row of truths, each once; nothing where there are too many. `found` receives the variables in the order of
 * their use.
 */
const rowsOf = (
  conditions: readonly StackCondition[],
  values: VariableValues,
  most: number,
  found: Map<string, Variable>,
  mayTry: (name: string) => boolean,
): readonly Row[] | undefined => {
  const rows = new Map<string, Row>();
  const waiting: Assignment[] = [new Map()];
  let tried = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const truth: Truth = truthUnder(next, mayTry);
    const row = conditions.map(({ stack, name }) => truth.holds(stack, name));
    const missing = truth.missing();
    if (missing === undefined) {
      tried += 1;
      rows.set(JSON.stringify(row.map(wordFor)), row);
      if (rows.size > most || tried > MOST_TRIED) return undefined;
      continue;
    }
    found.set(missing.name, missing);
    const assignment = next;
    waiting.push(
      ...choicesOf(missing, values)
        .map((choice) => new Map([...assignment, [missing.name, choice]]))
        .toReversed(),
    );
  }
  return [...rows.values()];
};

const choicesOf = (
  { name, kind }: Variable,
  values: VariableValues,
): Assignment extends ReadonlyMap<string, infer V> ? readonly V[] : never =>
  kind === 'equality' ? [true, false] : (values.get(name) ?? [undefined]);
