import { TEST_TOKEN } from './aws/config-evaluations.ts';
import type { Aws } from './aws/connection.ts';
import { importFindings } from './aws/security-hub-findings.ts';
import type { ConfigEvent } from './core/config-event.ts';
import type { Evaluation } from './core/evaluation.ts';
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
  const { refused, unread } = await importFindings(aws, put, { ruleArn, ruleName, at: aws.at, now: now() });
  if (unread !== undefined) {
    telemetry.warn('Findings get a new time of creation: Security Hub did not show those it has', {
      because: unread instanceof Error ? unread.message : String(unread),
    });
  }
  for (const { findingId, cause } of refused) telemetry.findingRefused(findingId, cause);
  const [first] = refused;
  if (first === undefined) return [];
  const because = first.cause instanceof Error ? first.cause.message : String(first.cause);
  const message = `Security Hub did not take ${refused.length} of ${put.length} findings: ${because}`;
  return [new Error(message, { cause: first.cause })];
};
