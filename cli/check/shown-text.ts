import { plainText } from '../../lambda/core/model/text.ts';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './planned.ts';

/** Its place in an ARN: a key may have an id that ends alike. */
const ACCOUNT_OF_ARN = new RegExp(`(?<=:)${UNKNOWN_ACCOUNT}(?=:)`, 'g');

/** The text as people see it: what stands in for an account and a Region that nobody knows says so. */
export const shownText = (text: string): string =>
  plainText(text)
    .replaceAll(`account ${UNKNOWN_ACCOUNT}`, 'the account of the deployment')
    .replaceAll(ACCOUNT_OF_ARN, 'ACCOUNT')
    .replaceAll(UNKNOWN_REGION, 'REGION');
