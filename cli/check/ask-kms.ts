import { AwsCallError } from '../../lambda/aws/aws-error.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { createLookups, type LookupPlan } from '../../lambda/aws/lookups.ts';
import { type Refused, refused } from '../../lambda/core/model/answer.ts';
import type { Key } from '../../lambda/core/model/key.ts';
import { messageOf } from '../../lambda/core/model/text.ts';
import type { ExistingKeys } from './existing-keys.ts';

export interface AskedKeys {
  readonly keys: ExistingKeys;
  /** What AWS gave no answer about so far, each once, in whole sentences. */
  readonly unanswered: () => readonly string[];
}

/** Few keys are asked for, and nothing but keys. */
const PLAN: LookupPlan = {
  flowJustRecorded: false,
  keyJustRecorded: false,
  remembersFlows: false,
  listsAllAtOnce: false,
};
/** Of calls for flows, of which there are none. */
const CONCURRENCY = 1;

/** Asks KMS about keys with the lookups of the rule, each thing once. What it refuses, or does not answer, stays unknown. */
export const askKms = (aws: Aws): AskedKeys => {
  const lookups = createLookups(aws, CONCURRENCY, PLAN);
  const unanswered = new Set<string>();
  const known = async <T extends { readonly kind: string }>(
    asking: () => Promise<T | Refused>,
  ): Promise<T | Refused> => {
    try {
      const answer = await asking();
      return isRefused(answer) ? { ...answer, notYetKnown: {} } : answer;
    } catch (failure) {
      const isStopped = aws.reads.abortSignal.aborted;
      if (!isStopped && !(failure instanceof AwsCallError)) throw failure;
      const because = isStopped ? 'the check was stopped' : `AWS gave no answer: ${messageOf(failure)}`;
      unanswered.add(`${because.charAt(0).toUpperCase()}${because.slice(1)}.`);
      return { ...refused(because), notYetKnown: {} };
    }
  };
  return {
    keys: {
      key: (reference) => known(() => lookups.key(reference)),
      answer: (key: Key, name) => known(() => lookups.keyAnswer(key, name)),
    },
    unanswered: () => [...unanswered],
  };
};

const isRefused = (answer: { readonly kind: string }): answer is Refused => answer.kind === 'refused';
