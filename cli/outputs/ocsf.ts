import { parseArn } from '../../lambda/core/model/arn.ts';
import { REASONS, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import { requirementsMet } from '../../lambda/core/model/requirements.ts';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow } from '../audit/audit.ts';
import { type AuditFinding, asSentence, findingsOf } from '../audit/findings.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import { checkOf } from './checks-of-reasons.ts';
import { jsonArray } from './json-text.ts';

const PRODUCT = 'appflow-flow-cmk';
const VERSION = '1.6.0';

/** Numbers of OCSF: https://schema.ocsf.io/1.6.0/classes/compliance_finding */
const SEVERITY_ID = {
  INFORMATIONAL: 1,
  LOW: 2,
  MEDIUM: 3,
  HIGH: 4,
  CRITICAL: 5,
} as const satisfies Readonly<Record<SeverityLabel, number>>;
const SEVERITY_NAMES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'] as const;
const ACTIVITY = { create: [1, 'Create'], update: [2, 'Update'], close: [3, 'Close'] } as const;
const STATUS = { new: [1, 'New'], suppressed: [3, 'Suppressed'], resolved: [4, 'Resolved'] } as const;
/** 2 is defined as a check without a result for want of information; 99 goes with a name of the product's own. */
const RESULT = { pass: [1, 'Pass'], unverified: [2, 'Warning'], fail: [3, 'Fail'] } as const;

/**
 * The chunks of one JSON array of OCSF 1.6 Compliance Findings (class 2003): one event a flow and reason code, one
 * for a flow without reasons, and one for everything that has no verdict, whose compliance is Unknown, or Skipped or
 * Not Enabled where it was left out on purpose. A flow that is not applicable is Not Applicable, or a Warning where
 * it could not be verified. What the baseline had is an update, what is fixed is closed and resolved; what is muted
 * is suppressed.
 */
export function* auditAsOcsf(audit: Audit): Generator<string> {
  yield* jsonArray(eventsOf(audit));
  yield '\n';
}

function* eventsOf(audit: Audit): Generator<object> {
  const names = new Map(audit.places.map(({ account, accountName }) => [account, accountName]));
  const rotating = new Set(audit.keys.filter(({ rotation }) => rotation?.kind === 'on').map(({ arn }) => arn));
  for (const gap of gapsOf(audit)) yield eventOfGap(gap, audit);
  for (const flow of audit.flows) {
    const shared = { ...cloudOf(flow, names.get(flow.account)), resources: resourcesOf(flow) };
    const findings = findingsOf(flow);
    if (findings.length === 0) yield { ...eventOfFlow(flow, rotating, audit), ...shared };
    for (const finding of findings) yield { ...eventOfFinding(finding, flow, audit), ...shared };
  }
}

/** What each event has: of the same activity, severity, workflow and time. */
const base = (
  audit: Audit,
  [activity, activityName]: readonly [number, string],
  [status, statusName]: readonly [number, string],
  severity: number,
  eventCode: string,
) => ({
  class_uid: 2003,
  class_name: 'Compliance Finding',
  category_uid: 2,
  category_name: 'Findings',
  activity_id: activity,
  activity_name: activityName,
  type_uid: 200300 + activity,
  type_name: `Compliance Finding: ${activityName}`,
  // In milliseconds; other tools write seconds here.
  time: Date.parse(audit.at),
  severity_id: severity,
  severity: SEVERITY_NAMES[severity],
  status_id: status,
  status: statusName,
  metadata: {
    version: VERSION,
    profiles: ['cloud'],
    event_code: eventCode,
    product: { name: PRODUCT, version: audit.version },
  },
});

const eventOfFinding = (finding: AuditFinding, flow: AuditedFlow, audit: Audit): object => {
  const { code, severity, problems, remedies, change, muted } = finding;
  const control = checkOf(code)?.name ?? PRODUCT;
  const activity = change === 'still' ? ACTIVITY.update : ACTIVITY.create;
  const status = muted === undefined ? STATUS.new : STATUS.suppressed;
  const [result, resultName] = flow.verdict === 'NON_COMPLIANT' ? RESULT.fail : RESULT.unverified;
  const event = base(audit, activity, status, SEVERITY_ID[severity], code);
  const requirements = REASONS[code].requirements;
  return {
    ...event,
    metadata: { ...event.metadata, ...(flow.truncated ? { is_truncated: true } : {}) },
    message: plainText(asSentence(problems)),
    ...(muted === undefined ? {} : { comment: plainText(`Muted until ${muted.until}: ${muted.because}`) }),
    finding_info: {
      uid: `${flow.arn}|${code}`,
      title: REASONS[code].title,
      desc: plainText(asSentence(problems)),
      analytic: { type_id: 1, type: 'Rule', uid: control, name: control },
    },
    compliance: {
      control,
      ...requirementsIn(requirements),
      status_id: result,
      status: resultName,
      status_code: code,
      status_details: problems.map(plainText),
    },
    remediation: { desc: plainText(remedies.map((remedy) => `${remedy}.`).join(' ')) },
    unmapped: unmappedOf(flow),
  };
};

