import type { AuditFinding } from '../audit/findings.ts';
import { asSentence, findingsOf } from '../audit/findings.ts';
import type { CheckAnswer, CheckedFlow, CheckReport, UnknownFact } from './check.ts';

/** `template.yaml:12`. */
export const placeOf = ({ file, line }: CheckedFlow): string => (line === undefined ? file : `${file}:${line}`);

/** `Orders (orders)`: where it is planned, and its name. */
export const nameOf = ({ resource, flow }: CheckedFlow): string =>
  flow === undefined || flow === resource ? resource : `${resource} (${flow})`;

/** "ROTATION_OFF (MEDIUM): Automatic rotation is off for key Lake. Turn it on with kms:EnableKeyRotation." */
export const findingLine = ({ code, severity, problems, remedies }: AuditFinding): string =>
  [`${code} (${severity}): ${asSentence(problems)}`, ...remedies.map((remedy) => `${remedy}.`)].join(' ');

/** "The policy of key Lake is not known: it is imported (line 31)." */
export const unknownLine = ({ what, because, line }: UnknownFact): string =>
  asSentence([
    `${what} ${VERB.test(what) ? 'are' : 'is'} not known: ${because}${line === undefined ? '' : ` (line ${line})`}`,
  ]);

const VERB = /^the (?:tags|aliases|grants|keys|rotations) /;

/** All that is said of a flow, a line each. */
export const linesOf = (flow: CheckedFlow): readonly string[] => [
  ...findingsOf(flow).map(findingLine),
  ...flow.unknown.map(unknownLine),
  ...(flow.because === undefined ? [] : [flow.because]),
];

const ANSWERS: readonly CheckAnswer[] = ['fail', 'unknown', 'pass'];

/** For `sort`: what fails first, what is unknown next; else the order of the files stays. */
export const byAnswer = (a: CheckedFlow, b: CheckedFlow): number =>
  ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer);

export const countOf = ({ flows }: CheckReport, answer: CheckAnswer): number =>
  flows.filter((flow) => flow.answer === answer).length;

/** All of it in one line, without a full stop. */
export const lastLineOf = (report: CheckReport): string => {
  const files = new Set(report.flows.map(({ file }) => file)).size;
  const counts = `${countOf(report, 'fail')} failed, ${countOf(report, 'unknown')} unknown, ${countOf(report, 'pass')} passed`;
  const flows = `${counted(report.flows.length, 'flow')} in ${counted(files, 'file')}`;
  return `${flows}: ${counts}${report.complete ? '' : ': the check is incomplete'}`;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
