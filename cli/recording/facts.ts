import type {
  DescribeConnectorProfilesCommandOutput,
  DescribeFlowCommandOutput,
  DescribeFlowExecutionRecordsCommandOutput,
  ListFlowsCommandOutput,
} from '@aws-sdk/client-appflow';
import type {
  DescribeKeyCommandOutput,
  GetKeyLastUsageCommandOutput,
  GetKeyPolicyCommandOutput,
  GetKeyRotationStatusCommandOutput,
  ListAliasesCommandOutput,
  ListGrantsCommandOutput,
  ListKeyRotationsCommandOutput,
  ListResourceTagsCommandOutput,
} from '@aws-sdk/client-kms';
import type { GetBucketEncryptionCommandOutput } from '@aws-sdk/client-s3';
import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import type { AskedCall } from '../../local-aws/recording.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import { executionsIn, flowFacts } from './flow-facts.ts';
import { describedKey, grantFacts, rotationFacts, tellsNothing, useFacts } from './key-facts.ts';
import { type FlowFacts, type GrantFacts, type KeyFacts, known, type List } from './members.ts';

/** What was read, in the members of a world. */
export type FactsOfWorld = {
  readonly [Member in 'flows' | 'keys' | 'connectorProfiles' | 'secrets' | 'buckets' | 'roles']: List<Member>;
};

export interface Facts {
  /** Takes in what a call was answered; false where the answer does not tell what it is asked for. */
  readonly learn: (call: AskedCall, output: object) => boolean;
  readonly ofWorld: () => FactsOfWorld;
}

/** What a bucket is encrypted with where the answer names nothing. */
const SSE_S3 = 'AES256';

