import pLimit from 'p-limit';
import { listFlows } from '../../lambda/aws/appflow-flows.ts';
import { type BucketEncryption, readBucketEncryption } from '../../lambda/aws/bucket-encryption.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { readSecretArns, type SecretArns } from '../../lambda/aws/connector-profiles.ts';
import { createLookups } from '../../lambda/aws/lookups.ts';
import { once } from '../../lambda/aws/once.ts';
import { createFlowRate } from '../../lambda/aws/rate/flow-rate.ts';
import { readSecretKey } from '../../lambda/aws/secret-keys.ts';
import { type Answer, given } from '../../lambda/core/model/answer.ts';
import { parseArn } from '../../lambda/core/model/arn.ts';
import type { KeyLookup } from '../../lambda/core/model/key.ts';
import type { KeyReference, NamedKey } from '../../lambda/core/model/key-reference.ts';
import { readFlowDetails } from '../aws/flow-details.ts';
import { INTERRUPTED, type UnreadPlace, unreadPlace } from '../reading/unread-place.ts';
import type { FlowDetails } from './flow-details.ts';
import type { FlowReading, KeyReading, PlaceReading, Relation, ThingReading } from './readings.ts';
import { createRelate, type Relate } from './relate.ts';
import { orRefused } from './told.ts';

/** The default encryption of a bucket; each bucket of an account is asked once, whatever Regions its flows are in. */
export type ReadBucket = (aws: Aws, bucket: string) => Promise<Answer<BucketEncryption>>;

export const createReadBucket = (): ReadBucket => {
  const ask = once((_: string, aws: Aws, bucket: string) => orRefused(() => readBucketEncryption(aws, bucket)));
  return (aws, bucket) => ask(`${aws.where.account} ${bucket}`, aws, bucket);
};

/** Aliases and profiles are listed for the whole place: every flow is looked at. */
const PLAN = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: false, listsAllAtOnce: true };

/** What could not be told of a flow, by name, or what was; a flow that is gone is neither. */
type ReadFlow = FlowReading | { readonly flow: string; readonly because: string } | undefined;

/**
 * What hangs on the key in one account and Region. `concurrency`: calls at one time, of DescribeFlow to begin with.
 * What could not be read is named with its cause. Never rejects.
 */
export const readPlace = async (
  aws: Aws,
  key: KeyReading,
  concurrency: number,
  readBucket: ReadBucket,
): Promise<PlaceReading> => {
  const lookups = createLookups(aws, concurrency, PLAN);
  const lookUpKey = async (reference: KeyReference): Promise<KeyLookup> => {
    const answer = await orRefused(async () => given(await lookups.key(reference)));
    return answer.kind === 'refused' ? answer : answer.value;
  };
  const relate = createRelate(key, lookUpKey);
  const limit = pLimit(concurrency);

  const readBucketOf = async (name: string): Promise<ThingReading> => {
    const encryption = await limit(() => readBucket(aws, name));
    if (encryption.kind === 'refused') return { name, relation: { kind: 'unsure', because: encryption.because } };
    const { value } = encryption;
    return { name, relation: await relate(value.kind === 'kms' ? value.key : { kind: 'none' }) };
  };

  const [secretArns, { listed, unlisted, read }] = await Promise.all([
    orRefused(() => readSecretArns(aws)),
    readFlows(aws, concurrency, relate),
  ]);
  const flows = read.filter((it): it is FlowReading => it !== undefined && 'details' in it);
  const names = <N extends string>(of: (details: FlowDetails) => readonly N[]): readonly N[] => [
    ...new Set(flows.flatMap(({ details }) => of(details))),
  ];
  const [profiles, buckets] = await Promise.all([
    readProfiles(
      aws,
      secretArns,
      names((it) => it.connectorProfiles),
      relate,
      limit,
    ),
    Promise.all(names((it) => it.buckets.map(({ name }) => name)).map(readBucketOf)),
  ]);
  const { account, region } = aws.where;
  const isThere = unlisted?.status !== 'not-enabled';
  return onlyWhatHangs({
    place: { account, region, flows: listed, ...(unlisted ?? { status: 'read' }) },
    flows,
    undescribed: read.flatMap((it) => (it === undefined || 'details' in it ? [] : [it])),
    profiles,
    ...(secretArns.kind === 'refused' && isThere ? { profilesUnlisted: secretArns.because } : {}),
    buckets,
  });
};

const readFlows = async (aws: Aws, concurrency: number, relate: Relate) => {
  const rate = createFlowRate(concurrency);
  const readFlow = async (flow: string): Promise<ReadFlow> => {
    const answer = await orRefused(() => readFlowDetails(aws, flow, rate));
    if (answer.kind === 'refused') return { flow, because: answer.because };
    return answer.value && { details: answer.value, relation: await relate(answer.value.key) };
  };
  const reads: Promise<ReadFlow>[] = [];
  let unlisted: UnreadPlace | undefined;
  try {
    for await (const flow of listFlows(aws)) reads.push(readFlow(flow));
  } catch (cause) {
    unlisted = aws.reads.abortSignal.aborted ? INTERRUPTED : unreadPlace(cause, true);
  }
  return { listed: reads.length, unlisted, read: await Promise.all(reads) };
};

/** Every profile of the place, used or not; where they could not be listed, those that flows use. */
const readProfiles = async (
  aws: Aws,
  secretArns: Answer<SecretArns>,
  used: readonly string[],
  relate: Relate,
  limit: <T>(make: () => Promise<T>) => Promise<T>,
): Promise<readonly ThingReading[]> => {
  if (secretArns.kind === 'refused') {
    return used.map((name) => ({ name, relation: { kind: 'unsure', because: secretArns.because } }));
  }
  const readProfile = async (name: string, secretArn: string): Promise<ThingReading> => {
    const arn = parseArn(secretArn);
    // Without a secret there are no credentials that a key could hide.
    if (arn === undefined) return { name, relation: { kind: 'off' } };
    const answer = await limit(() => orRefused<NamedKey | undefined>(() => readSecretKey(aws, arn)));
    if (answer.kind === 'refused') return { name, relation: { kind: 'unsure', because: answer.because } };
    return { name, relation: await relate(answer.value ?? { kind: 'none' }) };
  };
  return Promise.all([...secretArns.value].map(([name, arn]) => readProfile(name, arn)));
};

/** Leaves out what has nothing to do with the key: of thousands of flows few are kept. */
const onlyWhatHangs = (reading: PlaceReading): PlaceReading => {
  const hangs = ({ relation }: { readonly relation: Relation }): boolean => relation.kind !== 'off';
  const profiles = reading.profiles.filter(hangs);
  const buckets = reading.buckets.filter(hangs);
  const flows = reading.flows.filter(
    (flow) =>
      hangs(flow) ||
      profiles.some(({ name }) => flow.details.connectorProfiles.includes(name)) ||
      buckets.some(({ name }) => flow.details.buckets.some((bucket) => bucket.name === name)),
  );
  return { ...reading, flows, profiles, buckets };
};
