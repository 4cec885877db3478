import { type Answer, refused } from '../../lambda/core/model/answer.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';

/** What AWS told, or why it did not: as JSON shows it. */
export type Told<T> = { readonly value: T } | { readonly because: string };

export const toTold = <T>(answer: Answer<T>): Told<T> =>
  answer.kind === 'given' ? { value: answer.value } : { because: answer.because };

/**
 * A failure is a refusal here: it costs no more than what it was about, which is then named as unread. Never rejects.
 */
export const orRefused = async <T>(asking: () => Promise<Answer<T>>): Promise<Answer<T>> => {
  try {
    return await asking();
  } catch (cause) {
    return refused(plainText(messageOf(cause)));
  }
};
