import { keyArn, sweepEvent, worldOf } from './bench-world.ts';
import type { Bundles } from './bundles.ts';
import type { Measure } from './measure.ts';
import { inSandbox } from './sandbox.ts';

const FLOWS = 120;
const KEYS = 12;
const BUCKETS = 10;
const SECRETS = 6;

const secretArn = (index: number): string =>
  `arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!profile-${index}-Ab12Cd`;

/** An account in which every check has something to look at; secrets and buckets are under the keys of the flows. */
const world = () => {
  const plain = worldOf({ flows: FLOWS, keys: KEYS, latencyInMs: 2 });
  const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
  return {
    ...plain,
    flows: (plain.flows ?? []).map((flow, index) => ({
      ...flow,
      sourceConnectorProfileName: `profile-${index % SECRETS}`,
      destinationFlowConfigList: [
        { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: `bucket-${index % BUCKETS}` } } },
      ],
      executions: [{ startedAt: hoursAgo(5), lastUpdatedAt: hoursAgo(4) }],
    })),
    keys: (plain.keys ?? []).map((key, index) => ({
      ...key,
      Rotation: { KeyRotationEnabled: true },
      Aliases: [`alias/lake-${index}`],
      TrackingStartDate: hoursAgo(100),
    })),
    connectorProfiles: Array.from({ length: SECRETS }, (_, index) => ({
      connectorProfileName: `profile-${index}`,
      credentialsArn: secretArn(index),
    })),
    secrets: Array.from({ length: SECRETS }, (_, index) => ({ ARN: secretArn(index), KmsKeyId: keyArn(index) })),
    buckets: Array.from({ length: BUCKETS }, (_, index) => ({
      Name: `bucket-${index}`,
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: keyArn(index),
    })),
  };
};

const EVERYTHING = {
  keyAliasPattern: 'alias/lake-*',
  maxFlowsPerKey: '20',
  checkConnectorProfiles: 'true',
  checkBuckets: 'true',
  keyUsers: 'arn:aws:iam::111122223333:root',
  keyDuties: 'separated',
  checkKeyUse: 'true',
};

/** The calls of a sweep with every check switched on, against those that it cannot do without. */
export const measureEverythingOn = async ({ rule }: Bundles): Promise<readonly Measure[]> => {
  const calls = await inSandbox(world(), { bundle: rule }, async (invoke, aws) => {
    await invoke({ ...sweepEvent, ruleParameters: JSON.stringify(EVERYTHING) });
    return [...aws.counts.values()].reduce((sum, count) => sum + count, 0);
  });
  const floor = floorOfCalls();
  return [
    {
      name: `Sweep of ${FLOWS} flows, every check on: calls`,
      measured: `${calls}`,
      against: `${floor}, the calls it cannot do without`,
      ratio: calls / floor,
      budget: 1,
    },
  ];
};

/**
 * Pages hold 100. Of a flow: what it is, and its runs; of a key: which it is, rotation, tags, policy, grants, last use; of a
 * secret and a bucket its key; all aliases and all profiles once.
 */
const floorOfCalls = (): number => {
  const pages = Math.ceil(FLOWS / 100);
  const [listFlows, listDiscoveredResources, oldResults, putEvaluations] = [pages, pages, pages, pages];
  const aroundFlows = listFlows + listDiscoveredResources + oldResults + putEvaluations;
  const [aliases, profiles] = [1, 1];
  return aroundFlows + 2 * FLOWS + 6 * KEYS + SECRETS + BUCKETS + aliases + profiles;
};
