import type { RuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import { matchTag, type TagCondition } from '../../lambda/core/model/tags.ts';
import type { UnknownFact } from './check.ts';
import type { PlannedKey, UnknownValue } from './planned.ts';
import { type KnownTags, readPlannedTags } from './planned-tags.ts';

/** Demands that can be decided, and what would be needed for the others. */
export interface OpenDemands {
  readonly parameters: RuleParameters;
  readonly open: readonly UnknownFact[];
}

/** What is known of the tags of a flow, or why nothing is. */
export type FlowTags = KnownTags | UnknownValue;

/** Whether the flow is judged at all; nothing may be said of it while a tag that decides that is open. */
export const scopeDemands = (tags: FlowTags, parameters: RuleParameters): OpenDemands => {
  const { flowTagFilter, exemptionTag } = parameters;
  if (tags.kind === 'unknown') {
    const asking = [
      ...(flowTagFilter.length > 0 ? ['flowTagFilter'] : []),
      ...(exemptionTag === undefined ? [] : ['exemptionTag']),
    ];
    if (asking.length === 0) return { parameters, open: [] };
    const because = `${tags.because}; ${asking.join(' and ')} ${asking.length === 1 ? 'asks' : 'ask'} for them`;
    return { parameters, open: [factOf('the tags of the flow', { ...tags, because })] };
  }
  const isOpen = ({ key, values }: TagCondition): boolean => values !== undefined && tags.open.has(key);
  const decided = flowTagFilter.filter((condition) => !isOpen(condition));
  // One condition that is not met leaves the flow out, whatever the others are.
  if (decided.some((condition) => matchTag(condition, tags.tags) !== 'met')) {
    return { parameters: { ...parameters, flowTagFilter: decided }, open: [] };
  }
  const keys = [
    ...flowTagFilter.filter(isOpen).map(({ key }) => key),
    ...(exemptionTag !== undefined && tags.open.has(exemptionTag) ? [exemptionTag] : []),
  ];
  return { parameters, open: keys.flatMap((key) => openTag(key, 'the flow', tags)) };
};

/** The same parameters without what the tags of flow and key leave open; `key` where a planned one was found. */
export const tagDemands = (tags: FlowTags, key: PlannedKey | undefined, parameters: RuleParameters): OpenDemands => {
  const ofKey = key && readPlannedTags(key.tags, key.tagValues);
  const keyName = `key ${key?.id}`;
  const matching = parameters.matchingTags.map((tag) => ({ tag, open: openMatch(tag, tags, ofKey, keyName) }));
  const required = parameters.requiredKeyTags?.map((condition) => {
    const isOpen = condition.values !== undefined && ofKey?.kind === 'known' && ofKey.open.has(condition.key);
    return isOpen
      ? { condition: { key: condition.key }, open: openTag(condition.key, keyName, ofKey) }
      : { condition, open: [] };
  });
  return {
    parameters: {
      ...parameters,
      matchingTags: matching.filter(({ open }) => open.length === 0).map(({ tag }) => tag),
      requiredKeyTags: required?.map(({ condition }) => condition),
    },
    open: [...(required ?? []), ...matching].flatMap(({ open }) => open),
  };
};

/** Where one side lacks the tag, they do not match, whatever the other has. */
const openMatch = (
  tag: string,
  ofFlow: FlowTags,
  ofKey: FlowTags | undefined,
  keyName: string,
): readonly UnknownFact[] => {
  if (ofFlow.kind === 'unknown') return [factOf('the tags of the flow', ofFlow)];
  if (!ofFlow.tags.has(tag) || ofKey?.kind === 'unknown') return [];
  if (ofKey !== undefined && !ofKey.tags.has(tag)) return [];
  return [...openTag(tag, 'the flow', ofFlow), ...(ofKey === undefined ? [] : openTag(tag, keyName, ofKey))];
};

/** Whether the users of the key can be compared with patterns, where some of them have no name yet. */
export const userDemands = (key: PlannedKey | undefined, parameters: RuleParameters): OpenDemands =>
  key?.unnamedUsers === undefined || parameters.keyUsers === undefined
    ? { parameters, open: [] }
    : {
        parameters: { ...parameters, keyUsers: undefined },
        open: [factOf(`who may decrypt with key ${key.id}`, key.unnamedUsers)],
      };

const openTag = (key: string, of: string, { open }: KnownTags): readonly UnknownFact[] => {
  const value = open.get(key);
  return value === undefined ? [] : [factOf(`tag ${key} of ${of}`, value)];
};

export const factOf = (what: string, { because, line }: UnknownValue): UnknownFact => ({
  what,
  because,
  ...(line === undefined ? {} : { line }),
});
