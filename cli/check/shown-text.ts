import { plainText } from '../../lambda/core/model/text.ts';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './planned.ts';

/** The stand-in by itself: the same digits may be a part of a key's id. */
const ACCOUNT = new RegExp(`(?<![\\w-])${UNKNOWN_ACCOUNT}(?![\\w-])`, 'g');

/** The text as people see it: what stands in for an account and a Region that nobody knows says so. */
export const shownText = (text: string): string =>
  plainText(text)
    .replaceAll(`account ${UNKNOWN_ACCOUNT}`, 'the account of the deployment')
    .replaceAll(ACCOUNT, 'ACCOUNT')
    .replaceAll(UNKNOWN_REGION, 'REGION');
