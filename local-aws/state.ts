import { type OrganizationTree, organizationTree } from './organization-tree.ts';
import { type Place, partitionOf, placeKey, splitArn } from './place.ts';
import type { World } from './world.ts';
import type { WorldFlow } from './world-flows.ts';
import type { WorldKey } from './world-keys.ts';

export interface FlowRecord extends Place, Omit<WorldFlow, 'account' | 'region' | 'triggerType'> {
  readonly triggerType: string;
  readonly flowArn: string;
}

export interface KeyRecord extends Place, WorldKey {
  readonly keyId: string;
}

export interface AliasRecord {
  readonly aliasName: string;
  readonly aliasArn: string;
  readonly keyArn: string;
}

/** What a rule reports of one resource now. */
export interface RuleResult {
  readonly ConfigRuleName: string;
  readonly ResourceType: string;
  readonly ResourceId: string;
  readonly ComplianceType: string;
  readonly Annotation?: string | undefined;
  readonly OrderingTimestamp: string;
  readonly ResultRecordedTime?: string | undefined;
}

/** An entry of PutEvaluations as it was stored; the timestamp is ISO 8601. */
export interface Evaluation {
  readonly ComplianceResourceType: string;
  readonly ComplianceResourceId: string;
  readonly ComplianceType: string;
  readonly Annotation?: string;
  readonly OrderingTimestamp: string;
}

/** One call of PutEvaluations that was accepted. */
export interface Put extends Place {
  readonly resultToken: string;
  readonly testMode: boolean;
  readonly evaluations: readonly Evaluation[];
  readonly failed: readonly Evaluation[];
}

