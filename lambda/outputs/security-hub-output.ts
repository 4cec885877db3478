import type { Aws } from '../aws/clients/connection.ts';
import { TEST_TOKEN } from '../aws/config-evaluations.ts';
import { importFindings } from '../aws/security-hub-findings.ts';
import type { ConfigEvent } from '../core/input/config-event.ts';
import { messageOf } from '../core/model/text.ts';
import { type Evaluation, isOfFlow } from '../core/output/evaluation.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Takes what was put to Security Hub, too. A failure there costs no evaluation and is not silent: it comes back. */
export const importIntoSecurityHub = async (
  put: readonly Evaluation[],
  aws: Aws,
  { ruleName, ruleArn, resultToken }: ConfigEvent,
  telemetry: Telemetry,
  now: Date,
): Promise<readonly Error[]> => {
  if (resultToken === TEST_TOKEN || put.length === 0) return [];
  if (ruleArn === undefined) return [new Error('Security Hub got no findings: the event names no configRuleArn')];
  const flows = put.filter(isOfFlow);
  const { refused, unread } = await importFindings(aws, flows, { ruleArn, ruleName, where: aws.where, now });
  if (unread !== undefined) {
    telemetry.warn('Findings get a new time of creation: Security Hub did not show those it has', {
      because: messageOf(unread),
    });
  }
  for (const { findingId, cause } of refused) telemetry.findingRefused(findingId, cause);
  const [first] = refused;
  if (first === undefined) return [];
  const message = `Security Hub did not take ${refused.length} of ${put.length} findings: ${messageOf(first.cause)}`;
  return [new Error(message, { cause: first.cause })];
};
