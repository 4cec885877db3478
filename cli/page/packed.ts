import type { Audit, AuditedFlow } from '../audit/audit.ts';

/** What the page's script works with. */
export type PageAudit = Pick<Audit, 'at' | 'parameters' | 'flows' | 'keys'> & {
  /** Names of accounts by id, where they are known. */
  readonly accountNames: Readonly<Record<string, string>>;
};

/**
 * The same with each repeated value once: of 50,000 flows most share their account, their reasons, their key, and a page that repeats
 * them takes seconds to read. Columns hold one entry a flow, `values` what their numbers stand for; -1 stands for nothing.
 */
export interface PackedAudit extends Omit<PageAudit, 'flows'> {
  readonly values: readonly unknown[];
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

const COLUMNS = [
  'account',
  'region',
  'arn',
  'verdict',
  'annotation',
  'severity',
  'reasons',
  'key',
  'tags',
  'change',
  'muted',
  'truncated',
] as const satisfies readonly (keyof AuditedFlow)[];
type PackedColumn = (typeof COLUMNS)[number];

/** In the order of the flows' names, then of account and Region, so that nobody has to compare names later. */
export const pack = ({ flows, ...rest }: PageAudit): PackedAudit => {
  const collator = new Intl.Collator('en', { numeric: true });
  const sorted = flows.toSorted(
    (a, b) => collator.compare(a.flow, b.flow) || (a.account + a.region < b.account + b.region ? -1 : 1),
  );
  const numbers = new Map<string, number>();
  const numberOf = (value: unknown): number => {
    if (value === undefined) return -1;
    const text = JSON.stringify(value);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  // An ARN ends with the flow's name, which `names` tells already.
  const packedValue = (flow: AuditedFlow, column: PackedColumn): unknown =>
    column === 'arn' && flow.arn.endsWith(flow.flow)
      ? { before: flow.arn.slice(0, flow.arn.length - flow.flow.length) }
      : flow[column];
  const columns = Object.fromEntries(
    COLUMNS.map((column) => [column, sorted.map((flow) => numberOf(packedValue(flow, column)))]),
  );
  return {
    ...rest,
    names: sorted.map(({ flow }) => flow),
    columns,
    values: [...numbers.keys()].map((text) => JSON.parse(text)),
  };
};

/** The flows in the order in which they were packed; equal values are one value in memory, too. */
export const unpack = ({ names, columns, values, ...rest }: PackedAudit): PageAudit => ({
  ...rest,
  flows: names.map((flow, index) => {
    const members = COLUMNS.flatMap((column) => {
      const number = columns[column]?.[index] ?? -1;
      if (number < 0) return [];
      const value = values[number];
      return [[column, column === 'arn' ? unpackedArn(value, flow) : value]];
    });
    return { flow, ...Object.fromEntries(members) } as AuditedFlow;
  }),
});

const unpackedArn = (value: unknown, flow: string): unknown =>
  typeof value === 'object' && value !== null && 'before' in value ? `${value.before}${flow}` : value;
