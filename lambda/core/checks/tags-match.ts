import type { Fact } from '../fact.ts';
import { type Key, nameOfKey } from '../key.ts';
import { quote } from '../parameter-values.ts';
import type { Tags } from '../patterns.ts';
import type { Reason } from '../reasons.ts';
import { type Check, unverified } from './check.ts';

/** Flow and key agree on their tags: a flow of class PII uses a key of class PII. */
export const tagsMatch: Check = {
  name: 'tags-match',
  goodState: 'Flow and key carry the same values of the tags that must match',
  reasons: ['TAG_MISMATCH'],
  parameters: ['matchingTags'],
  needs: { tags: ({ parameters }) => parameters.matchingTags.length > 0 },
  decide: ({ flow, key, facts, parameters }) => {
    const compared = parameters.matchingTags.map((tag) => compare(tag, flow.tags.get(tag), key, facts.tags));
    return compared.flatMap((reason) => reason ?? []);
  },
};

const compare = (tag: string, ofFlow: string | undefined, key: Key, tags: Fact<Tags>): Reason | undefined => {
  // Decided whatever the key carries, even where its tags are unreadable.
  if (ofFlow === undefined) return { code: 'TAG_MISMATCH', problem: `tag ${tag} is missing on the flow` };
  if (tags.kind === 'unreadable') return unverified(`the tags of ${nameOfKey(key)}`, tags);
  const ofKey = tags.value.get(tag);
  if (ofKey === ofFlow) return undefined;
  const problem =
    ofKey === undefined
      ? `tag ${tag} is missing on ${nameOfKey(key)}`
      : `tag ${tag} is ${quote(ofFlow)} on the flow but ${quote(ofKey)} on ${nameOfKey(key)}`;
  return { code: 'TAG_MISMATCH', problem };
};
