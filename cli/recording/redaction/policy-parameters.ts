import type { ParameterName, RuleParameters } from '../../../lambda/core/input/rule-parameters.ts';
import type { TagCondition } from '../../../lambda/core/model/tags.ts';
import type { FactsOfWorld } from '../facts.ts';
import type { Identities } from './identities.ts';
import { MATCHED, type Marks } from './marks.ts';
import type { Names } from './names.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * The policy in terms of pseudonyms; to be asked when all facts have theirs. What names nothing of anybody, tag keys among it, stays
 * as it was given.
 */
export const redactedParameters = (
  texts: Texts,
  parameters: RuleParameters,
  { flows, keys }: Pick<FactsOfWorld, 'flows' | 'keys'>,
  names: Names,
  marks: Marks,
  identities: Identities,
): Texts => {
  const conditions = (given: readonly TagCondition[], tagged: readonly Texts[]): string =>
    given
      .map((condition) => {
        const patterns = marks.patternsOf(condition, valuesOf(condition.key, tagged));
        return patterns.length === 0 ? condition.key : `${condition.key}=${patterns.join('|')}`;
      })
      .join(',');

  const redacting: Partial<Record<ParameterName, () => string>> = {
    requiredKeyTags: () =>
      conditions(
        parameters.requiredKeyTags ?? [],
        keys.map(({ Tags = {} }) => Tags),
      ),
    flowTagFilter: () =>
      conditions(
        parameters.flowTagFilter,
        flows.map(({ tags = {} }) => tags),
      ),
    keyAliasPattern: () => `*/${MATCHED}*`,
    allowedKeyAccounts: () => (parameters.allowedKeyAccounts ?? []).map(names.account).join(','),
    keyUsers: () => identities.patterns(parameters.keyUsers ?? []).join(','),
    keyAccountRoleName: () => names.roleName(parameters.keyAccountRoleName ?? ''),
    executionRoleName: () => names.roleName(parameters.executionRoleName ?? ''),
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const redact = text === '' ? undefined : redacting[name as ParameterName];
      return [name, redact?.() ?? text];
    }),
  );
};

const valuesOf = (key: string, tagged: readonly Texts[]): readonly string[] =>
  tagged.flatMap((tags) => Object.entries(tags).flatMap(([name, value]) => (name === key ? value : [])));
