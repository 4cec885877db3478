import type { EventName } from './events.ts';

/** Every way in which a call can fail for a while; which of them an SDK takes for an answer differs by kind. */
export const kinds = ['ThrottlingException', '500', '500-html', 'garbage', 'empty', 'drop'] as const;

const ofKeyAndCredentials = [
  'AssumeRole',
  'DescribeConnectorProfiles',
  'DescribeFlow',
  'DescribeKey',
  'DescribeSecret',
  'GetBucketEncryption',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'ListFlows',
  'ListGrants',
  'ListResourceTags',
  'PutEvaluations',
] as const;

/** The calls that each event makes. */
const operations: { readonly [E in EventName]: readonly string[] } = {
  sweep: [...ofKeyAndCredentials, 'GetComplianceDetailsByConfigRule', 'ListDiscoveredResources', 'ListKeyRotations'],
  'change of flow orders': ofKeyAndCredentials,
  'change of flow partners': ['ListKeyRotations'],
  'change of key orders': [...ofKeyAndCredentials, 'ListDiscoveredResources'],
  'change of key imported': ['ListKeyRotations'],
};

export interface FaultyOperation {
  readonly eventName: EventName;
  readonly operation: string;
}

export const faultyOperations: readonly FaultyOperation[] = (Object.keys(operations) as EventName[]).flatMap(
  (eventName) => operations[eventName].map((operation) => ({ eventName, operation })),
);

/**
 * A sweep makes every call and meets every kind. How a call fails does not depend on the event, so the changes meet one
 * kind of each sort: an error, an answer without content, no answer.
 *
 * AWS may leave an empty list of failures out of its answer to PutEvaluations: an empty answer is a success there, and
 * only there entries can fail one by one.
 */
export const kindsOf = ({ eventName, operation }: FaultyOperation): readonly string[] => {
  const met = eventName === 'sweep' ? kinds : kinds.filter((kind) => ['500', 'empty', 'drop'].includes(kind));
  return operation === 'PutEvaluations' ? [...met.filter((kind) => kind !== 'empty'), 'FailedEvaluations'] : met;
};
