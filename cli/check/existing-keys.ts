import { type Answer, refused } from '../../lambda/core/model/answer.ts';
import type { AnswerValues, Key, KeyAnswerName, KeyLookup } from '../../lambda/core/model/key.ts';
import type { KeyReference } from '../../lambda/core/model/key-reference.ts';

/** Keys that no file plans: they exist already, or not at all. What is not known of them is marked so, and nothing else is refused. */
export interface ExistingKeys {
  readonly key: (reference: KeyReference) => Promise<KeyLookup>;
  readonly answer: <N extends KeyAnswerName>(key: Key, name: N) => Promise<Answer<AnswerValues[N]>>;
}

const NOT_ASKED = { ...refused('it is not in the file, and KMS was not asked: --live asks it'), notYetKnown: {} };

/** Without asking AWS, nothing is known of them. */
export const NO_KEY_IS_KNOWN: ExistingKeys = { key: async () => NOT_ASKED, answer: async () => NOT_ASKED };
