import type { PlannedBucket, PlannedKey, PlannedKeyName, PlannedWorld } from '../../../cli/check/planned.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { ACCOUNT, arnOf, REGION } from '../../builders/random-planned-worlds.ts';

/** What AWS has once a world is deployed of which everything is known, besides two keys that were there before. */
export const worldThatIsMade = (world: PlannedWorld): WorldInput => ({
  account: ACCOUNT,
  region: REGION,
  flows: world.flows.map((flow) => {
    const [source, ...destinations] = flow.profiles.map((use) => nameOf(known(use), world.profiles));
    return {
      flowName: known(flow.name),
      ...textMember('kmsArn', textOf(flow.key, world)),
      tags: known(flow.tags),
      ...(source === undefined ? {} : { sourceConnectorProfileName: source }),
      sourceFlowConfig: {
        connectorType: 'Salesforce',
        ...(source === undefined ? {} : { connectorProfileName: source }),
        sourceConnectorProperties: { Salesforce: { object: 'Account' } },
      },
      destinationFlowConfigList: [
        ...destinations.map((name) => ({
          connectorType: 'Salesforce',
          connectorProfileName: name,
          destinationConnectorProperties: { Salesforce: { object: 'Account' } },
        })),
        ...flow.buckets.map(({ role, bucket }) => {
          const bucketName = nameOf(known(bucket), world.buckets);
          return role === 'destination'
            ? { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName } } }
            : {
                connectorType: 'EventBridge',
                destinationConnectorProperties: { EventBridge: { object: 'bus', errorHandlingConfig: { bucketName } } },
              };
        }),
      ],
    };
  }),
  keys: [
    ...world.keys.map((key) => keyThatIsMade(key, world)),
    { Arn: arnOf('Old'), Tags: { Owner: 'data' }, Aliases: ['alias/old', ...aliasesOf('Old', world)] },
    { Arn: arnOf('OldOff'), Rotation: { KeyRotationEnabled: false } },
  ],
  connectorProfiles: world.profiles.map((profile) => ({
    connectorProfileName: known(profile.name),
    credentialsArn: secretArn(known(profile.name)),
  })),
  secrets: world.profiles.map((profile) => ({
    ARN: secretArn(known(profile.name)),
    ...textMember('KmsKeyId', textOf(profile.key, world)),
  })),
  buckets: world.buckets.map((bucket) => bucketThatIsMade(bucket, world)),
});

const keyThatIsMade = (key: PlannedKey, world: PlannedWorld): NonNullable<WorldInput['keys']>[number] => {
  const rotation = known(key.rotation);
  const policy = known(key.policy);
  const primary = key.primary === undefined ? undefined : arnOf(known(key.primary));
  return {
    Arn: arnOf(key.id),
    KeyState: known(key.state),
    KeySpec: known(key.spec),
    KeyUsage: known(key.usage),
    Origin: known(key.origin),
    Rotation:
      rotation.kind === 'on'
        ? { KeyRotationEnabled: true, RotationPeriodInDays: rotation.periodInDays }
        : { KeyRotationEnabled: false },
    Tags: known(key.tags),
    Aliases: [...aliasesOf(key.id, world)],
    CreationDate: '2026-11-24T12:00:00Z',
    ...(policy === 'default' ? {} : { Policy: policy }),
    ...(primary === undefined
      ? {}
      : {
          MultiRegion: true,
          MultiRegionConfiguration: {
            MultiRegionKeyType: 'REPLICA' as const,
            PrimaryKey: { Arn: primary, Region: REGION },
          },
        }),
  };
};

const bucketThatIsMade = ({ name, encryption }: PlannedBucket, world: PlannedWorld) => {
  const { algorithm, key } = known(encryption);
  return { Name: known(name), SSEAlgorithm: algorithm, ...textMember('KMSMasterKeyID', textOf(key, world)) };
};

const aliasesOf = (id: string, world: PlannedWorld): readonly string[] =>
  world.aliases.filter(({ target }) => idOf(target) === id).map(({ name }) => known(name));

const idOf = (target: PlannedKeyName): string | undefined => {
  if (target.kind === 'key') return target.id;
  if (target.kind === 'not-an-arn') return target.of;
  return target.kind === 'text' ? target.text : undefined;
};

/** What the property will hold; the id of a key is its logical id here. */
const textOf = (name: PlannedKeyName, world: PlannedWorld): string | undefined => {
  const aliasName = (id: string): string | undefined => {
    const alias = world.aliases.find((it) => it.id === id);
    return alias && known(alias.name);
  };
  switch (name.kind) {
    case 'none':
      return undefined;
    case 'key':
      return arnOf(name.id);
    case 'alias':
      return `arn:aws:kms:${REGION}:${ACCOUNT}:${aliasName(name.id)}`;
    case 'text':
      return name.text;
    case 'not-an-arn':
      return aliasName(name.of) ?? name.of;
    case 'unknown':
      throw new Error('everything is known of a world that is made');
  }
};

const nameOf = (
  use: { readonly planned: string } | { readonly name: string },
  things: readonly { readonly id: string; readonly name: PlannedBucket['name'] }[],
): string => {
  if ('name' in use) return use.name;
  const thing = things.find(({ id }) => id === use.planned);
  if (thing === undefined) throw new Error(`${use.planned} is not in the world`);
  return known(thing.name);
};

const secretArn = (profile: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:appflow!${profile}`;

const textMember = <N extends string>(name: N, text: string | undefined): Partial<Readonly<Record<N, string>>> =>
  (text === undefined || text === '' ? {} : { [name]: text }) as Partial<Readonly<Record<N, string>>>;

const known = <T>(planned: { readonly kind: 'known'; readonly value: T } | { readonly kind: 'unknown' }): T => {
  if (planned.kind === 'unknown') throw new Error('everything is known of a world that is made');
  return planned.value;
};
