import { stringify } from 'csv-stringify/sync';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow, AuditedReason } from '../audit/audit.ts';
import { type Gap, gapsOf } from '../audit/gaps.ts';

const COLUMNS = [
  'account',
  'account_name',
  'region',
  'flow',
  'arn',
  'verdict',
  'severity',
  'reason',
  'problem',
  'remedy',
  'annotation',
  'key_arn',
  'key_state',
  'tags',
  'change',
  'muted_until',
  'muted_because',
] as const;
type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

/** So many rows are made into text at once. */
const ROWS_IN_CHUNK = 500;

/**
 * The chunks of a table for spreadsheets: one row a flow and reason, a flow without reasons in one row, and one row
 * for everything that has no verdict, with UNREADABLE, UNJUDGED, INTERRUPTED, SKIPPED or NOT_ENABLED as its verdict
 * and the cause as its problem. Every cell is quoted. One that a spreadsheet would run begins with an apostrophe, and
 * control characters are replaced: machines take the JSON. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function* auditAsCsv(audit: Audit): Generator<string> {
  yield textOf([[...COLUMNS]]);
  let waiting: string[][] = [];
  for (const row of rowsOf(audit)) {
    waiting.push(COLUMNS.map((column) => disarmed(row[column] ?? '')));
    if (waiting.length < ROWS_IN_CHUNK) continue;
    yield textOf(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield textOf(waiting);
}

const textOf = (rows: readonly (readonly string[])[]): string =>
  stringify([...rows], { quoted: true, quoted_empty: true, record_delimiter: '\n' });

/** What a spreadsheet takes for the beginning of a formula, in both widths, or passes over on its way to one. */
const DANGEROUS = /^[=+\-@\t\r\n\0＝＋－＠]/;

const disarmed = (cell: string): string => plainText(DANGEROUS.test(cell) ? `'${cell}` : cell);

function* rowsOf(audit: Audit): Generator<Row> {
  const names = new Map(audit.places.map(({ account, accountName = '' }) => [account, accountName]));
  for (const flow of audit.flows) {
    const shared = { ...rowOfFlow(flow), account_name: names.get(flow.account) ?? '' };
    if (flow.reasons.length === 0) yield shared;
    for (const reason of flow.reasons) yield { ...shared, ...rowOfReason(reason) };
  }
  for (const gap of gapsOf(audit)) yield rowOfGap(gap);
}

const rowOfFlow = (flow: AuditedFlow): Row => ({
  account: flow.account,
  region: flow.region,
  flow: flow.flow,
  arn: flow.arn,
  verdict: flow.verdict,
  severity: flow.severity,
  annotation: flow.annotation,
  key_arn: flow.key?.arn ?? '',
  key_state: flow.key?.state ?? '',
  tags: Object.keys(flow.tags).length === 0 ? '' : JSON.stringify(flow.tags),
  change: flow.change ?? '',
});

const rowOfReason = ({ code, severity, problem, remedy, change, muted }: AuditedReason): Row => ({
  severity,
  reason: code,
  problem,
  remedy,
  change: change ?? '',
  muted_until: muted?.until ?? '',
  muted_because: muted?.because ?? '',
});

const VERDICTS = {
  unreadable: 'UNREADABLE',
  unjudged: 'UNJUDGED',
  interrupted: 'INTERRUPTED',
  skipped: 'SKIPPED',
  'not-enabled': 'NOT_ENABLED',
} as const;

const rowOfGap = ({ kind, place, flow = '', because }: Gap): Row => ({
  account: place?.account ?? '',
  account_name: place?.accountName ?? '',
  region: place?.region ?? '',
  flow,
  verdict: VERDICTS[kind],
  problem: because,
});
