import type { FlowLookup } from '../../lambda/core/model/flow.ts';
import { type KeyReference, parseNamedKey } from '../../lambda/core/model/key-reference.ts';
import { readFlowKeys, targetOf } from '../../lambda/select/flow-keys.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { sourceOf } from '../builders/collected.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const FOREIGN_ALIAS = 'arn:aws:kms:eu-west-1:777788889999:alias/lake';

describe('which key each flow names', () => {
  const found = (kmsArn?: string): FlowLookup => ({ kind: 'found', flow: aFlow({ kmsArn }) });
  const read = (lookups: Readonly<Record<string, FlowLookup | Error>>) =>
    readFlowKeys(sourceOf(...Object.keys(lookups)), async (flowName) => {
      const lookup = lookups[flowName];
      if (lookup === undefined || lookup instanceof Error) throw lookup;
      return lookup;
    });

  it('is told of those that name one', async () => {
    const flowKeys = await read({ orders: found(KEY), plain: found(), odd: found('lake'), leads: found(KEY) });
    expect(flowKeys).toEqual({
      named: new Map([
        ['orders', { kind: 'reference', reference: aReference(KEY) }],
        ['odd', { kind: 'not-an-arn', text: 'lake' }],
        ['leads', { kind: 'reference', reference: aReference(KEY) }],
      ]),
      refused: [],
      failed: [],
    });
  });

  it('is told of no flow that is gone', async () => {
    expect(await read({ orders: { kind: 'gone', because: 'It is gone.' } })).toEqual({
      named: new Map(),
      refused: [],
      failed: [],
    });
  });

  it('is unknown of a flow that may not be described, or about which AWS gave no answer; the others are told', async () => {
    const throttled = new Error('throttled');
    expect(
      await read({ orders: { kind: 'refused', because: 'denied' }, leads: throttled, refunds: found(KEY) }),
    ).toEqual({
      named: new Map([['refunds', { kind: 'reference', reference: aReference(KEY) }]]),
      refused: ['orders'],
      failed: [{ flowName: 'leads', cause: throttled }],
    });
  });

  it('is told of none where the listing is not complete', async () => {
    const listing = sourceOf<string>('orders', new Error('throttled'));
    await expect(readFlowKeys(listing, async () => found(KEY))).rejects.toThrow('throttled');
  });
});

describe('the key that a name leads to', () => {
  const asks = () => {
    const asked: string[] = [];
    const lookUpKey = async ({ arn }: KeyReference) => {
      asked.push(arn);
      return { kind: 'found', key: aKey({ arn: KEY }) } as const;
    };
    return { asked, lookUpKey };
  };
  const everyAccount = () => true;

  it('is told by its ARN, without a question to KMS, wherever it is', async () => {
    const { asked, lookUpKey } = asks();
    expect(await targetOf(parseNamedKey(KEY), lookUpKey, () => false)).toEqual({ kind: 'key', arn: KEY });
    expect(asked).toEqual([]);
  });

  it('is the one that KMS describes by an alias', async () => {
    const { asked, lookUpKey } = asks();
    expect(await targetOf(parseNamedKey(ALIAS), lookUpKey, everyAccount)).toEqual({ kind: 'key', arn: KEY });
    expect(asked).toEqual([ALIAS]);
  });

  it.each([
    { name: 'nothing is named', text: undefined },
    { name: 'the text is not an ARN of KMS', text: 'alias/lake' },
    { name: 'AWS reserves the alias', text: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow' },
  ])('is none where $name, and nobody is asked', async ({ text }) => {
    const { asked, lookUpKey } = asks();
    expect(await targetOf(parseNamedKey(text), lookUpKey, everyAccount)).toEqual({ kind: 'none' });
    expect(asked).toEqual([]);
  });

  it('is none where the alias is of an account that may not be asked', async () => {
    const { asked, lookUpKey } = asks();
    const mayAsk = (account: string) => account !== '777788889999';
    expect(await targetOf(parseNamedKey(FOREIGN_ALIAS), lookUpKey, mayAsk)).toEqual({ kind: 'none' });
    expect(asked).toEqual([]);
  });

  it('is none where there is no such alias', async () => {
    const missing = async () => ({ kind: 'missing' }) as const;
    expect(await targetOf(parseNamedKey(ALIAS), missing, everyAccount)).toEqual({ kind: 'none' });
  });

  it('is unknown where the alias may not be described', async () => {
    const denied = async () => ({ kind: 'refused', because: 'denied' }) as const;
    expect(await targetOf(parseNamedKey(ALIAS), denied, everyAccount)).toEqual({
      kind: 'unknown-key',
      alias: aReference(ALIAS),
    });
  });

  it('is an error where KMS gives no answer', async () => {
    const throttled = () => Promise.reject(new Error('throttled'));
    await expect(targetOf(parseNamedKey(ALIAS), throttled, everyAccount)).rejects.toThrow('throttled');
  });
});
