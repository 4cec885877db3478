import { findingsOf } from '../../audit/findings.ts';
import { code, prose } from '../../outputs/markdown-text.ts';
import type { CheckedFlow, CheckReport } from '../check.ts';
import { byAnswer, countOf, lastLineOf, nameOf, placeOf, unknownLine } from '../told.ts';

/** Nobody reads more, and GitHub takes at most 65,536 characters of a comment. */
const MOST_ROWS = 100;
const MOST_CHARACTERS = 60_000;

/**
 * Markdown for a pull request: what fails, what is unknown, and the notes, no more than a comment holds. Text of a file is shown as
 * it is, never as markup.
 */
export function* checkAsMarkdown(report: CheckReport): Generator<string> {
  const failed = countOf(report, 'fail');
  const result = failed === 0 ? 'none of these flows fails' : `${failed} of ${report.flows.length} fail`;
  const head = [
    `## AppFlow flows before they are deployed: ${result}\n`,
    '\n',
    ...(report.complete ? [] : ['**The check is incomplete.** AWS did not answer everything that was asked.\n', '\n']),
    `${lastLineOf(report)}.\n`,
    '\n',
  ];
  yield* head;
  yield* rowsIn(report, MOST_CHARACTERS);
  if (report.notes.length > 0) yield '\n';
  for (const note of report.notes) yield `- ${prose(note)}\n`;
  const given = Object.entries(report.parameters).map(([name, value]) => code(`${name}=${value}`));
  yield `\nChecked by appflow-flow-cmk with ${given.length === 0 ? 'the default parameters' : given.join(', ')}.\n`;
}

function* rowsIn(report: CheckReport, room: number): Generator<string> {
  const rows = [...report.flows].sort(byAnswer).flatMap(rowsOf);
  if (rows.length === 0) {
    yield 'No findings.\n';
    return;
  }
  yield '| Severity | Finding | Flow | Place | What is wrong | What to do |\n|---|---|---|---|---|---|\n';
  let left = room;
  let shown = 0;
  for (const row of rows.slice(0, MOST_ROWS)) {
    left -= row.length;
    if (left < 0) break;
    yield row;
    shown += 1;
  }
  const hidden = rows.length - shown;
  if (hidden > 0) yield `\n${hidden} more ${hidden === 1 ? 'finding is' : 'findings are'} not shown here.\n`;
}

const rowsOf = (flow: CheckedFlow): readonly string[] => {
  const row = (...cells: readonly [string, string, string, string]): string => {
    const [severity, finding, problem, remedy] = cells;
    return `| ${[severity, finding, code(nameOf(flow)), code(placeOf(flow)), problem, remedy].join(' | ')} |\n`;
  };
  return [
    ...findingsOf(flow).map((finding) =>
      row(
        finding.severity,
        finding.code,
        prose(finding.problems.join('; ')),
        prose(finding.remedies.map((remedy) => `${remedy}.`).join(' ')),
      ),
    ),
    ...flow.unknown.map((fact) => row('', 'unknown', prose(unknownLine(fact)), '')),
  ];
};
