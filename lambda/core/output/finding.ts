import type { AccountRegion } from '../model/account-region.ts';
import type { Key } from '../model/key.ts';
import {
  codesOf,
  REASONS,
  type Reason,
  type ReasonCode,
  requirementsBroken,
  type SeverityLabel,
  worstOf,
} from '../model/reasons.ts';
import { requirementsMet } from '../model/requirements.ts';
import { excerpt, plainText } from '../model/text.ts';
import type { Verdict } from '../verdict.ts';
import type { FlowEvaluation } from './evaluation.ts';

/** A finding in the AWS Security Finding Format, as the SDK takes it; https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html */
export interface Finding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: string[];
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Severity: { readonly Label: SeverityLabel };
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: SeverityLabel };
    readonly Types: string[];
  };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation: { readonly Recommendation: { readonly Text: string; readonly Url: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: FindingResource[];
  readonly Compliance: {
    readonly Status: 'PASSED' | 'FAILED' | 'NOT_AVAILABLE';
    readonly RelatedRequirements: string[];
  };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
}

interface FindingResource {
  readonly Type: 'Other' | 'AwsKmsKey' | 'AwsAccount';
  readonly Id: string;
  readonly Region: string;
}

export interface FindingContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly where: AccountRegion;
  readonly now: Date;
  /** When the finding was made, where Security Hub has it already; an import would else overwrite it. */
  readonly createdAt?: string | undefined;
}

export const FINDING_TYPES = ['Software and Configuration Checks/AWS Security Best Practices'];
export const GUIDE_URL = 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html';

/** Security Hub refuses longer texts. */
const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 1024;
const LONGEST_REMEDIATION = 512;

/** The same for the same flow for ever, so that a new verdict updates its finding. */
export const findingIdOf = ({ flowArn }: FlowEvaluation, { ruleArn }: Pick<FindingContext, 'ruleArn'>): string =>
  `${ruleArn}/${flowArn}`;

/** The finding that an evaluation makes, or updates: an archived one where the flow is not judged. */
export const findingOf = (evaluation: FlowEvaluation, context: FindingContext): Finding => {
  const { verdict, flowArn, flowName, key, rotation, annotation } = evaluation;
  const { ruleArn, ruleName, where, now, createdAt } = context;
  return findingOn(
    {
      flowName,
      flowArn,
      complianceType: verdict.complianceType,
      reasons: 'reasons' in verdict ? verdict.reasons : [],
      annotation,
      key,
      rotates: rotation?.kind === 'on',
    },
    {
      id: findingIdOf(evaluation, context),
      generatorId: ruleArn,
      ruleName,
      where,
      createdAt: createdAt ?? evaluation.orderingTimestamp.toISOString(),
      updatedAt: now.toISOString(),
    },
  );
};

/** What a finding tells of a flow, wherever its verdict is from. */
export interface JudgedFlow {
  readonly flowName: string;
  readonly flowArn: string;
  readonly complianceType: Verdict['complianceType'];
  readonly reasons: readonly Reason[];
  readonly annotation: string;
  /** The key behind the flow, where one is known. */
  readonly key?: Pick<Key, 'arn' | 'region'> | undefined;
  /** Whether the key was seen to rotate. */
  readonly rotates: boolean;
}

/** Whose finding it is, and of when. */
export interface FindingOrigin {
  readonly id: string;
  readonly generatorId: string;
  readonly ruleName: string;
  readonly where: AccountRegion;
  /** ISO 8601, as `updatedAt` is. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The finding that these parts make: an archived one where the flow is not judged. */
export const findingOn = (flow: JudgedFlow, origin: FindingOrigin): Finding => {
  const { flowName, flowArn, complianceType, reasons, annotation, key } = flow;
  const { id, generatorId, ruleName, where, createdAt, updatedAt } = origin;
  const codes = codesOf(reasons);
  const worst = worstOf(codes);
  const failed = complianceType === 'NON_COMPLIANT';
  const severity = { Label: failed && worst !== undefined ? REASONS[worst].severity : 'INFORMATIONAL' } as const;
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: productArnIn(where),
    GeneratorId: generatorId,
    AwsAccountId: where.account,
    Types: FINDING_TYPES,
    CreatedAt: createdAt,
    UpdatedAt: updatedAt,
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: FINDING_TYPES },
    Title: textOf(`AppFlow flow ${flowName}: ${titleOf(flow, worst)}`, LONGEST_TITLE),
    Description: textOf(reasons.length > 0 ? describe(reasons) : annotation, LONGEST_DESCRIPTION),
    Remediation: {
      Recommendation: { Text: textOf(remediationOf(flow), LONGEST_REMEDIATION), Url: GUIDE_URL },
    },
    ProductFields: {
      'appflow-flow-cmk/RuleName': ruleName,
      'appflow-flow-cmk/Reasons': codes.join(', ') || 'none',
    },
    Resources: [
      { Type: 'Other', Id: flowArn, Region: where.region },
      ...(key === undefined ? [] : [{ Type: 'AwsKmsKey' as const, Id: key.arn, Region: key.region }]),
    ],
    Compliance: { Status: STATUS[complianceType], RelatedRequirements: [...requirementsOf(flow, codes)] },
    RecordState: complianceType === 'NOT_APPLICABLE' ? 'ARCHIVED' : 'ACTIVE',
  };
};

/** The default product of an account in a Region, under which its own findings are imported. */
export const productArnIn = ({ partition, region, account }: AccountRegion): string =>
  `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;

const STATUS = { COMPLIANT: 'PASSED', NON_COMPLIANT: 'FAILED', NOT_APPLICABLE: 'NOT_AVAILABLE' } as const;

/** Whether a finding is worth archiving only if there is one: the flow is merely out of scope or gone. */
export const isOnlyArchived = ({ verdict }: FlowEvaluation): boolean =>
  'label' in verdict && (verdict.label === 'GONE' || verdict.label === 'OUT_OF_SCOPE');

const textOf = (text: string, limit: number): string => excerpt(plainText(text), limit);

/** Broken ones, met ones, or none where the flow was not judged. */
const requirementsOf = (flow: JudgedFlow, codes: readonly ReasonCode[]): readonly string[] =>
  flow.complianceType === 'COMPLIANT' ? requirementsMet(flow) : requirementsBroken(codes);

const titleOf = ({ complianceType }: JudgedFlow, worst: ReasonCode | undefined): string => {
  if (worst !== undefined) return REASONS[worst].title;
  return TITLES[complianceType];
};

/** Of a flow without a reason; one that fails has none where only its annotation is known, and that names no code. */
const TITLES = {
  COMPLIANT: 'The flow is encrypted with a customer managed key as demanded',
  NON_COMPLIANT: 'The flow is not compliant',
  NOT_APPLICABLE: 'The flow is not judged',
} as const;

const describe = (reasons: readonly Reason[]): string =>
  reasons.map(({ code, problem }) => `${code}: ${problem}.`).join(' ');

const remediationOf = ({ complianceType, reasons }: JudgedFlow): string => {
  if (reasons.length === 0)
    return complianceType === 'NON_COMPLIANT' ? 'Do as the description says.' : 'Nothing needs to be done.';
  const remedies = reasons.map(({ code, remedy }) => `${remedy ?? REASONS[code].remedy}.`);
  return [...new Set(remedies)].join(' ');
};
