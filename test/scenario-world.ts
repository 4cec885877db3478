import type { WorldInput } from '../local-aws/world.ts';
import { HERE, keyArn } from './bench/ordinary.ts';
import type { WrittenScenario, WrittenWorld } from './scenario-schema.ts';

type Members = Readonly<Record<string, unknown>>;

/** The world of a scenario with its defaults and short forms written out; its own schema says what is wrong with it. */
export const wholeWorld = ({ world, function: elsewhere }: Pick<WrittenScenario, 'world' | 'function'>): WorldInput => {
  const { ownKeys, secretKeys, roles, flows, keys, ...others } = { ...HERE, ...world };
  const functionRole = `arn:aws:iam::${elsewhere?.account ?? others.account}:role/appflow-flow-cmk`;
  const secrets = Object.entries(secretKeys).map(([name, KmsKeyId]) => ({ name, arn: secretArn(name), KmsKeyId }));
  return {
    ...others,
    flows: [...flows.map(wholeFlow), ...Object.keys(ownKeys).map((id) => ({ flowName: id, kmsArn: keyArn(id) }))],
    keys: [...keys, ...Object.entries(ownKeys).map(([id, key]) => ({ Arn: keyArn(id), ...key }))].map(wholeKey),
    roles: roles.map((role) => (typeof role === 'string' ? { Arn: role, Trusts: [functionRole] } : role)),
    connectorProfiles: [
      ...listOf(others, 'connectorProfiles'),
      ...secrets.map(({ name, arn }) => ({ connectorProfileName: name, credentialsArn: arn })),
    ],
    secrets: [
      ...listOf(others, 'secrets'),
      ...secrets.map(({ arn, KmsKeyId }) => ({ ARN: arn, ...(KmsKeyId === null ? {} : { KmsKeyId }) })),
    ],
  } as WorldInput;
};

const listOf = (world: Omit<WrittenWorld, 'flows'>, name: string): readonly unknown[] =>
  (world[name] ?? []) as unknown[];

const secretArn = (profile: string): string =>
  `arn:aws:secretsmanager:${HERE.region}:${HERE.account}:secret:appflow!${profile}-AbCdEf`;

const wholeFlow = (flow: string | Members): Members => {
  const { kmsArn, ...others } = {
    flowName: 'orders',
    kmsArn: keyArn(),
    ...(typeof flow === 'string' ? { flowName: flow } : flow),
  };
  return kmsArn === null ? others : { ...others, kmsArn };
};

const wholeKey = (key: Members): Members => ({ Arn: keyArn(), Tags: { Owner: 'data-platform' }, ...key });
