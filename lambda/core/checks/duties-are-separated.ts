import { firstIdentity } from '../key-policy/first-identity.ts';
import { isAccountRoot } from '../key-policy/principals.ts';
import { type KeyUser, usersOf } from '../key-policy/users.ts';
import { nameOfKey } from '../model/key.ts';
import { type CheckInput, defineCheck } from './check.ts';

/** Nobody may both administer the key and decrypt with it: who reads the data does not decide who else reads it. */
export const dutiesAreSeparated = defineCheck({
  name: 'duties-are-separated',
  goodState: 'Nobody whom the demand binds may both administer the key and decrypt with it',
  reasons: ['DUTIES_NOT_SEPARATED'],
  parameters: ['keyDuties'],
  applies: ({ parameters }) => parameters.keyDuties !== 'any',
  needs: ['policy'],
  decide: ({ key, parameters }, { policy }) => {
    const bound = usersOf(policy, key).filter((user) => isBound(user, parameters));
    const decrypting = statementsBy(bound.filter(({ mayDecrypt }) => mayDecrypt));
    const administering = statementsBy(bound.filter(({ mayAdminister }) => mayAdminister));
    const both = bound.filter(({ text }) => decrypting.has(text) && administering.has(text));
    const [first] = both;
    if (first === undefined) return [];
    const { name, account, andMore } = firstIdentity(both.map(({ text }) => text));
    const who = account === undefined ? name : `account ${account}, whose IAM policies decide,`;
    const statements = inWords(administering.get(first.text), decrypting.get(first.text));
    const problem = `${nameOfKey(key)} lets ${who}${andMore} both administer it and decrypt (${statements})`;
    return [{ code: 'DUTIES_NOT_SEPARATED', problem }];
  },
});

const isBound = ({ text, isService }: KeyUser, { keyDuties }: CheckInput['parameters']): boolean =>
  !isService && (keyDuties === 'strict' || !isAccountRoot(text));

/** By identity the first statement that gives the duty. */
const statementsBy = (users: readonly KeyUser[]): ReadonlyMap<string, string> =>
  new Map(users.toReversed().map(({ text, statement }) => [text, statement]));

const inWords = (one: string | undefined, other: string | undefined): string =>
  one === other ? `statement ${one}` : `statements ${one} and ${other}`;