export const createFacts = (): Facts => {
  const flows = new Map<string, FlowFacts>();
  const keys = new Map<string, KeyFacts>();
  /** By place and key id: in one listing come aliases of many keys that nobody has described yet. */
  const listedAliases = new Map<string, Set<string>>();
  /** By ARN of the key. */
  const describedAliases = new Map<string, Set<string>>();
  const grants = new Map<string, Map<string, GrantFacts>>();
  const connectorProfiles = new Map<string, List<'connectorProfiles'>[number]>();
  const secrets = new Map<string, List<'secrets'>[number]>();
  const buckets = new Map<string, List<'buckets'>[number]>();
  const roles = new Map<string, Set<string>>();

  const ofFlow = ({ account, region }: AskedCall, flowName: string): FlowFacts =>
    entryOf(flows, `${account}/${region}/${flowName}`, () => ({ account, region, flowName }));

  const ofKey = (call: AskedCall): KeyFacts => {
    const Arn = keyArnOf(call);
    return entryOf(keys, Arn, () => ({ Arn }));
  };

  const learning: Readonly<Record<string, (call: AskedCall, output: never) => boolean>> = {
    ListFlows: (call, { flows: listed = [] }: ListFlowsCommandOutput) => {
      for (const { flowName } of listed) if (flowName !== undefined) ofFlow(call, flowName);
      return true;
    },
    DescribeFlow: (call, output: DescribeFlowCommandOutput) => {
      Object.assign(ofFlow(call, textOf(call, 'flowName')), flowFacts(output));
      return true;
    },
    DescribeFlowExecutionRecords: (call, output: DescribeFlowExecutionRecordsCommandOutput) => {
      ofFlow(call, textOf(call, 'flowName')).executions = executionsIn(output);
      return true;
    },
    DescribeConnectorProfiles: (call, output: DescribeConnectorProfilesCommandOutput) => {
      const { account, region } = call;
      for (const { connectorProfileName, credentialsArn } of output.connectorProfileDetails ?? []) {
        if (connectorProfileName === undefined) continue;
        connectorProfiles.set(`${account}/${region}/${connectorProfileName}`, {
          account,
          region,
          connectorProfileName,
          ...known({ credentialsArn }),
        });
      }
      return true;
    },
    DescribeKey: (call, output: DescribeKeyCommandOutput) => {
      const described = describedKey(output);
      if (described === undefined) return false;
      const { Arn } = described;
      Object.assign(
        entryOf(keys, Arn, () => ({ Arn })),
        described,
      );
      const alias = /(?:^|:)(alias\/.+)$/s.exec(textOf(call, 'KeyId'))?.[1];
      if (alias !== undefined) entryOf(describedAliases, Arn, () => new Set<string>()).add(alias);
      return true;
    },
    GetKeyRotationStatus: (call, output: GetKeyRotationStatusCommandOutput) => {
      const { KeyRotationEnabled = false, RotationPeriodInDays } = output;
      ofKey(call).Rotation = { KeyRotationEnabled, ...known({ RotationPeriodInDays }) };
      return true;
    },
    ListKeyRotations: (call, { Rotations = [] }: ListKeyRotationsCommandOutput) => {
      const key = ofKey(call);
      key.Rotations = [...firstPageOf(call, key.Rotations), ...Rotations.flatMap(rotationFacts)];
      return true;
    },
    ListResourceTags: (call, { Tags = [] }: ListResourceTagsCommandOutput) => {
      const key = ofKey(call);
      const page = Tags.flatMap(({ TagKey, TagValue = '' }) => (TagKey === undefined ? [] : [[TagKey, TagValue]]));
      // fromEntries, since a tag may be called as a member of every object is.
      key.Tags = Object.fromEntries([...Object.entries(isFirstPage(call) ? {} : (key.Tags ?? {})), ...page]);
      return true;
    },
    GetKeyPolicy: (call, { Policy = '' }: GetKeyPolicyCommandOutput) => {
      ofKey(call).Policy = Policy;
      return true;
    },
    ListGrants: (call, { Grants = [] }: ListGrantsCommandOutput) => {
      if (Grants.some(tellsNothing)) return false;
      ofKey(call);
      const known = entryOf(grants, keyArnOf(call), () => new Map<string, GrantFacts>());
      for (const grant of Grants.flatMap(grantFacts)) known.set(JSON.stringify(grant), grant);
      return true;
    },
    ListAliases: ({ account, region }, { Aliases = [] }: ListAliasesCommandOutput) => {
      for (const { AliasName, TargetKeyId } of Aliases) {
        if (AliasName === undefined || TargetKeyId === undefined) continue;
        entryOf(listedAliases, `${account}/${region}/${TargetKeyId}`, () => new Set<string>()).add(AliasName);
      }
      return true;
    },
    GetKeyLastUsage: (call, output: GetKeyLastUsageCommandOutput) => {
      Object.assign(ofKey(call), useFacts(output));
      return true;
    },
    DescribeSecret: (call, { ARN, KmsKeyId }: DescribeSecretCommandOutput) => {
      const arn = ARN ?? textOf(call, 'SecretId');
      secrets.set(arn, { ARN: arn, ...known({ KmsKeyId }) });
      return true;
    },
    GetBucketEncryption: (call, output: GetBucketEncryptionCommandOutput) => {
      const [rule] = output.ServerSideEncryptionConfiguration?.Rules ?? [];
      const { SSEAlgorithm = SSE_S3, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
      const { account, region } = call;
      const Name = textOf(call, 'Bucket');
      buckets.set(Name, { account, region, Name, SSEAlgorithm, ...known({ KMSMasterKeyID }) });
      return true;
    },
    AssumeRole: (call) => {
      entryOf(roles, textOf(call, 'RoleArn'), () => new Set<string>()).add(call.account);
      return true;
    },
  };

  const aliasesOf = ({ Arn }: KeyFacts): string[] => {
    const [, , , region, account, resource = ''] = Arn.split(':');
    const listed = listedAliases.get(`${account}/${region}/${resource.slice('key/'.length)}`) ?? [];
    return [...new Set([...listed, ...[...(describedAliases.get(Arn) ?? [])].sort()])];
  };

  return {
    learn: (call, output) => learning[call.operation]?.(call, output as never) ?? false,
    ofWorld: () => ({
      flows: inOrder(flows),
      keys: inOrder(keys).map((key) => {
        const Aliases = aliasesOf(key);
        const Grants = [...(grants.get(key.Arn)?.values() ?? [])];
        return { ...key, ...(Aliases.length === 0 ? {} : { Aliases }), ...(Grants.length === 0 ? {} : { Grants }) };
      }),
      connectorProfiles: inOrder(connectorProfiles),
      secrets: inOrder(secrets),
      buckets: inOrder(buckets),
      roles: inOrder(new Map([...roles].map(([Arn, trusted]) => [Arn, { Arn, Trusts: [...trusted].sort() }]))),
    }),
  };
};

/** By what they are called, so that the same reading makes the same file, whoever answered first. */
const inOrder = <T>(entries: ReadonlyMap<string, T>): T[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);

const entryOf = <V>(entries: Map<string, V>, id: string, create: () => V): V => {
  const existing = entries.get(id);
  if (existing !== undefined) return existing;
  const created = create();
  entries.set(id, created);
  return created;
};

const textOf = ({ input }: AskedCall, member: string): string => String(input[member] ?? '');

/** Only the next page of a listing has a marker in its request. */
const isFirstPage = ({ input }: AskedCall): boolean => input['Marker'] === undefined;

const firstPageOf = <T>(call: AskedCall, before: readonly T[] = []): readonly T[] => (isFirstPage(call) ? [] : before);

const keyArnOf = (call: AskedCall): string => {
  const keyId = textOf(call, 'KeyId');
  const { account, region } = call;
  return keyId.startsWith('arn:') ? keyId : `arn:${partitionOfRegion(region)}:kms:${region}:${account}:key/${keyId}`;
};
