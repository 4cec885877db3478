import { nameOfKey } from '../key.ts';
import { quote } from '../parameter-values.ts';
import { judgeTag, type TagCondition, type Tags } from '../patterns.ts';
import type { Reason } from '../reasons.ts';
import { type Check, unverified } from './check.ts';

/** The key carries the tags that the organization requires, or any tag of its own where none is required. */
export const keyIsTagged: Check = {
  name: 'key-is-tagged',
  goodState: 'The key carries the required tags with allowed values; where none is required, at least one tag',
  reasons: ['KEY_UNTAGGED', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED'],
  parameters: ['requiredKeyTags'],
  needs: { tags: () => true },
  decide: ({ key, facts: { tags }, parameters: { requiredKeyTags } }) => {
    if (tags.kind === 'unreadable') return [unverified(`the tags of ${nameOfKey(key)}`, tags)];
    if (requiredKeyTags !== undefined)
      return [...missing(requiredKeyTags, tags.value), ...notAllowed(requiredKeyTags, tags.value)];
    // Tags that begin with aws: are set by AWS services, not by the owner.
    const own = [...tags.value.keys()].filter((tagKey) => !tagKey.startsWith('aws:'));
    return own.length > 0 ? [] : [{ code: 'KEY_UNTAGGED', problem: `${nameOfKey(key)} has no tag of its own` }];
  },
  evidence: () => 'is tagged',
};

const missing = (required: readonly TagCondition[], tags: Tags): readonly Reason[] => {
  const keys = required.filter((condition) => judgeTag(condition, tags) === 'missing').map(({ key }) => key);
  if (keys.length === 0) return [];
  const problem = keys.length === 1 ? `tag ${keys[0]} is missing` : `tags ${keys.join(', ')} are missing`;
  return [{ code: 'TAG_MISSING', problem }];
};

const notAllowed = (required: readonly TagCondition[], tags: Tags): readonly Reason[] =>
  required
    .filter((condition) => judgeTag(condition, tags) === 'value-not-allowed')
    .map(({ key, values = [] }) => ({
      code: 'TAG_VALUE_NOT_ALLOWED',
      problem: `tag ${key} is ${quote(tags.get(key) ?? '')}, allowed is ${quote(values.join('|'))}`,
    }));
