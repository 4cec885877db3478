import type { Lookups } from '../aws/lookups.ts';
import type { Answer } from '../core/model/answer.ts';
import type { Flow } from '../core/model/flow.ts';
import type { AnswerName, AnswerValues, FlowCount, Key } from '../core/model/key.ts';
import type { ReadBucketKeys } from './bucket-keys.ts';
import type { Sources } from './judge-flow.ts';
import type { ReadKeyUse } from './key-use.ts';
import type { ReadProfileSecrets } from './profile-secrets.ts';

/** AWS as the source of what the judge needs. */
export const awsSources = (
  lookups: Lookups,
  readProfileSecrets: ReadProfileSecrets,
  readBucketKeys: ReadBucketKeys,
  countFlowsOn: (key: Key) => Promise<Answer<FlowCount>>,
  readKeyUse: ReadKeyUse,
): Sources => {
  const answer = (name: AnswerName, flow: Flow, key: Key): Promise<Answer<AnswerValues[AnswerName]>> => {
    switch (name) {
      case 'flowsOnKey':
        return countFlowsOn(key);
      case 'profileSecrets':
        return readProfileSecrets(flow);
      case 'bucketKeys':
        return readBucketKeys(flow);
      case 'keyUse':
        return readKeyUse(flow, key);
      default:
        return lookups.keyAnswer(key, name);
    }
  };
  return { key: lookups.key, answer: answer as Sources['answer'] };
};
