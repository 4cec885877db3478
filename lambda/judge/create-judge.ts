import type { AwsCallError } from '../aws/aws-error.ts';
import type { Aws } from '../aws/clients/connection.ts';
import type { LookupPlan, Lookups } from '../aws/lookups.ts';
import type { Demands } from '../core/checks/check.ts';
import type { Answer } from '../core/model/answer.ts';
import { flowArn } from '../core/model/arn.ts';
import type { FlowCount, Key } from '../core/model/key.ts';
import { awsSources } from './aws-sources.ts';
import { createBucketKeys } from './bucket-keys.ts';
import { type JudgedFlow, judgeFlow } from './judge-flow.ts';
import { createKeyUse } from './key-use.ts';
import { createProfileSecrets } from './profile-secrets.ts';

/**
 * The judge of the flows that are in AWS: a flow's name goes in, its verdict comes out. Rejects where AWS gave no answer, but to
 * the use of a key: that is told to `tellUnanswered`.
 */
export const createJudge = (
  aws: Aws,
  demands: Demands,
  lookups: Lookups,
  plan: LookupPlan,
  countFlowsOn: (key: Key) => Promise<Answer<FlowCount>>,
  tellUnanswered: (failure: AwsCallError) => void,
): ((flowName: string) => Promise<JudgedFlow>) => {
  const readProfileSecrets = createProfileSecrets(aws, lookups, demands.parameters, plan);
  const readKeyUse = createKeyUse(aws, demands.now, tellUnanswered);
  const readBucketKeys = createBucketKeys(aws, lookups, demands.parameters);
  const sources = awsSources(lookups, readProfileSecrets, readBucketKeys, countFlowsOn, readKeyUse);
  return async (name) => {
    const lookup = await lookups.flow(name);
    return judgeFlow({ name, arn: flowArn(aws.where, name) }, lookup, demands, sources);
  };
};
