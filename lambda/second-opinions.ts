import pLimit from 'p-limit';
import type { Aws } from './aws/clients/connection.ts';
import type { SeePolicy } from './aws/key-answers.ts';
import { isPolicyPublic } from './aws/public-access.ts';
import { statementsOpenToEveryone } from './core/key-policy/everyone.ts';
import { messageOf } from './core/model/text.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What Access Analyzer thinks of the key policies that are read. No verdict waits for it or hangs on it. */
export interface SecondOpinions {
  readonly ask: SeePolicy;
  /** Resolves once every opinion is told. Never rejects. */
  readonly settled: () => Promise<void>;
}

/** Access Analyzer publishes no request rate. */
const CALLS_AT_ONE_TIME = 5;

/** Where nobody wants one. */
export const NO_SECOND_OPINIONS: SecondOpinions = { ask: () => {}, settled: async () => {} };

/** Tells where Access Analyzer differs from this rule, and where it gave no opinion. */
export const createSecondOpinions = (aws: Aws, telemetry: Telemetry): SecondOpinions => {
  const limit = pLimit(CALLS_AT_ONE_TIME);
  const asked: Promise<void>[] = [];

  const compare: (...seen: Parameters<SeePolicy>) => Promise<void> = async (key, text, statements) => {
    const tellNone = (because: string): void =>
      telemetry.warn('Access Analyzer gave no opinion on a key policy', { keyArn: key.arn, because });
    try {
      const opinion = await isPolicyPublic(aws, key, text);
      if (opinion.kind === 'refused') return tellNone(opinion.because);
      const isOpen = statementsOpenToEveryone(statements).length > 0;
      if (opinion.value !== isOpen) telemetry.policyDisputed(key.arn, isOpen);
    } catch (cause) {
      tellNone(messageOf(cause));
    }
  };

  return {
    ask: (...seen) => {
      asked.push(limit(() => compare(...seen)));
    },
    settled: async () => {
      await Promise.all(asked);
    },
  };
};