const eventOfFlow = (flow: AuditedFlow, rotating: ReadonlySet<string>, audit: Audit): object => {
  const isFixed = flow.change === 'fixed';
  const label = flow.verdict;
  const rotates = flow.key !== undefined && rotating.has(flow.key.arn);
  return {
    ...base(
      audit,
      isFixed ? ACTIVITY.close : ACTIVITY.create,
      isFixed ? STATUS.resolved : STATUS.new,
      SEVERITY_ID[flow.severity],
      label,
    ),
    message: plainText(flow.annotation),
    finding_info: {
      uid: `${flow.arn}|${label}`,
      title: TITLES[flow.verdict],
      desc: plainText(flow.annotation),
      analytic: { type_id: 1, type: 'Rule', uid: PRODUCT, name: PRODUCT },
    },
    compliance: {
      control: PRODUCT,
      ...(flow.verdict === 'COMPLIANT' ? requirementsIn(requirementsMet({ rotates })) : {}),
      ...resultOf(flow),
      status_code: label,
      status_details: [plainText(flow.annotation)],
    },
    unmapped: unmappedOf(flow),
  };
};

const TITLES = {
  COMPLIANT: 'The flow is encrypted with a customer managed key as demanded',
  NON_COMPLIANT: 'The flow is not compliant',
  NOT_APPLICABLE: 'The flow is not judged',
} as const;

const resultOf = ({ verdict }: AuditedFlow): { readonly status_id: number; readonly status: string } => {
  if (verdict === 'NOT_APPLICABLE') return { status_id: 99, status: 'Not Applicable' };
  const [status_id, status] = verdict === 'COMPLIANT' ? RESULT.pass : RESULT.fail;
  return { status_id, status };
};

const eventOfGap = (gap: Gap, audit: Audit): object => {
  const { kind, place, flow, because } = gap;
  const subject = flow ?? (place === undefined ? 'the audit' : `${place.account}/${place.region}`);
  const code = kind.toUpperCase().replace('-', '_');
  const [status_id, status] = isIncomplete(gap)
    ? ([0, 'Unknown'] as const)
    : ([99, LEFT_OUT[code] ?? 'Other'] as const);
  const uid = [
    PRODUCT,
    'audit',
    ...(place === undefined ? [] : [place.account, place.region]),
    ...(flow ? [flow] : []),
  ];
  return {
    // What is unknown may be anything; what was left out on purpose is no more than told.
    ...base(audit, ACTIVITY.create, STATUS.new, isIncomplete(gap) ? 0 : SEVERITY_ID.INFORMATIONAL, code),
    message: plainText(`No verdict on ${subject}: ${because}.`),
    finding_info: {
      uid: `${uid.join('/')}|${code}`,
      title: plainText(`No verdict on ${subject}`),
      desc: plainText(asSentence([because])),
      analytic: { type_id: 1, type: 'Rule', uid: PRODUCT, name: PRODUCT },
    },
    compliance: { control: PRODUCT, status_id, status, status_code: code, status_details: [plainText(because)] },
    ...(place === undefined ? { cloud: { provider: 'AWS' } } : cloudOf(place, place.accountName)),
    ...(place === undefined || flow === undefined
      ? {}
      : { resources: [{ name: flow, type: 'AWS::AppFlow::Flow', region: place.region }] }),
  };
};

const LEFT_OUT: Readonly<Record<string, string>> = { SKIPPED: 'Skipped', NOT_ENABLED: 'Not Enabled' };

const cloudOf = (
  { account, region }: { readonly account: string; readonly region: string },
  accountName: string | undefined,
) => ({
  cloud: {
    provider: 'AWS',
    region,
    cloud_partition: partitionOfRegion(region),
    account: {
      uid: account,
      ...(accountName === undefined ? {} : { name: plainText(accountName) }),
      type: 'AWS Account',
      type_id: 10,
    },
  },
});

const resourcesOf = ({ arn, flow, region, tags, key }: AuditedFlow): readonly object[] => [
  {
    uid: arn,
    name: flow,
    type: 'AWS::AppFlow::Flow',
    region,
    cloud_partition: parseArn(arn)?.partition ?? partitionOfRegion(region),
    tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
  },
  ...(key === undefined ? [] : [{ uid: key.arn, type: 'AWS::KMS::Key', region: parseArn(key.arn)?.region ?? region }]),
];

/** "PCI DSS v4.0.1/3.7.4" is a requirement of the standard "PCI DSS v4.0.1", "SOC 2 CC6.1" one of "SOC 2". */
const requirementsIn = (requirements: readonly string[]) => ({
  standards: [...new Set(requirements.map((requirement) => requirement.replace(/[ /][^ /]+$/, '')))],
  requirements,
});

/** What OCSF has no member for. */
const unmappedOf = ({ annotation, verdict, change, muted }: AuditedFlow): object => ({
  verdict,
  annotation: plainText(annotation),
  ...(change === undefined ? {} : { change }),
  ...(muted === undefined ? {} : { muted_until: muted.until, muted_because: plainText(muted.because) }),
});
