import type { AccountRegion } from '../model/account-region.ts';
import {
  REASONS,
  type Reason,
  type ReasonCode,
  requirementsBroken,
  type SeverityLabel,
  worstOf,
} from '../model/reasons.ts';
import { requirementsMet } from '../model/requirements.ts';
import { excerpt, plainText } from '../model/text.ts';
import { type FlowEvaluation, reasonCodesOf } from './evaluation.ts';

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
  readonly Type: 'Other' | 'AwsKmsKey';
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

const TYPES = ['Software and Configuration Checks/AWS Security Best Practices'];
const GUIDE_URL = 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html';

/** Security Hub refuses longer texts. */
const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 1024;
const LONGEST_REMEDIATION = 512;

/** The same for the same flow for ever, so that a new verdict updates its finding. */
export const findingIdOf = ({ flowArn }: FlowEvaluation, { ruleArn }: Pick<FindingContext, 'ruleArn'>): string =>
  `${ruleArn}/${flowArn}`;

/** The finding that an evaluation makes, or updates: an archived one where the flow is not judged. */
export const findingOf = (evaluation: FlowEvaluation, context: FindingContext): Finding => {
  const { verdict, flowArn, flowName, key, annotation } = evaluation;
  const { ruleArn, ruleName, where, now, createdAt } = context;
  const codes = reasonCodesOf(evaluation);
  const worst = worstReasonOf(evaluation);
  const failed = verdict.complianceType === 'NON_COMPLIANT';
  const severity = { Label: failed && worst !== undefined ? REASONS[worst].severity : 'INFORMATIONAL' } as const;
  const partition = where.partition;
  return {
    SchemaVersion: '2018-10-08',
    Id: findingIdOf(evaluation, context),
    ProductArn: `arn:${partition}:securityhub:${where.region}:${where.account}:product/${where.account}/default`,
    GeneratorId: ruleArn,
    AwsAccountId: where.account,
    Types: TYPES,
    CreatedAt: createdAt ?? evaluation.orderingTimestamp.toISOString(),
    UpdatedAt: now.toISOString(),
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: TYPES },
    Title: textOf(`AppFlow flow ${flowName}: ${titleOf(evaluation)}`, LONGEST_TITLE),
    Description: textOf('reasons' in verdict ? describe(verdict.reasons) : annotation, LONGEST_DESCRIPTION),
    Remediation: {
      Recommendation: { Text: textOf(remediationOf(evaluation), LONGEST_REMEDIATION), Url: GUIDE_URL },
    },
    ProductFields: {
      'appflow-flow-cmk/RuleName': ruleName,
      'appflow-flow-cmk/Reasons': codes.join(', ') || 'none',
    },
    Resources: [
      { Type: 'Other', Id: flowArn, Region: where.region },
      ...(key === undefined
        ? []
        : [
            {
              Type: 'AwsKmsKey' as const,
              Id: key.arn,
              Region: key.region,
            },
          ]),
    ],
    Compliance: { Status: STATUS[verdict.complianceType], RelatedRequirements: [...requirementsOf(evaluation)] },
    RecordState: verdict.complianceType === 'NOT_APPLICABLE' ? 'ARCHIVED' : 'ACTIVE',
  };
};

const STATUS = { COMPLIANT: 'PASSED', NON_COMPLIANT: 'FAILED', NOT_APPLICABLE: 'NOT_AVAILABLE' } as const;

/** Whether a finding is worth archiving only if there is one: the flow is merely out of scope or gone. */
export const isOnlyArchived = ({ verdict }: FlowEvaluation): boolean =>
  'label' in verdict && (verdict.label === 'GONE' || verdict.label === 'OUT_OF_SCOPE');

const textOf = (text: string, limit: number): string => excerpt(plainText(text), limit);

const worstReasonOf = (evaluation: FlowEvaluation): ReasonCode | undefined => worstOf(reasonCodesOf(evaluation));

/** Broken ones, met ones, or none where the flow was not judged. */
const requirementsOf = (evaluation: FlowEvaluation): readonly string[] =>
  evaluation.verdict.complianceType === 'COMPLIANT'
    ? requirementsMet({ rotates: evaluation.rotation?.kind === 'on' })
    : requirementsBroken(reasonCodesOf(evaluation));

const titleOf = (evaluation: FlowEvaluation): string => {
  const worst = worstReasonOf(evaluation);
  if (worst !== undefined) return REASONS[worst].title;
  return evaluation.verdict.complianceType === 'COMPLIANT'
    ? 'The flow is encrypted with a customer managed key as demanded'
    : 'The flow is not judged';
};

const describe = (reasons: readonly Reason[]): string =>
  reasons.map(({ code, problem }) => `${code}: ${problem}.`).join(' ');

const remediationOf = ({ verdict }: FlowEvaluation): string => {
  if (!('reasons' in verdict)) return 'Nothing needs to be done.';
  const remedies = verdict.reasons.map(({ code, remedy }) => `${remedy ?? REASONS[code].remedy}.`);
  return [...new Set(remedies)].join(' ');
};
