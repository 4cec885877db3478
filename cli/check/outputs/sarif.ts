import { createHash } from 'node:crypto';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';
import { type AuditFinding, findingsOf } from '../../audit/findings.ts';
import { LEVELS, messageOf, REASON_RULES, sarifLog, segment, TOOL } from '../../outputs/sarif-log.ts';
import { VERSION } from '../../version.ts';
import type { CheckedFlow, CheckReport } from '../check.ts';
import { findingLine, nameOf, unknownLine } from '../told.ts';
import type { CheckLooks } from './writers.ts';

const UNKNOWN = 'UNKNOWN';

const UNKNOWN_RULE = {
  id: UNKNOWN,
  shortDescription: { text: 'Something of the flow is not known before it is deployed' },
  fullDescription: {
    text: 'Something of the flow is not known before it is deployed. Whether the flow will be compliant hangs on it.',
  },
  help: {
    text: 'Give the value where that is possible, and let the AWS Config rule judge the flow once it is there.',
    markdown: 'Give the value where that is possible, and let the AWS Config rule judge the flow once it is there.',
  },
  defaultConfiguration: { level: 'note' },
  properties: { tags: ['security', 'encryption'], precision: 'medium' },
};

/**
 * The chunks of a SARIF 2.1.0 log for code scanning: a rule for each reason code and one for what is unknown, a result for each
 * flow and code, and one for all that is unknown of a flow, which is to be reviewed, or fails where that is asked for. Each is at
 * the line of the flow, plans at their first. Notes are notifications.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkAsSarif(report: CheckReport, { unknownFails }: CheckLooks): Generator<string> {
  const results = report.flows.flatMap((flow) => resultsOf(flow, unknownFails));
  return sarifLog((run) => runOf(report, run), results.values(), results.length);
}

const runOf = ({ complete, notes }: CheckReport, run: number): object => ({
  tool: {
    driver: { name: TOOL, version: VERSION, semanticVersion: VERSION, rules: [...REASON_RULES, UNKNOWN_RULE] },
  },
  // What is before the last slash is GitHub's category: uploads of one category close each other's alerts.
  automationDetails: { id: `${TOOL}/check/${run === 1 ? '' : `part-${run}/`}` },
  invocations: [
    {
      executionSuccessful: complete,
      ...(run === 1
        ? { toolConfigurationNotifications: notes.map((note) => ({ level: 'note', message: messageOf(note) })) }
        : {}),
    },
  ],
  columnKind: 'utf16CodeUnits',
});

const resultsOf = (flow: CheckedFlow, unknownFails: boolean): readonly object[] => [
  ...findingsOf(flow).map((finding) => reasonResult(flow, finding)),
  ...(flow.unknown.length > 0 ? [unknownResult(flow, unknownFails)] : []),
];

const reasonResult = (flow: CheckedFlow, finding: AuditFinding): object => ({
  ruleId: finding.code,
  ruleIndex: REASON_CODES.indexOf(finding.code),
  kind: 'fail',
  level: LEVELS[finding.severity],
  message: messageOf(`AppFlow flow ${nameOf(flow)}: ${findingLine(finding)}`),
  locations: [locationOf(flow)],
  partialFingerprints: { primaryLocationLineHash: fingerprintOf(flow, finding.code) },
});

/** The standard wants no level where nothing is known to be wrong. */
const unknownResult = (flow: CheckedFlow, unknownFails: boolean): object => ({
  ruleId: UNKNOWN,
  ruleIndex: REASON_CODES.length,
  ...(unknownFails ? { kind: 'fail', level: 'error' } : { kind: 'review', level: 'none' }),
  message: messageOf(`AppFlow flow ${nameOf(flow)}: ${flow.unknown.map(unknownLine).join(' ')}`),
  locations: [locationOf(flow)],
  partialFingerprints: { primaryLocationLineHash: fingerprintOf(flow, UNKNOWN) },
});

const locationOf = ({ file, line = 1, resource, constructPath }: CheckedFlow): object => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
  logicalLocations: [
    {
      name: messageOf(resource).text,
      fullyQualifiedName: messageOf(constructPath ?? resource).text,
      kind: 'resource',
    },
  ],
});

/** Relative to the working directory, as code scanning wants it, where the file is below it. */
const uriOf = (file: string): string => {
  const path = file
    .replaceAll('\\', '/')
    .split('/')
    .map((part, index) => (part === '..' || (part === '' && index === 0) ? part : segment(part)))
    .join('/');
  return path.startsWith('/') ? `file://${path}` : path;
};

/** Of what stays the same when a line above is added: neither the line nor the wording. */
const fingerprintOf = ({ file, resource }: CheckedFlow, code: string): string =>
  `${createHash('sha256')
    .update(JSON.stringify([file, resource, code]))
    .digest('hex')
    .slice(0, 32)}:1`;
