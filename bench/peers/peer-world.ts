import type { WorldInput } from '../../local-aws/world.ts';
import { keyArn } from '../bench-world.ts';
import { type Case, cases } from './cases.ts';

const FLOWS_OF_A_KEY = 10;
const LATENCY_IN_MILLISECONDS = 20;

/** What the contract demands of a flow: nothing (a good flow), or these reasons. */
export type Expectations = ReadonlyMap<string, readonly string[]>;

/** Key ids are numbered by kind, so that no two kinds share a key. */
const keyOf = (kind: number, flow: number): string => keyArn(kind * 100 + Math.floor(flow / FLOWS_OF_A_KEY));

const flowsOf = ({ name, flows, key, kmsArn }: Case, kind: number) =>
  Array.from({ length: flows }, (_, flow) => {
    const names = kmsArn ?? (key === undefined ? undefined : keyOf(kind, flow));
    const flowInWorld = { flowName: `${name}-${flow}`, ...(names === undefined ? {} : { kmsArn: names }) };
    return { flow: flowInWorld, place: (flow + 0.5) / flows };
  });

/** Kinds are mixed evenly, so that any part of the listing holds as much of each. */
const mixedFlows = () =>
  cases
    .flatMap(flowsOf)
    .toSorted((a, b) => a.place - b.place)
    .map(({ flow }) => flow);

const keysOf = ({ flows, key, kmsArn }: Case, kind: number) => {
  if (key === undefined) return [];
  // An alias leads to one key, whatever the number of flows.
  const keys = kmsArn === undefined ? Math.ceil(flows / FLOWS_OF_A_KEY) : 1;
  return Array.from({ length: keys }, (_, index) => ({ Arn: keyOf(kind, index * FLOWS_OF_A_KEY), ...key }));
};

/** An account with every kind of flow, none of which was judged before; all its keys are used by flows. */
export const peerWorld: WorldInput = {
  account: '111122223333',
  region: 'eu-west-1',
  flows: mixedFlows(),
  keys: cases.flatMap(keysOf),
  latencyInMs: LATENCY_IN_MILLISECONDS,
};

export const expectations: Expectations = new Map(
  cases.flatMap(({ name, flows, reasons }) =>
    Array.from({ length: flows }, (_, flow) => [`${name}-${flow}`, reasons] as const),
  ),
);

const REFUSED_KEY = keyOf(0, 0);

/** The same account, where one good key's policy may not be read: its flows cannot be called compliant, all others can be judged. */
export const worldWithRefusal: WorldInput = {
  ...peerWorld,
  denials: [{ action: 'kms:GetKeyPolicy', resource: REFUSED_KEY }],
};

const usersOfRefusedKey = new Set(
  (peerWorld.flows ?? []).filter(({ kmsArn }) => kmsArn === REFUSED_KEY).map(({ flowName }) => flowName),
);

export const expectationsWithRefusal: Expectations = new Map(
  [...expectations].map(([flow, reasons]) => [flow, usersOfRefusedKey.has(flow) ? ['UNVERIFIED'] : reasons]),
);

/** The kind of a flow: its name without the number. */
export const kindOf = (flowName: string): string => flowName.replace(/-\d+$/, '');
