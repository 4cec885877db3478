import { type NamedKey, parseNamedKey } from '../../lambda/core/model/key-reference.ts';
import type { FlowKeys, Target } from '../../lambda/select/flow-keys.ts';
import { selectFlowsOfKey } from '../../lambda/select/flows-of-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { collected } from '../builders/collected.ts';
import { WHERE } from '../builders/fake-aws.ts';
import { fakeTelemetry } from '../builders/fake-telemetry.ts';

const CHANGED = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const OTHER = 'arn:aws:kms:eu-west-1:111122223333:key/9f8e';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const trigger = {
  kind: 'key',
  keyId: '1b2c',
  account: undefined,
  region: undefined,
  orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
} as const;

const byArn = async (named: NamedKey): Promise<Target> =>
  named.kind === 'reference' ? { kind: 'key', arn: named.reference.arn } : { kind: 'none' };

const select = async (
  flows: Readonly<Record<string, string>>,
  { targetOf = byArn, of = {}, gaps = {} }: { targetOf?: typeof byArn; of?: object; gaps?: Partial<FlowKeys> } = {},
) => {
  const named = new Map(Object.entries(flows).map(([name, text]) => [name, parseNamedKey(text)]));
  const { telemetry, told } = fakeTelemetry();
  const read = async (): Promise<FlowKeys> => ({ named, refused: [], failed: [], ...gaps });
  const selected = await collected(selectFlowsOfKey({ ...trigger, ...of }, WHERE, read, targetOf, telemetry));
  return { selected, told };
};

it('every flow that names the changed key is judged, under the id that AWS Config lists for it', async () => {
  const { selected, told } = await select({ orders: CHANGED, leads: OTHER, refunds: CHANGED });
  expect(selected).toEqual([
    { kind: 'flow', flowName: 'orders' },
    { kind: 'flow', flowName: 'refunds' },
  ]);
  expect(told).toEqual([]);
});

it('a flow that names it by an alias is, too', async () => {
  const { selected } = await select({ orders: ALIAS }, { targetOf: async () => ({ kind: 'key', arn: CHANGED }) });
  expect(selected).toEqual([{ kind: 'flow', flowName: 'orders' }]);
});

it('a key of that id in another account or Region is another key', async () => {
  const abroad = 'arn:aws:kms:us-east-1:111122223333:key/1b2c';
  const foreign = 'arn:aws:kms:eu-west-1:444455556666:key/1b2c';
  const flows = { orders: CHANGED, leads: abroad, refunds: foreign };
  expect((await select(flows, { of: { region: 'us-east-1' } })).selected).toEqual([
    { kind: 'flow', flowName: 'leads' },
  ]);
  expect((await select(flows, { of: { account: '444455556666' } })).selected).toEqual([
    { kind: 'flow', flowName: 'refunds' },
  ]);
});

it('a flow that names the bare id of the key is judged: what it names is not an ARN, whatever the change', async () => {
  expect((await select({ orders: '1b2c', leads: '1b2c3d' })).selected).toEqual([{ kind: 'flow', flowName: 'orders' }]);
});

it('an alias that may not be described is told, and chooses no flow', async () => {
  const { selected, told } = await select(
    { orders: ALIAS },
    { targetOf: async () => ({ kind: 'unknown-key', alias: aReference(ALIAS) }) },
  );
  expect(selected).toEqual([]);
  expect(told).toEqual([
    ['warn', 'An alias that cannot be described may lead to the changed key', { kmsArn: ALIAS, keyId: '1b2c' }],
  ]);
});

it('an alias about which KMS gave no answer leaves its flow unjudged; the others are judged', async () => {
  const throttled = new Error('throttled');
  const targetOf = (named: NamedKey) =>
    named.kind === 'reference' && named.reference.names === 'alias' ? Promise.reject(throttled) : byArn(named);
  const { selected } = await select({ orders: ALIAS, leads: CHANGED }, { targetOf });
  expect(selected).toEqual([
    { kind: 'unjudged', flowName: 'orders', cause: throttled },
    { kind: 'flow', flowName: 'leads' },
  ]);
});

it('a flow about which AppFlow gave no answer is unjudged, and told', async () => {
  const { selected, told } = await select({}, { gaps: { failed: [{ flowName: 'orders', cause: 'throttled' }] } });
  expect(selected).toEqual([{ kind: 'unjudged', flowName: 'orders', cause: 'throttled' }]);
  expect(told).toEqual([['warn', 'Flows that cannot be described may use the changed key', { keyId: '1b2c' }]]);
});

it('a flow that may not be described is told, and nothing else', async () => {
  const { selected, told } = await select({}, { gaps: { refused: ['orders'] } });
  expect(selected).toEqual([]);
  expect(told).toEqual([['warn', 'Flows that cannot be described may use the changed key', { keyId: '1b2c' }]]);
});

it('a listing that is not complete is an error', async () => {
  const { telemetry } = fakeTelemetry();
  const broken = () => Promise.reject(new Error('throttled'));
  await expect(collected(selectFlowsOfKey(trigger, WHERE, broken, byArn, telemetry))).rejects.toThrow('throttled');
});
