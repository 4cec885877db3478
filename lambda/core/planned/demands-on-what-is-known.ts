import type { RuleParameters } from '../input/rule-parameters.ts';
import type { PlannedFlow, Unknown } from './planned-flow.ts';

export interface DemandsOnWhatIsKnown {
  /** What can be demanded of what is known. */
  readonly parameters: RuleParameters;
  /** What decides whether the flow is judged at all, and is not known. */
  readonly scope: readonly Unknown[];
  /** What else the parameters demand something of, and is not known. */
  readonly rest: readonly Unknown[];
}

/** Splits demands, so that neither a reason nor a pass rests on something that is not known. */
export const demandsOnWhatIsKnown = (planned: PlannedFlow, parameters: RuleParameters): DemandsOnWhatIsKnown => {
  const unknownTag = (key: string): Unknown | undefined =>
    planned.tags.get(key) ?? (planned.flow.tags.has(key) ? undefined : planned.anyTag);
  const { flowTagFilter, exemptionTag, matchingTags, maxFlowsPerKey, checkConnectorProfiles, checkBuckets } =
    parameters;
  const scopeTags = [...flowTagFilter.map(({ key }) => key), ...(exemptionTag === undefined ? [] : [exemptionTag])];
  const isCounted = maxFlowsPerKey !== undefined;
  return {
    parameters: {
      ...parameters,
      flowTagFilter: flowTagFilter.filter(({ key }) => unknownTag(key) === undefined),
      exemptionTag: exemptionTag === undefined || unknownTag(exemptionTag) ? undefined : exemptionTag,
      matchingTags: matchingTags.filter((key) => unknownTag(key) === undefined),
      // A flow without a name may be one that is there already, or one more.
      maxFlowsPerKey: planned.name === undefined ? maxFlowsPerKey : undefined,
    },
    scope: each(scopeTags.flatMap((key) => unknownTag(key) ?? [])),
    rest: each([
      ...matchingTags.flatMap((key) => unknownTag(key) ?? []),
      ...(isCounted && planned.name !== undefined ? [planned.name] : []),
      ...(checkConnectorProfiles ? planned.connectorProfiles : []),
      ...(checkBuckets ? planned.buckets : []),
    ]),
  };
};

const each = (unknown: readonly Unknown[]): readonly Unknown[] => [...new Set(unknown)];