export interface Session {
  readonly account: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface DiscoveredResource {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName?: string | undefined;
}

export type Finding = Readonly<Record<string, unknown>>;

/** The world as it changes under the calls; everything is found by key, since a sweep asks thousands of times. */
export interface LocalState {
  readonly world: World;
  /** By place, then by flow name. */
  readonly flows: Map<string, Map<string, FlowRecord>>;
  /** By ARN. */
  readonly keys: Map<string, KeyRecord>;
  /** By place: no key comes or goes. */
  readonly keyArns: ReadonlyMap<string, readonly string[]>;
  readonly aliases: Map<string, AliasRecord>;
  readonly secrets: Map<string, World['secrets'][number]>;
  /** By the ARN without its random end, which is the place and the name. */
  readonly secretsByName: Map<string, World['secrets'][number]>;
  /** By ARN, in which the account may be `*`. */
  readonly roles: Map<string, World['roles'][number]>;
  /** By name, which no two accounts may share. */
  readonly buckets: ReadonlyMap<string, World['buckets'][number]>;
  readonly organization: OrganizationTree | undefined;
  /** The places whose Region their account has not enabled. */
  readonly disabledPlaces: ReadonlySet<string>;
  /** By place, then by name. */
  readonly connectorProfiles: Map<string, Map<string, World['connectorProfiles'][number]>>;
  /** By place. */
  readonly discoveredResources: Map<string, readonly DiscoveredResource[]>;
  /** By place, then by rule, resource type and id. */
  readonly results: Map<string, Map<string, RuleResult>>;
  /** Everything that was stored, in order: neither what was put in test mode nor what failed. */
  readonly evaluations: Evaluation[];
  readonly puts: Put[];
  /** By place, then by product and finding id. */
  readonly findings: Map<string, Map<string, Finding>>;
  readonly messages: { readonly topicArn: string; readonly subject: string | undefined; readonly message: string }[];
  readonly reevaluations: { readonly account: string; readonly region: string; readonly rules: readonly string[] }[];
  /** `alias/aws/…` that somebody described and that AWS would have created a key for. */
  readonly createdAwsManagedKeys: string[];
  /** By access key id. */
  readonly sessions: Map<string, Session>;
}

export const resultKey = (result: Pick<RuleResult, 'ConfigRuleName' | 'ResourceType' | 'ResourceId'>): string =>
  `${result.ConfigRuleName} ${result.ResourceType} ${result.ResourceId}`;

/** The role of an ARN: one of its own goes before one that the world gives to every account. */
export const roleOf = ({ roles }: Pick<LocalState, 'roles'>, arn: string): World['roles'][number] | undefined =>
  roles.get(arn) ?? roles.get(arn.replace(/:\d{12}:/, ':*:'));

/** Secrets Manager ends each ARN with a hyphen and six random characters after the secret's name. */
export const withoutRandomEnd = (secretArn: string): string => secretArn.replace(/-[A-Za-z0-9]{6}$/, '');

export const createState = (world: World): LocalState => {
  const flows = world.flows.map((flow): FlowRecord => {
    const at = placeOf(world, flow);
    const arn = `arn:${partitionOf(at.region)}:appflow:${at.region}:${at.account}:flow/${flow.flowName}`;
    return { ...flow, ...at, triggerType: flow.triggerConfig?.triggerType ?? flow.triggerType, flowArn: arn };
  });
  const keys = world.keys.map(keyRecord);
  return {
    world,
    flows: byPlace(flows, ({ flowName }) => flowName),
    keys: new Map(keys.map((key) => [key.Arn, key])),
    keyArns: listsByPlace(keys, ({ Arn }) => Arn),
    aliases: new Map(keys.flatMap(aliasesOf).map((alias) => [alias.aliasArn, alias])),
    secrets: new Map(world.secrets.map((secret) => [secret.ARN, secret])),
    secretsByName: new Map(world.secrets.map((secret) => [withoutRandomEnd(secret.ARN), secret])),
    roles: new Map(world.roles.map((role) => [role.Arn, role])),
    // The first of two that have one name, as a search in their order would find it.
    buckets: new Map([...world.buckets].reverse().map((bucket) => [bucket.Name, bucket])),
    organization: world.organization && organizationTree(world.organization, world.account),
    disabledPlaces: new Set(
      world.accountRegions.flatMap(({ account, disabled }) => disabled.map((region) => placeKey({ account, region }))),
    ),
    connectorProfiles: byPlace(
      world.connectorProfiles.map((profile) => ({ ...profile, ...placeOf(world, profile) })),
      ({ connectorProfileName }) => connectorProfileName,
    ),
    discoveredResources: discoveredIn(world, flows),
    results: byPlace(initialResults(world), resultKey),
    evaluations: [],
    puts: [],
    findings: new Map(),
    messages: [],
    reevaluations: [],
    createdAwsManagedKeys: [],
    sessions: new Map(),
  };
};

type Placed = { readonly account?: string | undefined; readonly region?: string | undefined };

const placeOf = (world: World, { account, region }: Placed): Place => ({
  account: account ?? world.account,
  region: region ?? world.region,
});

const byPlace = <Item extends Place>(items: readonly Item[], nameOf: (item: Item) => string) => {
  const places = new Map<string, Map<string, Item>>();
  for (const item of items) entryOf(places, item).set(nameOf(item), item);
  return places;
};

const listsByPlace = <Item extends Place, Told>(items: readonly Item[], told: (item: Item) => Told) => {
  const places = new Map<string, Told[]>();
  for (const item of items) {
    const list = places.get(placeKey(item)) ?? [];
    places.set(placeKey(item), list);
    list.push(told(item));
  }
  return places;
};

/** The map of one place, made when the place is first asked for. */
export const entryOf = <Item>(places: Map<string, Map<string, Item>>, at: Place): Map<string, Item> => {
  const known = places.get(placeKey(at));
  if (known !== undefined) return known;
  const created = new Map<string, Item>();
  places.set(placeKey(at), created);
  return created;
};

const keyRecord = (key: WorldKey): KeyRecord => {
  const parts = splitArn(key.Arn);
  if (parts === undefined) throw new Error(`${key.Arn} is no ARN, though the world's schema let it pass`);
  return { ...key, account: parts.account, region: parts.region, keyId: parts.resource.slice('key/'.length) };
};

const aliasesOf = ({ Arn, Aliases }: KeyRecord): readonly AliasRecord[] =>
  Aliases.map((aliasName) => ({ aliasName, aliasArn: Arn.replace(/key\/.*$/, aliasName), keyArn: Arn }));

const discoveredIn = (world: World, flows: readonly FlowRecord[]) => {
  const told = world.discoveredResources?.map((resource) => ({ ...resource, ...placeOf(world, resource) }));
  return listsByPlace(told ?? flows.map(discoveredFlow), ({ account: _, region: __, ...resource }) => resource);
};

const discoveredFlow = ({ account, region, flowName }: FlowRecord) => ({
  account,
  region,
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: flowName,
  resourceName: flowName,
});

/** A deleted flow is one that the rule still reports on: nobody has told Config yet that it is gone. */
const initialResults = (world: World): readonly (RuleResult & Place)[] => {
  const ofDeleted = (ResourceId: string): World['evaluationResults'][number] => ({
    ResourceType: 'AWS::AppFlow::Flow',
    ResourceId,
    ComplianceType: 'COMPLIANT',
    OrderingTimestamp: '2020-01-01T00:00:00Z',
  });
  const results = [...world.deletedFlows.map(ofDeleted), ...world.evaluationResults];
  return results.map(({ rule = world.rule, ...result }) => ({
    ...result,
    ...placeOf(world, result),
    ConfigRuleName: rule,
  }));
};
