import { excerpt, plainText } from '../../../lambda/core/model/text.ts';
import { type UnknownValue, unknownValue } from '../planned.ts';

/** Names in a plan may be long, and whoever writes one may put anything into it. */
const MOST_CHARACTERS = 400;

export const shown = (text: string): string => excerpt(plainText(text), MOST_CHARACTERS);

/** An unknown value of a plan, which has no lines. */
export const unknownBecause = (because: string): UnknownValue => unknownValue(shown(because));

export const SENSITIVE = unknownValue('the plan marks it as sensitive, so it is not looked at');
