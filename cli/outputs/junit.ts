import { XMLBuilder } from 'fast-xml-parser';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow, Muted } from '../audit/audit.ts';
import { type AuditFinding, asSentence, findingsOf } from '../audit/findings.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';
import { byReason } from '../audit/severity-order.ts';

const TOOL = 'appflow-flow-cmk';

/** What became of a case; Jenkins keeps only one answer a case. */
interface Case {
  readonly name: string;
  readonly answer?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    /** A code or a label. */
    readonly type: string;
    readonly message: string;
    readonly text?: string;
  };
}

interface Suite {
  readonly name: string;
  /** Its cases are grouped by it; it never changes, so that a case has a history. */
  readonly className: string;
  readonly cases: readonly Case[];
  readonly text?: string;
}

/**
 * The chunks of an XML report in the dialect of JUnit that Jenkins reads: a suite for each account and Region, a case
 * for each flow. A flow that is not compliant is a failure; one that is not applicable, or muted as a whole, is
 * skipped. What could not be read or judged is an error, what was left out on purpose is skipped; each is a case,
 * too. Notes stand in a suite without cases.
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export function* auditAsJunit(audit: Audit): Generator<string> {
  const suites = suitesOf(audit);
  const root = { '@name': TOOL, ...countsOf(suites.flatMap(({ cases }) => cases)), '@time': '0' };
  // The end tag comes at the end of all; a report without a suite is closed likewise.
  const [start = ''] = xml.build({ testsuites: { ...root, '#': '' } }).split('</testsuites>');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${start.trimEnd()}\n`;
  for (const suite of suites) yield elementOf(suite, audit.at);
  yield '</testsuites>\n';
}

const xml = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  suppressEmptyNode: false,
  // A flow may be called "true", which would be an attribute without a value.
  suppressBooleanAttributes: false,
});

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

const elementOf = ({ name, className, cases, text }: Suite, at: string): string =>
  xml.build({
    testsuite: {
      '@name': xmlText(name),
      ...countsOf(cases),
      '@time': '0',
      '@timestamp': xmlText(at.replace(/Z$/, '')),
      testcase: cases.map(({ name: caseName, answer }) => ({
        '@classname': xmlText(className),
        '@name': xmlText(caseName),
        '@time': '0',
        ...(answer === undefined
          ? {}
          : {
              [answer.kind]: {
                '@type': answer.type,
                '@message': xmlText(answer.message),
                ...(answer.text === undefined ? {} : { '#': answer.text }),
              },
            }),
      })),
      ...(text === undefined ? {} : { 'system-out': text }),
    },
  });

const countsOf = (cases: readonly Case[]): object => {
  const of = (kind: string): number => cases.filter(({ answer }) => answer?.kind === kind).length;
  return { '@tests': cases.length, '@failures': of('failure'), '@errors': of('error'), '@skipped': of('skipped') };
};

/** XML 1.0 forbids two characters besides those that no output shows. */
const xmlText = (text: string): string => plainText(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
