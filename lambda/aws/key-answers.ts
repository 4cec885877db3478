import {
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  paginateListAliases,
  paginateListGrants,
  paginateListKeyRotations,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { type PolicyStatement, parseKeyPolicy } from '../core/key-policy/document.ts';
import { type Answer, refused } from '../core/model/answer.ts';
import { decryptingGrantee } from '../core/model/grant.ts';
import type { AnswerValues, Key, KeyAnswerName, Rotation } from '../core/model/key.ts';
import type { Tags } from '../core/model/tags.ts';
import { ask } from './ask.ts';
import { callOf, type Operation } from './calls.ts';
import type { Aws, CallOptions } from './clients/connection.ts';

/** KMS names no period for keys whose rotation was enabled before periods could be chosen. */
const DEFAULT_ROTATION_PERIOD_IN_DAYS = 365;

/** The aliases of an account and Region; a key without one is not in it. */
export type AliasesByKeyId = ReadonlyMap<string, readonly string[]>;

/** Is shown each key policy that was read and understood: its text, and the statements in it. */
export type SeePolicy = (key: Key, text: string, statements: readonly PolicyStatement[]) => void;

/** One answer of KMS about a key. A lasting refusal is an answer; a passing failure throws an AwsCallError. */
export const askAboutKey = <N extends KeyAnswerName>(
  aws: Aws,
  key: Key,
  name: N,
  seePolicy: SeePolicy = () => {},
): Promise<Answer<AnswerValues[N]>> => ASKING[name](aws, key, seePolicy);

const readRotation = async (client: KMSClient, { arn }: Key, reads: CallOptions): Promise<Rotation> => {
  const status = await client.send(new GetKeyRotationStatusCommand({ KeyId: arn }), reads);
  return status.KeyRotationEnabled === true
    ? { kind: 'on', periodInDays: status.RotationPeriodInDays ?? DEFAULT_ROTATION_PERIOD_IN_DAYS }
    : { kind: 'off' };
};

const readNewestOnDemandRotation = async (client: KMSClient, { arn }: Key, reads: CallOptions) => {
  let newest: Date | undefined;
  for await (const { Rotations = [] } of paginateListKeyRotations({ client, pageSize: 1000 }, { KeyId: arn }, reads)) {
    for (const { RotationDate, RotationType } of Rotations) {
      if (RotationType === 'ON_DEMAND' && RotationDate !== undefined && !(newest && newest >= RotationDate))
        newest = RotationDate;
    }
  }
  return newest;
};

const readTags = async (client: KMSClient, { arn }: Key, reads: CallOptions): Promise<Tags> => {
  const tags = new Map<string, string>();
  for await (const { Tags: page = [] } of paginateListResourceTags({ client }, { KeyId: arn }, reads)) {
    for (const { TagKey, TagValue } of page) if (TagKey !== undefined) tags.set(TagKey, TagValue ?? '');
  }
  return tags;
};

const readPolicy = async (client: KMSClient, { arn }: Key, reads: CallOptions): Promise<string> => {
  const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }), reads);
  return Policy;
};

/** A key has up to 50,000 grants, most of them of services: no more is kept than whom they let decrypt. */
const readGrants = async (client: KMSClient, { arn }: Key, reads: CallOptions): Promise<readonly string[]> => {
  const grantees = new Set<string>();
  for await (const { Grants = [] } of paginateListGrants({ client, pageSize: 100 }, { KeyId: arn }, reads)) {
    for (const grant of Grants) {
      const grantee = decryptingGrantee(grant);
      if (grantee !== undefined) grantees.add(grantee);
    }
  }
  return [...grantees];
};

const readAliases = async (client: KMSClient, { arn }: Key, reads: CallOptions): Promise<readonly string[]> => {
  const aliases: string[] = [];
  for await (const { Aliases: page = [] } of paginateListAliases({ client, pageSize: 100 }, { KeyId: arn }, reads)) {
    aliases.push(...page.flatMap(({ AliasName }) => AliasName ?? []));
  }
  return aliases;
};

const readAliasesByKeyId = async (client: KMSClient, _: unknown, reads: CallOptions): Promise<AliasesByKeyId> => {
  const byKeyId = new Map<string, string[]>();
  for await (const { Aliases: page = [] } of paginateListAliases({ client, pageSize: 100 }, {}, reads)) {
    for (const { TargetKeyId, AliasName } of page) {
      if (TargetKeyId === undefined || AliasName === undefined) continue;
      const known = byKeyId.get(TargetKeyId);
      if (known === undefined) byKeyId.set(TargetKeyId, [AliasName]);
      else known.push(AliasName);
    }
  }
  return byKeyId;
};

type Asking<T> = (aws: Aws, key: Key) => Promise<Answer<T>>;

/** Asks with the credentials that KMS answers to, unless it answers this operation in the key's own account only. */
const asking =
  <T>(
    operation: Operation,
    read: (client: KMSClient, key: Key, reads: CallOptions) => Promise<T>,
    unsupported?: { readonly means: T },
  ): Asking<T> =>
  async (aws, key) => {
    const access = await aws.keysIn(key);
    if (access.kind === 'refused') return access;
    const { client, acrossAccounts } = access.value;
    const call = callOf(operation);
    if (acrossAccounts && call.acrossAccounts !== true) {
      return refused(
        `${call.action} does not work across accounts, set keyAccountRoleName`,
        'Create that role with rule-definitions/key-account-role.yaml',
      );
    }
    const meanings = unsupported === undefined ? {} : { unsupported: unsupported.means };
    return ask(operation, `key ${key.arn}`, () => read(client, key, aws.reads), meanings);
  };

const askPolicy = asking('GetKeyPolicy', readPolicy);

/** All aliases of the account and Region of a key, in one listing: for many keys that is fewer calls than one for each. */
export const askForAllAliases = asking('ListAliases', readAliasesByKeyId);

type AskingOf<N extends KeyAnswerName> = (aws: Aws, key: Key, seePolicy: SeePolicy) => Promise<Answer<AnswerValues[N]>>;

const ASKING: { readonly [N in KeyAnswerName]: AskingOf<N> } = {
  rotation: asking('GetKeyRotationStatus', readRotation, { means: { kind: 'impossible' } }),
  newestOnDemandRotation: asking('ListKeyRotations', readNewestOnDemandRotation, { means: undefined }),
  policy: async (aws, key, seePolicy) => {
    const text = await askPolicy(aws, key);
    if (text.kind === 'refused') return text;
    const statements = parseKeyPolicy(text.value);
    if (statements.kind === 'given') seePolicy(key, text.value, statements.value);
    return statements;
  },
  grants: asking('ListGrants', readGrants),
  tags: asking('ListResourceTags', readTags),
  aliases: asking('ListAliases', readAliases),
};
