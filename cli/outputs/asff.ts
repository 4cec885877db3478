import { parseArn } from '../../lambda/core/model/arn.ts';
import { excerpt, plainText } from '../../lambda/core/model/text.ts';
import {
  FINDING_TYPES,
  type Finding,
  type FindingOrigin,
  findingOn,
  GUIDE_URL,
  productArnIn,
} from '../../lambda/core/output/finding.ts';
import type { Audit, AuditedFlow } from '../audit/audit.ts';
import { findingsOf } from '../audit/findings.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import { jsonArray } from './json-text.ts';

const GENERATOR = 'appflow-flow-cmk/audit';

/** Security Hub refuses longer texts. */
const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 1024;
const LONGEST_FIELD = 1024;

/**
 * The chunks of one JSON array of findings in the AWS Security Finding Format, as the rule itself makes them.
 * `BatchImportFindings` takes 100 at once, each from its own account and Region. COMPLIANT flows are PASSED; flows
 * that are not applicable and places that were left out on purpose are missing. Each unreadable place and unjudged
 * flow is a finding of its own with the status NOT_AVAILABLE, under an id that no verdict has, so that it overwrites
 * none. A mute stands in `ProductFields`: an import could set a workflow, but never take it back when the mute ends.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
export const auditAsAsff = (audit: Audit): Iterable<string> => withLineBreak(jsonArray(asffFindings(audit)));

function* withLineBreak(chunks: Iterable<string>): Generator<string> {
  yield* chunks;
  yield '\n';
}

function* asffFindings(audit: Audit): Generator<Finding> {
  const rotating = new Set(audit.keys.filter(({ rotation }) => rotation?.kind === 'on').map(({ arn }) => arn));
  for (const gap of gapsOf(audit)) {
    const finding = isIncomplete(gap) ? findingOnGap(gap, audit) : undefined;
    if (finding !== undefined) yield finding;
  }
  for (const flow of audit.flows) {
    if (flow.verdict !== 'NOT_APPLICABLE') yield findingOnFlow(flow, rotating, audit);
  }
}

const findingOnFlow = (flow: AuditedFlow, rotating: ReadonlySet<string>, audit: Audit): Finding => {
  const { arn, account, region, key } = flow;
  const partition = parseArn(arn)?.partition ?? partitionOfRegion(region);
  const origin: FindingOrigin = {
    id: audit.rule === undefined ? `${GENERATOR}/${arn}` : `${audit.rule.arn}/${arn}`,
    generatorId: audit.rule?.arn ?? GENERATOR,
    ruleName: audit.rule?.name ?? GENERATOR,
    where: { partition, account, region },
    createdAt: audit.at,
    updatedAt: audit.at,
  };
  const finding = findingOn(
    {
      flowName: flow.flow,
      flowArn: arn,
      complianceType: flow.verdict,
      reasons: flow.reasons,
      annotation: flow.annotation,
      key: key === undefined ? undefined : { arn: key.arn, region: parseArn(key.arn)?.region ?? region },
      rotates: key !== undefined && rotating.has(key.arn),
    },
    origin,
  );
  return { ...finding, ProductFields: { ...finding.ProductFields, ...marksOf(flow) } };
};

const marksOf = (flow: AuditedFlow): Record<string, string> => {
  const findings = findingsOf(flow);
  const fields = {
    Change: flow.change,
    NewReasons: findings.flatMap(({ code, change }) => (change === 'new' ? code : [])).join(', '),
    Muted: findings
      .flatMap(({ code, muted }) => (muted === undefined ? [] : `${code} until ${muted.until}: ${muted.because}`))
      .join('; '),
    MutedUntil: flow.muted?.until,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value ? [[`appflow-flow-cmk/${name}`, textOf(value, LONGEST_FIELD)]] : [],
    ),
  );
};

/** Nothing where the audit has no account at all to tell it in. */
const findingOnGap = ({ kind, place, flow, because }: Gap, audit: Audit): Finding | undefined => {
  const { account } = place ?? audit.places[0] ?? {};
  if (account === undefined) return undefined;
  const told = place?.region ?? 'all';
  const region = told === 'all' ? regionToTellIn(audit) : told;
  const partition = partitionOfRegion(region);
  const subject = flow === undefined ? `account ${account}, Region ${told}` : `AppFlow flow ${flow}`;
  // As severe as what the rule itself could not verify.
  const severity = { Label: 'MEDIUM' } as const;
  return {
    SchemaVersion: '2018-10-08',
    Id: excerpt([GENERATOR, kind, account, told, ...(flow === undefined ? [] : [flow])].join('/'), 512),
    ProductArn: productArnIn({ partition, region, account }),
    GeneratorId: GENERATOR,
    AwsAccountId: account,
    Types: FINDING_TYPES,
    CreatedAt: audit.at,
    UpdatedAt: audit.at,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: FINDING_TYPES },
    Title: textOf(`Audit of AppFlow flows: ${subject} was not audited`, LONGEST_TITLE),
    Description: textOf(`The audit has no verdict on ${subject}: ${because}.`, LONGEST_DESCRIPTION),
    Remediation: { Recommendation: { Text: 'Remove the cause, then audit again.', Url: GUIDE_URL } },
    ProductFields: { 'appflow-flow-cmk/Missing': kind },
    Resources: [{ Type: 'AwsAccount', Id: `AWS::::Account:${account}`, Region: region }],
    Compliance: { Status: 'NOT_AVAILABLE', RelatedRequirements: [] },
    RecordState: 'ACTIVE',
  };
};

/** Security Hub knows no finding of every Region: it is told in the first one that the audit names. */
const regionToTellIn = ({ places }: Audit): string =>
  places.find(({ region }) => region !== 'all')?.region ?? 'us-east-1';

const textOf = (text: string, limit: number): string => excerpt(plainText(text), limit);
