import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import { REASONS, type Reason, type SeverityLabel, worstOf } from '../../lambda/core/model/reasons.ts';
import { plainText } from '../../lambda/core/model/text.ts';
import { annotationOf } from '../../lambda/core/output/annotation.ts';
import type { JudgedFlow } from '../../lambda/judge/judge-flow.ts';
import type { AuditedFlow, AuditedReason } from '../audit/audit.ts';

/** A flow of this place as every output shows it; its annotation is the one that the rule would put to AWS Config. */
export const auditedFlow = (
  { account, region }: AccountRegion,
  { flowName, flowArn, key, verdict, evidence }: JudgedFlow,
): AuditedFlow => {
  const reasons = 'reasons' in verdict ? verdict.reasons : [];
  return {
    account,
    region,
    flow: flowName,
    arn: flowArn,
    verdict: verdict.complianceType,
    annotation: annotationOf(verdict),
    severity: severityOf(reasons),
    reasons: reasons.map(auditedReason),
    ...(key === undefined ? {} : { key: { arn: key.arn, state: key.state } }),
    tags: Object.fromEntries(evidence.flow?.tags ?? []),
  };
};

const severityOf = (reasons: readonly Reason[]): SeverityLabel => {
  const worst = worstOf(reasons.map(({ code }) => code));
  return worst === undefined ? 'INFORMATIONAL' : REASONS[worst].severity;
};

const auditedReason = ({ code, problem, remedy }: Reason): AuditedReason => ({
  code,
  severity: REASONS[code].severity,
  problem: plainText(problem),
  remedy: plainText(remedy ?? REASONS[code].remedy),
});
