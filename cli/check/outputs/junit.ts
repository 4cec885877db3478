import { worstOf } from '../../../lambda/core/model/reasons.ts';
import { findingsOf } from '../../audit/findings.ts';
import { type Case, junitReport, type Suite, xmlText } from '../../outputs/junit-report.ts';
import type { CheckedFlow, CheckReport } from '../check.ts';
import { findingLine, linesOf, nameOf, placeOf, unknownLine } from '../told.ts';
import type { CheckLooks } from './writers.ts';

const TOOL = 'appflow-flow-cmk';

/**
 * The chunks of an XML report in the dialect of JUnit that Jenkins reads: a suite for each file, a case for each flow. What fails is
 * a failure; what is unknown is skipped, or a failure where that is asked for; a check that is incomplete has an error besides.
 * Notes stand in a suite without cases.
 */
export const checkAsJunit = (report: CheckReport, { unknownFails }: CheckLooks): Generator<string> => {
  const byFile = new Map<string, Case[]>();
  for (const flow of report.flows) {
    const cases = byFile.get(flow.file) ?? [];
    cases.push(caseOf(flow, unknownFails));
    byFile.set(flow.file, cases);
  }
  const suites = [...byFile].map(([file, cases]): Suite => ({ name: file, className: `${TOOL}.${file}`, cases }));
  return junitReport(TOOL, [...suites, ...aboutTheWhole(report)]);
};

const caseOf = (flow: CheckedFlow, unknownFails: boolean): Case => {
  const name = nameOf(flow);
  switch (flow.answer) {
    case 'pass':
      return { name };
    case 'fail': {
      const [first] = findingsOf(flow);
      const type = worstOf(flow.reasons.map(({ code }) => code)) ?? 'FAIL';
      const message = first === undefined ? '' : findingLine(first);
      const text = [placeOf(flow), ...linesOf(flow)].map(xmlText).join('\n');
      return { name, answer: { kind: 'failure', type, message, text } };
    }
    case 'unknown': {
      const message = flow.unknown.map(unknownLine).join(' ');
      return { name, answer: { kind: unknownFails ? 'failure' : 'skipped', type: 'UNKNOWN', message } };
    }
  }
};

const aboutTheWhole = ({ complete, notes }: CheckReport): readonly Suite[] => {
  if (complete && notes.length === 0) return [];
  const message = 'the check is incomplete: AWS did not answer everything that was asked';
  const cases: readonly Case[] = complete
    ? []
    : [{ name: 'the whole check', answer: { kind: 'error', type: 'INCOMPLETE', message } }];
  const text = notes.length === 0 ? {} : { text: notes.map(xmlText).join('\n') };
  return [{ name: `${TOOL} notes`, className: TOOL, cases, ...text }];
};
