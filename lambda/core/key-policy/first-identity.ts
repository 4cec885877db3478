import { excerpt, plainText } from '../model/text.ts';
import { accountOfRoot } from './principals.ts';

/** An annotation has 256 characters: a longer name would crowd out how many others there are, and which key it is about. */
const LONGEST_NAME = 150;

/** The first of these identities, and in words how many others there are: nothing, or " and 2 more". */
export const firstIdentity = (texts: readonly string[]) => {
  const [first = '', ...others] = new Set(texts);
  return {
    name: first === '*' ? 'everyone (*)' : excerpt(plainText(first), LONGEST_NAME),
    /** Where it is the root of an account, whose IAM policies decide. */
    account: accountOfRoot(first),
    andMore: others.length === 0 ? '' : ` and ${others.length} more`,
  };
};
