import {
  type ParameterName,
  parseRuleParameters,
  type RuleParameters,
} from '../../lambda/core/input/rule-parameters.ts';

/** Parameters as a person writes them, read as the rule reads them; what is not given has its default. */
export const parameters = (given: Partial<Readonly<Record<ParameterName, string>>> = {}): RuleParameters =>
  parseRuleParameters(JSON.stringify(given));
