import { TEST_TOKEN } from './aws/config-evaluations.ts';
import type { Aws } from './aws/connection.ts';
import { importFindings } from './aws/security-hub-findings.ts';
import { messageOf } from './core/cause.ts';
import type { ConfigEvent } from './core/config-event.ts';
import { type Evaluation, isOfFlow } from './core/evaluation.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface FindingsOptions {
  readonly put: readonly Evaluation[];
  readonly aws: Aws;
  readonly invocation: ConfigEvent;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
}

/** Takes what was put to Security Hub, too. A failure there costs no evaluation and is not silent: it comes back. */
export const publishFindings = async (options: FindingsOptions): Promise<readonly Error[]> => {
  const { put, aws, invocation, telemetry, now } = options;
  const { ruleName, ruleArn, resultToken } = invocation;
  if (resultToken === TEST_TOKEN || put.length === 0) return [];
  if (ruleArn === undefined) return [new Error('Security Hub got no findings: the event names no configRuleArn')];
  const flows = put.filter(isOfFlow);
  const { refused, unread } = await importFindings(aws, flows, { ruleArn, ruleName, at: aws.at, now: now() });
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
