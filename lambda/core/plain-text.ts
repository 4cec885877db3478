/**
 * The text with each control and format character, and each half of a surrogate pair, as U+FFFD. A line feed in a tag would let
 * the owner of a flow write a line of his own into what an auditor reads; half a pair is not text, and AWS may refuse it.
 */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '\uFFFD');
