import { createLookups, type LookupPlan } from '../../lambda/aws/lookups.ts';
import { aKey } from '../builders/a-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { awsError, DENIED, fakeAws, type Replies, THROTTLED } from '../builders/fake-aws.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const METADATA = { KeyId: '1b2c', Arn: KEY, KeyManager: 'CUSTOMER', CreationDate: new Date('2026-03-02') };

const lookupsOf = (replies: Replies, plan: Partial<LookupPlan> = {}) => {
  const { aws, calls, timesOf } = fakeAws(replies);
  const whole = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: true, listsAllAtOnce: false };
  return { lookups: createLookups(aws, 5, { ...whole, ...plan }), calls, timesOf };
};

describe('a flow', () => {
  it('is described once where flows are remembered', async () => {
    const { lookups, timesOf } = lookupsOf({ DescribeFlow: { flowName: 'orders' } });
    const [first, second] = await Promise.all([lookups.flow('orders'), lookups.flow('orders')]);
    expect([first, second, await lookups.flow('orders')]).toEqual([first, first, first]);
    expect(timesOf('DescribeFlow')).toBe(1);
  });

  it('is described each time where they are not: nothing is kept of thousands', async () => {
    const { lookups, timesOf } = lookupsOf({ DescribeFlow: { flowName: 'orders' } }, { remembersFlows: false });
    await lookups.flow('orders');
    await lookups.flow('orders');
    expect(timesOf('DescribeFlow')).toBe(2);
  });

  it('is not asked for any more once the time is up', async () => {
    const { aws, calls } = fakeAws({}, { reads: { abortSignal: AbortSignal.abort(new Error('time is up')) } });
    const plan = { flowJustRecorded: false, keyJustRecorded: false, remembersFlows: true, listsAllAtOnce: false };
    await expect(createLookups(aws, 5, plan).flow('orders')).rejects.toThrow('time is up');
    expect(calls).toEqual([]);
  });
});

describe('a key', () => {
  it('is described once, however many flows name it', async () => {
    const { lookups, timesOf } = lookupsOf({ DescribeKey: { KeyMetadata: METADATA } });
    await Promise.all([lookups.key(aReference(KEY)), lookups.key(aReference(KEY))]);
    expect(timesOf('DescribeKey')).toBe(1);
  });

  it('that was met by its alias is known by its own ARN, too', async () => {
    const { lookups, calls } = lookupsOf({ DescribeKey: { KeyMetadata: METADATA } });
    const byAlias = await lookups.key(aReference(ALIAS));
    expect(await lookups.key(aReference(KEY))).toEqual(byAlias);
    expect(calls).toEqual([{ operation: 'DescribeKey', input: { KeyId: ALIAS } }]);
  });

  it('that was met by its ARN says nothing of an alias', async () => {
    const { lookups, timesOf } = lookupsOf({ DescribeKey: { KeyMetadata: METADATA } });
    await lookups.key(aReference(KEY));
    await lookups.key(aReference(ALIAS));
    expect(timesOf('DescribeKey')).toBe(2);
  });

  it('that is missing or refused by an alias says nothing of its ARN', async () => {
    const { lookups } = lookupsOf({ DescribeKey: [awsError('NotFoundException'), { KeyMetadata: METADATA }] });
    expect(await lookups.key(aReference(ALIAS))).toEqual({ kind: 'missing' });
    expect(await lookups.key(aReference(KEY))).toMatchObject({ kind: 'found' });
  });

  it('about which AWS gave no answer fails for everybody who names it, asked once', async () => {
    const { lookups, timesOf } = lookupsOf({ DescribeKey: THROTTLED });
    const both = await Promise.allSettled([lookups.key(aReference(KEY)), lookups.key(aReference(KEY))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(timesOf('DescribeKey')).toBe(1);
  });
});

describe('an answer about a key', () => {
  const key = aKey({ arn: KEY, id: '1b2c' });
  const other = aKey({ arn: 'arn:aws:kms:eu-west-1:111122223333:key/9f8e', id: '9f8e' });
  const abroad = aKey({ arn: 'arn:aws:kms:us-east-1:111122223333:key/7a6b', id: '7a6b', region: 'us-east-1' });

  it('is asked for once for each key', async () => {
    const { lookups, timesOf } = lookupsOf({ ListResourceTags: { Tags: [] } });
    await Promise.all([key, key, other].map((one) => lookups.keyAnswer(one, 'tags')));
    expect(timesOf('ListResourceTags')).toBe(2);
  });

  it('is asked for apart from another answer', async () => {
    const { lookups, calls } = lookupsOf({
      ListResourceTags: { Tags: [] },
      GetKeyRotationStatus: { KeyRotationEnabled: false },
    });
    expect(await lookups.keyAnswer(key, 'tags')).toEqual({ kind: 'given', value: new Map() });
    expect(await lookups.keyAnswer(key, 'rotation')).toEqual({ kind: 'given', value: { kind: 'off' } });
    expect(calls).toHaveLength(2);
  });

  it('that is a refusal is asked for once, too', async () => {
    const { lookups, timesOf } = lookupsOf({ ListResourceTags: DENIED });
    expect(await lookups.keyAnswer(key, 'tags')).toMatchObject({ kind: 'refused' });
    expect(await lookups.keyAnswer(key, 'tags')).toMatchObject({ kind: 'refused' });
    expect(timesOf('ListResourceTags')).toBe(1);
  });

  it('of aliases is asked for by key, where few keys are looked up', async () => {
    const { lookups, calls } = lookupsOf({ ListAliases: { Aliases: [{ AliasName: 'alias/lake' }] } });
    expect(await lookups.keyAnswer(key, 'aliases')).toEqual({ kind: 'given', value: ['alias/lake'] });
    expect(calls.map(({ input }) => input['KeyId'])).toEqual([KEY]);
  });

  describe('of aliases, where many keys are looked up,', () => {
    it('comes of one listing for each account and Region; a key without one has none', async () => {
      const { lookups, calls } = lookupsOf(
        { ListAliases: { Aliases: [{ TargetKeyId: '1b2c', AliasName: 'alias/lake' }] } },
        { listsAllAtOnce: true },
      );
      const all = await Promise.all([key, other, abroad].map((one) => lookups.keyAnswer(one, 'aliases')));
      expect(all).toEqual([['alias/lake'], [], []].map((value) => ({ kind: 'given', value })));
      expect(calls.map(({ input }) => input['KeyId'])).toEqual([undefined, undefined]);
    });

    it('is refused for every key where the listing is', async () => {
      const { lookups, timesOf } = lookupsOf({ ListAliases: DENIED }, { listsAllAtOnce: true });
      const both = await Promise.all([key, other].map((one) => lookups.keyAnswer(one, 'aliases')));
      expect(both.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
      expect(timesOf('ListAliases')).toBe(1);
    });
  });
});
