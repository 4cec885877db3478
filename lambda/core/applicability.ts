import type { RuleParameters } from './input/rule-parameters.ts';
import { dayOf, isDay } from './model/days.ts';
import type { Flow } from './model/flow.ts';
import { matchTag } from './model/tags.ts';
import { quote } from './model/text.ts';

/** Why a flow is not judged at all. `because` is a whole sentence. */
export interface NotApplicable {
  readonly complianceType: 'NOT_APPLICABLE';
  readonly label: 'GONE' | 'OUT_OF_SCOPE' | 'EXEMPT';
  readonly because: string;
}

export const gone = (because: string): NotApplicable => ({ complianceType: 'NOT_APPLICABLE', label: 'GONE', because });

/** Whether a flow that exists is judged; decided from its tags alone, before any key is read. */
export const exclusionOf = (flow: Flow, parameters: RuleParameters, now: Date): NotApplicable | undefined =>
  outOfScope(flow, parameters) ?? exempt(flow, parameters, now);

const outOfScope = (flow: Flow, { flowTagFilter }: RuleParameters): NotApplicable | undefined => {
  const unmet = flowTagFilter.find((condition) => matchTag(condition, flow.tags) !== 'met');
  if (unmet === undefined) return undefined;
  const value = flow.tags.get(unmet.key);
  const found = value === undefined ? 'is missing' : `is ${quote(value)}`;
  const because = `The flow is not selected by flowTagFilter: its tag ${unmet.key} ${found}.`;
  return { complianceType: 'NOT_APPLICABLE', label: 'OUT_OF_SCOPE', because };
};

/** Only a day of the calendar exempts; a malformed or past one leaves the flow judged. */
const exempt = (flow: Flow, { exemptionTag }: RuleParameters, now: Date): NotApplicable | undefined => {
  const until = exemptionTag === undefined ? undefined : flow.tags.get(exemptionTag);
  if (until === undefined || !isDay(until) || until < dayOf(now)) return undefined;
  const because = `The flow is exempt until ${until} (UTC) by its tag ${exemptionTag}.`;
  return { complianceType: 'NOT_APPLICABLE', label: 'EXEMPT', because };
};
