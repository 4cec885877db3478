import { nameOfKey } from '../key.ts';
import { quote } from '../parameter-values.ts';
import { matchesPattern } from '../patterns.ts';
import { type Check, unverified } from './check.ts';

/** An alias of the key follows the naming convention. */
export const keyAliasIsConventional: Check = {
  name: 'key-alias-is-conventional',
  goodState: 'At least one alias of the key follows the naming convention',
  reasons: ['ALIAS_NOT_CONVENTIONAL'],
  parameters: ['keyAliasPattern'],
  needs: { aliases: ({ parameters }) => parameters.keyAliasPattern !== undefined },
  decide: ({ key, facts: { aliases }, parameters: { keyAliasPattern } }) => {
    if (keyAliasPattern === undefined) return [];
    if (aliases.kind === 'unreadable') return [unverified(`the aliases of ${nameOfKey(key)}`, aliases)];
    if (aliases.value.some((alias) => matchesPattern(keyAliasPattern, alias))) return [];
    const [first] = aliases.value;
    const problem =
      first === undefined
        ? `${nameOfKey(key)} has no alias, wanted is ${quote(keyAliasPattern)}`
        : `no alias of ${nameOfKey(key)} (${first}) matches ${quote(keyAliasPattern)}`;
    return [{ code: 'ALIAS_NOT_CONVENTIONAL', problem }];
  },
};
