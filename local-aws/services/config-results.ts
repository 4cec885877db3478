import type { RuleResult } from '../state.ts';

/** A result as AWS Config tells it, to a member account and to an aggregator. */
export const resultItem = (result: RuleResult) => {
  const { ConfigRuleName, ResourceType, ResourceId, ComplianceType, Annotation } = result;
  const ordered = Date.parse(result.OrderingTimestamp) / 1000;
  const recorded = result.ResultRecordedTime;
  return {
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: { ConfigRuleName, ResourceType, ResourceId, EvaluationMode: 'DETECTIVE' },
      OrderingTimestamp: ordered,
    },
    ComplianceType,
    ResultRecordedTime: recorded === undefined ? ordered + 1 : Date.parse(recorded) / 1000,
    ConfigRuleInvokedTime: ordered,
    Annotation,
  };
};
