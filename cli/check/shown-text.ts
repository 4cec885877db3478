import { plainText } from '../../lambda/core/model/text.ts';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './planned.ts';

/** The text as people see it: what stands in for an account and a Region that nobody knows says so. */
export const shownText = (text: string): string =>
  plainText(text)
    .replaceAll(`account ${UNKNOWN_ACCOUNT}`, 'the account of the deployment')
    .replaceAll(UNKNOWN_ACCOUNT, 'ACCOUNT')
    .replaceAll(UNKNOWN_REGION, 'REGION');
