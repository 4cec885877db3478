import { nameOfKey } from '../model/key.ts';
import { matchesPattern } from '../model/tags.ts';
import { quote } from '../model/text.ts';
import { defineCheck } from './check.ts';

/** An alias of the key follows the naming convention. */
export const keyAliasIsConventional = defineCheck({
  name: 'key-alias-is-conventional',
  goodState: 'At least one alias of the key follows the naming convention',
  reasons: ['ALIAS_NOT_CONVENTIONAL'],
  parameters: ['keyAliasPattern'],
  applies: ({ parameters }) => parameters.keyAliasPattern !== undefined,
  needs: ['aliases'],
  decide: ({ key, parameters: { keyAliasPattern = '' } }, { aliases }) => {
    if (aliases.some((alias) => matchesPattern(keyAliasPattern, alias))) return [];
    const [first] = aliases;
    const problem =
      first === undefined
        ? `${nameOfKey(key)} has no alias, so none matches ${quote(keyAliasPattern)}`
        : `no alias of ${nameOfKey(key)} (${first}) matches ${quote(keyAliasPattern)}`;
    return [{ code: 'ALIAS_NOT_CONVENTIONAL', problem }];
  },
});
