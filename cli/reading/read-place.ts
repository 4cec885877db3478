import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { Demands } from '../../lambda/core/checks/check.ts';
import { auditedFlow } from './audited-flow.ts';
import { auditedKey } from './audited-key.ts';
import type { Collector } from './collected.ts';
import { judgePlace } from './judge-place.ts';

/**
 * Collects the verdicts on every flow of one account and Region, and the keys they rest on. Rejects as `judgePlace` does; what was
 * collected before stands.
 */
export const readPlace = async (
  aws: Aws,
  demands: Demands,
  concurrency: number,
  collector: Omit<Collector, 'collected'>,
): Promise<void> => {
  const toldKeys = new Set<string>();
  await judgePlace([{ aws, demands }], concurrency, {
    judged: (verdicts) => {
      for (const judged of verdicts) {
        const { key, rotation, evidence } = judged;
        collector.flow(auditedFlow(aws.where, judged));
        if (key === undefined || toldKeys.has(key.arn)) continue;
        toldKeys.add(key.arn);
        collector.key(auditedKey(key, rotation, evidence.answers, demands.now));
      }
    },
    unjudged: collector.unjudged,
    note: collector.note,
  });
};
