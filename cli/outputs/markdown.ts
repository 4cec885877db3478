import type { Audit, AuditedFlow } from '../audit/audit.ts';
import { type AuditFinding, findingsOf } from '../audit/findings.ts';
import { byReason, byUrgency } from '../audit/severity-order.ts';
import { lastLineOf, percentCompliant, summaryOf } from '../audit/summary.ts';
import { groupedGaps } from './grouped-gaps.ts';
import { code, prose } from './markdown-text.ts';

/** Nobody reads more, and GitHub takes at most 65,536 characters of a comment. */
const MOST_ROWS = 100;
const MOST_CHARACTERS = 60_000;

/**
 * Markdown for a pull request or a ticket: the share that is compliant, what is missing, and the findings, worst
 * first, at most 100 of them and no more than a comment holds. All that is missing is named, however much it is. Text
 * from AWS is shown as it is, never as markup: it makes no link, calls nobody and ends no cell.
 */
export function* auditAsMarkdown(audit: Audit): Generator<string> {
  const head = headOf(audit).map((line) => `${line}\n`);
  yield* head;
  const written = head.reduce((sum, { length }) => sum + length, 0);
  yield* findingsIn(audit, MOST_CHARACTERS - written);
  yield* noteLines(audit);
  const rule = audit.rule === undefined ? '' : `, rule ${code(audit.rule.name)}`;
  yield `\nAudited ${prose(audit.at)} by appflow-flow-cmk ${prose(audit.version)}${rule}, ${policyOf(audit)}.\n`;
}

const headOf = (audit: Audit): readonly string[] => {
  const summary = summaryOf(audit);
  const { changes } = summary;
  const groups = groupedGaps(audit);
  return [
    `## AppFlow flows under customer managed keys: ${percentCompliant(summary)}`,
    '',
    ...(audit.complete ? [] : ['**The audit is incomplete.** What is named here may hide more findings.', '']),
    ...groups.map(({ title, because, subjects }) => {
      const named = subjects.length === 0 ? '' : `: ${subjects.map(code).join(', ')}`;
      return `- ${title}${named} – ${prose(because)}`;
    }),
    ...(groups.length === 0 ? [] : ['']),
    `${lastLineOf(audit)}.`,
    ...(changes === undefined
      ? []
      : [
          '',
          `Since the baseline: ${changes.new} with new findings, ${changes.still} as before, ${changes.fixed} fixed.`,
        ]),
    '',
  ];
};

interface Row {
  readonly flow: AuditedFlow;
  /** Absent where the flow fails for reasons that nobody told. */
  readonly finding?: AuditFinding;
}

function* findingsIn(audit: Audit, room: number): Generator<string> {
  const rows = rowsOf(audit);
  if (rows.length === 0) {
    yield 'No findings.\n';
    return;
  }
  const table = [
    '| Severity | Finding | Flow | Account, Region | What is wrong | What to do |\n',
    '|---|---|---|---|---|---|\n',
  ];
  let left = room - table.join('').length;
  let shown = 0;
  yield* table;
  for (const row of rows.slice(0, MOST_ROWS)) {
    const line = lineOf(row);
    left -= line.length;
    if (left < 0) break;
    yield line;
    shown += 1;
  }
  const hidden = rows.length - shown;
  if (hidden > 0) yield `\n${hidden} more ${hidden === 1 ? 'finding is' : 'findings are'} not shown here.\n`;
}

/** What is not muted first, then by severity and code, then in the order of the flows. */
const rowsOf = (audit: Audit): readonly Row[] => {
  const flows = audit.flows.filter(({ verdict, reasons }) => verdict === 'NON_COMPLIANT' || reasons.length > 0);
  const rows = [...flows].sort(byUrgency).flatMap((flow): readonly Row[] => {
    const findings = findingsOf(flow);
    return findings.length === 0 ? [{ flow }] : findings.map((finding) => ({ flow, finding }));
  });
  return rows.sort((a, b) => groupOf(a) - groupOf(b) || byCode(a, b));
};

const groupOf = ({ flow, finding }: Row): number =>
  flow.verdict === 'NON_COMPLIANT' ? Number(finding?.muted !== undefined) : 2;

const byCode = ({ finding: a }: Row, { finding: b }: Row): number =>
  a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : byReason(a, b);

const lineOf = ({ flow, finding }: Row): string => {
  const { change, muted } = finding ?? {};
  const marks = [
    ...(change === 'new' ? ['**new**'] : []),
    ...(flow.verdict === 'NOT_APPLICABLE' ? ['not applicable'] : []),
    ...(muted === undefined ? [] : [`muted until ${prose(muted.until)}: ${prose(muted.because)}`]),
  ];
  const cells = [
    finding === undefined ? 'unknown' : finding.severity,
    [finding === undefined ? flow.verdict : finding.code, ...marks].join('<br>'),
    code(flow.flow),
    `${code(flow.account)}<br>${code(flow.region)}`,
    prose(finding === undefined ? flow.annotation : finding.problems.join('; ')),
    finding === undefined ? '' : prose(finding.remedies.map((remedy) => `${remedy}.`).join(' ')),
  ];
  return `| ${cells.join(' | ')} |\n`;
};

function* noteLines({ notes }: Audit): Generator<string> {
  if (notes.length === 0) return;
  yield '\n';
  for (const note of notes) yield `- ${prose(note)}\n`;
}

const policyOf = ({ parameters }: Audit): string => {
  const given = Object.entries(parameters);
  if (given.length === 0) return 'with the default parameters';
  return `with ${given.map(([name, value]) => code(`${name}=${value}`)).join(', ')}`;
};
