import { type Answer, given } from '../model/answer.ts';
import { type Key, nameOfKey } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import type { Tags } from '../model/tags.ts';
import { quote } from '../model/text.ts';
import { type CheckInput, defineCheck, unverified } from './check.ts';

/** Flow and key agree on their tags: a flow of class PII uses a key of class PII. */
export const tagsMatch = defineCheck({
  name: 'tags-match',
  goodState: 'Flow and key carry the same values of the tags that must match',
  reasons: ['TAG_MISMATCH'],
  parameters: ['matchingTags'],
  applies: ({ parameters }) => parameters.matchingTags.length > 0,
  needs: ['tags'],
  decide: (input, { tags }) => compareAll(input, given(tags)),
  decideInPart: (input, { tags }) => compareAll(input, tags),
});

const compareAll = ({ flow, key, parameters }: CheckInput, tags: Answer<Tags>): readonly Reason[] =>
  parameters.matchingTags.flatMap((tag) => compare(tag, flow.tags.get(tag), key, tags) ?? []);

const compare = (tag: string, ofFlow: string | undefined, key: Key, tags: Answer<Tags>): Reason | undefined => {
  // Decided whatever the key carries, even where its tags may not be read.
  if (ofFlow === undefined) return { code: 'TAG_MISMATCH', problem: `tag ${tag} is missing on the flow` };
  if (tags.kind === 'refused') return unverified(`the tags of ${nameOfKey(key)}`, tags);
  const ofKey = tags.value.get(tag);
  if (ofKey === ofFlow) return undefined;
  const problem =
    ofKey === undefined
      ? `tag ${tag} is missing on ${nameOfKey(key)}`
      : `tag ${tag} is ${quote(ofFlow)} on the flow but ${quote(ofKey)} on ${nameOfKey(key)}`;
  return { code: 'TAG_MISMATCH', problem };
};
