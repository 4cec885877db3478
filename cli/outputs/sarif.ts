import { createHash } from 'node:crypto';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow } from '../audit/audit.ts';
import { type AuditFinding, asSentence, findingsOf } from '../audit/findings.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';
import { LEVELS, messageOf, REASON_RULES, sarifLog, segment, TOOL } from './sarif-log.ts';

/**
 * The chunks of a SARIF 2.1.0 log: a rule for each reason code, a result for each flow and code. A flow that could
 * not be verified and is not applicable therefore is `open`. What is muted is suppressed externally, with its
 * justification; what the baseline had is `unchanged`. Whatever has no verdict is a notification, and the execution
 * unsuccessful where the audit is incomplete. Flows lie at a made-up path, since GitHub wants one, and at their ARN.
 */
export function auditAsSarif(audit: Audit): Generator<string> {
  const total = audit.flows.reduce((sum, flow) => sum + findingsOf(flow).length, 0);
  return sarifLog((run) => runOf(audit, run), resultsIn(audit), total);
}

/** A run without its results; the first one tells what is missing. */
const runOf = (audit: Audit, run: number): object => ({
  tool: {
    driver: {
      name: TOOL,
      version: audit.version,
      semanticVersion: audit.version,
      rules: REASON_RULES,
      notifications: NOTIFICATIONS,
    },
  },
  automationDetails: { id: `${categoryOf(audit)}/${run === 1 ? '' : `part-${run}/`}${plainText(audit.at)}` },
  invocations: [
    {
      executionSuccessful: audit.complete,
      endTimeUtc: audit.at,
      ...(run === 1
        ? {
            toolExecutionNotifications: gapsOf(audit).map(notificationOf),
            toolConfigurationNotifications: audit.notes.map((note) => ({ level: 'note', message: messageOf(note) })),
          }
        : {}),
    },
  ],
  columnKind: 'utf16CodeUnits',
});

/**
 * What is before the last slash of the id is GitHub's category: uploads of one category close each other's alerts, so
 * that it names account and Region where there is one alone, and neither time nor number, which change.
 */
const categoryOf = ({ places }: Audit): string => {
  const alone = (values: readonly string[], otherwise: string): string =>
    new Set(values).size === 1 && values[0] !== undefined ? segment(values[0]) : otherwise;
  const account = alone(
    places.map((place) => place.account),
    'accounts',
  );
  const region = alone(
    places.map((place) => place.region),
    'regions',
  );
  return `${TOOL}/${account}/${region}`;
};

const NOTIFICATIONS = [
  { id: 'INTERRUPTED', shortDescription: { text: 'The audit was stopped before its end' } },
  { id: 'UNREADABLE', shortDescription: { text: 'An account or Region could not be read' } },
  { id: 'UNJUDGED', shortDescription: { text: 'A flow could not be judged' } },
  { id: 'SKIPPED', shortDescription: { text: 'An account was left out' } },
  { id: 'NOT_ENABLED', shortDescription: { text: 'A Region is not enabled in its account' } },
];

const notificationOf = (gap: Gap): object => {
  const { kind, place, flow, because } = gap;
  const where = place === undefined ? '' : `Account ${place.account}, Region ${place.region}: `;
  return {
    descriptor: { id: kind.toUpperCase().replace('-', '_') },
    level: isIncomplete(gap) ? 'error' : 'note',
    message: messageOf(`${where}${flow === undefined ? '' : `flow ${flow}: `}${because}`),
  };
};

function* resultsIn(audit: Audit): Generator<object> {
  // Where one result tells its state, all must: the standard takes silence for "not known".
  const reasons = audit.flows.flatMap((flow) => flow.reasons);
  const isCompared = reasons.some(({ change }) => change !== undefined);
  const isMuted = reasons.some(({ muted }) => muted !== undefined);
  for (const flow of audit.flows) {
    for (const finding of findingsOf(flow)) {
      yield {
        ...resultOf(flow, finding),
        ...(isCompared ? { baselineState: finding.change === 'still' ? 'unchanged' : 'new' } : {}),
        ...(isMuted ? { suppressions: suppressionsOf(finding) } : {}),
      };
    }
  }
}

const resultOf = (flow: AuditedFlow, { code, severity, problems, remedies }: AuditFinding): object => {
  const isOpen = flow.verdict !== 'NON_COMPLIANT';
  const todo = remedies.map((remedy) => `${remedy}.`).join(' ');
  return {
    ruleId: code,
    ruleIndex: REASON_CODES.indexOf(code),
    // Nothing is known to be wrong: the standard wants no level then.
    ...(isOpen ? { kind: 'open', level: 'none' } : { kind: 'fail', level: LEVELS[severity] }),
    message: messageOf(
      `AppFlow flow ${flow.flow} (account ${flow.account}, Region ${flow.region}): ${asSentence(problems)} ${todo}`,
    ),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: ['appflow', flow.account, flow.region, flow.flow].map(segment).join('/') },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        logicalLocations: [{ name: flow.flow, fullyQualifiedName: flow.arn, kind: 'resource' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprintOf(flow, code) },
  };
};

const suppressionsOf = ({ muted }: AuditFinding): readonly object[] =>
  muted === undefined
    ? []
    : [
        {
          kind: 'external',
          status: 'accepted',
          justification: plainText(`${muted.because} (muted until ${muted.until})`),
        },
      ];

/** Of what never changes about a finding: neither its wording nor its date. */
const fingerprintOf = ({ account, region, flow }: AuditedFlow, code: string): string =>
  `${createHash('sha256')
    .update(JSON.stringify([account, region, flow, code]))
    .digest('hex')
    .slice(0, 32)}:1`;
