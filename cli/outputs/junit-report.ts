import { XMLBuilder } from 'fast-xml-parser';
import { plainText } from '../../lambda/core/model/text.ts';

/** What became of a case; Jenkins keeps only one answer a case. */
export interface Case {
  readonly name: string;
  readonly answer?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    /** A code or a label. */
    readonly type: string;
    readonly message: string;
    readonly text?: string;
  };
}

export interface Suite {
  readonly name: string;
  /** Its cases are grouped by it; it never changes, so that a case has a history. */
  readonly className: string;
  readonly cases: readonly Case[];
  readonly text?: string;
}

/**
 * The chunks of an XML report in the dialect of JUnit that Jenkins reads. `at`: of when it is, ISO 8601 in UTC; left out where
 * nobody asks.
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export function* junitReport(name: string, suites: readonly Suite[], at?: string): Generator<string> {
  const root = { '@name': name, ...countsOf(suites.flatMap(({ cases }) => cases)), '@time': '0' };
  // The end tag comes at the end of all; a report without a suite is closed likewise.
  const [start = ''] = xml.build({ testsuites: { ...root, '#': '' } }).split('</testsuites>');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${start.trimEnd()}\n`;
  for (const suite of suites) yield elementOf(suite, at);
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

const elementOf = ({ name, className, cases, text }: Suite, at: string | undefined): string =>
  xml.build({
    testsuite: {
      '@name': xmlText(name),
      ...countsOf(cases),
      '@time': '0',
      ...(at === undefined ? {} : { '@timestamp': xmlText(at.replace(/Z$/, '')) }),
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
export const xmlText = (text: string): string => plainText(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
