import { nameOfKey } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { matchTag, type TagCondition, type Tags } from '../model/tags.ts';
import { quote } from '../model/text.ts';
import { defineCheck } from './check.ts';

/** The key carries the tags that the organization requires, or any tag of its own where none is required. */
export const keyIsTagged = defineCheck({
  name: 'key-is-tagged',
  goodState: 'The key carries the required tags with allowed values; where none is required, at least one tag',
  reasons: ['KEY_UNTAGGED', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED'],
  parameters: ['requiredKeyTags'],
  needs: ['tags'],
  decide: ({ key, parameters: { requiredKeyTags } }, { tags }) => {
    if (requiredKeyTags !== undefined) return [...missing(requiredKeyTags, tags), ...notAllowed(requiredKeyTags, tags)];
    // Tags that begin with aws: are set by AWS services, not by the owner.
    const own = [...tags.keys()].filter((tagKey) => !tagKey.startsWith('aws:'));
    return own.length > 0 ? [] : [{ code: 'KEY_UNTAGGED', problem: `${nameOfKey(key)} has no tag of its own` }];
  },
  evidence: () => 'is tagged',
});

const missing = (required: readonly TagCondition[], tags: Tags): readonly Reason[] => {
  const keys = required.filter((condition) => matchTag(condition, tags) === 'missing').map(({ key }) => key);
  if (keys.length === 0) return [];
  const problem = keys.length === 1 ? `tag ${keys[0]} is missing` : `tags ${keys.join(', ')} are missing`;
  return [{ code: 'TAG_MISSING', problem }];
};

const notAllowed = (required: readonly TagCondition[], tags: Tags): readonly Reason[] =>
  required
    .filter((condition) => matchTag(condition, tags) === 'value-not-allowed')
    .map(({ key, values = [] }) => ({
      code: 'TAG_VALUE_NOT_ALLOWED',
      problem: `tag ${key} is ${quote(tags.get(key) ?? '')} but must be ${quote(values.join('|'))}`,
    }));
