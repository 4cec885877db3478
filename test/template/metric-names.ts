/** The metrics of the function: namespace AppFlowCmkRule, dimensions service and RuleName (Reasons: ReasonCode as well). */
export const METRICS: readonly string[] = [
  'CompliantEvaluations',
  'NonCompliantEvaluations',
  'NotApplicableEvaluations',
  'UnverifiedEvaluations',
  'FailedEvaluations',
  'FailedFindings',
  'UnjudgedFlows',
  'PolicyDisagreements',
  'AwsCalls',
  'AwsRetries',
  'DetectionDelay',
  'Reasons',
  'Sweeps',
  'SweepDuration',
  'Flows',
  'CompliantFlows',
  'NonCompliantFlows',
  'NotApplicableFlows',
  'UnverifiedFlows',
  'CompliantPercentage',
  'CustomerManagedKeys',
  'EstimatedMonthlyKeyCost',
];

/** Metrics that AWS itself publishes and that the template looks at. */
export const METRICS_OF_AWS: Readonly<Record<string, readonly string[]>> = {
  'AWS/Lambda': ['Invocations', 'Errors', 'Throttles', 'Duration', 'DestinationDeliveryFailures'],
  'AWS/SQS': ['ApproximateNumberOfMessagesVisible'],
};
