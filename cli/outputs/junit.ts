import type { Audit, AuditedFlow, Muted } from '../audit/audit.ts';
import { type AuditFinding, asSentence, findingsOf } from '../audit/findings.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';
import { byReason } from '../audit/severity-order.ts';
import { type Case, junitReport, type Suite, xmlText } from './junit-report.ts';

const TOOL = 'appflow-flow-cmk';

/**
 * The chunks of an XML report in the dialect of JUnit that Jenkins reads: a suite for each account and Region, a case
 * for each flow. A flow that is not compliant is a failure; one that is not applicable, or muted as a whole, is
 * skipped. What could not be read or judged is an error, what was left out on purpose is skipped; each is a case,
 * too. Notes stand in a suite without cases.
 */
export const auditAsJunit = (audit: Audit): Generator<string> => junitReport(TOOL, suitesOf(audit), audit.at);

const suitesOf = (audit: Audit): readonly Suite[] => {
  const cases = new Map<string, Case[]>();
  const add = (place: string, one: Case): void => {
    const known = cases.get(place);
    if (known === undefined) cases.set(place, [one]);
    else known.push(one);
  };
  const nameOf = ({ account, region }: { readonly account: string; readonly region: string }) => `${account}/${region}`;
  for (const place of audit.places) cases.set(nameOf(place), []);
  for (const flow of audit.flows) add(nameOf(flow), caseOfFlow(flow));
  for (const gap of gapsOf(audit)) add(gap.place === undefined ? TOOL : nameOf(gap.place), caseOfGap(gap));
  const suites = [...cases].map(
    ([name, ofPlace]): Suite => ({
      name,
      className: name === TOOL ? TOOL : `${TOOL}.${name.replace('/', '.')}`,
      cases: ofPlace,
    }),
  );
  if (audit.notes.length === 0) return suites;
  return [...suites, { name: `${TOOL} notes`, className: TOOL, cases: [], text: audit.notes.map(xmlText).join('\n') }];
};

const caseOfFlow = (flow: AuditedFlow): Case => {
  const { flow: name, verdict, annotation, muted } = flow;
  if (verdict === 'COMPLIANT') return { name };
  if (verdict === 'NOT_APPLICABLE') return { name, answer: { kind: 'skipped', type: verdict, message: annotation } };
  if (muted !== undefined)
    return { name, answer: { kind: 'skipped', type: 'MUTED', message: `${muting(muted)}. ${annotation}` } };
  const findings = [...findingsOf(flow)].sort(byReason);
  const worst = findings.find((finding) => finding.muted === undefined)?.code ?? verdict;
  const text = findings.map(lineOf).join('\n');
  return { name, answer: { kind: 'failure', type: worst, message: annotation, text } };
};

const lineOf = ({ code, severity, problems, remedies, change, muted }: AuditFinding): string => {
  const marks = [severity, ...(change === undefined ? [] : [change]), ...(muted === undefined ? [] : [muting(muted)])];
  return xmlText(
    `${code} (${marks.join(', ')}): ${asSentence(problems)} ${remedies.map((remedy) => `${remedy}.`).join(' ')}`,
  );
};

const muting = ({ until, because }: Muted): string => `muted until ${until}: ${because}`;

const caseOfGap = (gap: Gap): Case => ({
  name: gap.flow ?? (gap.place === undefined ? 'the whole audit' : 'all flows'),
  answer: {
    kind: isIncomplete(gap) ? 'error' : 'skipped',
    type: gap.kind.toUpperCase().replace('-', '_'),
    message: gap.because,
  },
});
