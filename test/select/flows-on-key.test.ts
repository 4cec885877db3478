import { AwsCallError } from '../../lambda/aws/aws-error.ts';
import { type NamedKey, parseNamedKey } from '../../lambda/core/model/key-reference.ts';
import type { FlowKeys, Target } from '../../lambda/select/flow-keys.ts';
import { createFlowCount } from '../../lambda/select/flows-on-key.ts';
import { aKey } from '../builders/a-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { DENIED, THROTTLED } from '../builders/fake-aws.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const OTHER = 'arn:aws:kms:eu-west-1:111122223333:key/9f8e';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const ALIAS_ABROAD = 'arn:aws:kms:us-east-1:111122223333:alias/lake';
const ALIAS_ELSEWHERE = 'arn:aws:kms:eu-west-1:444455556666:alias/lake';
const key = aKey({ arn: KEY, id: '1b2c' });
const throttled = new Error('throttled');

/** Aliases may not be described; one called "broken" gets no answer. */
const byArn = async (named: NamedKey): Promise<Target> => {
  if (named.kind !== 'reference') return { kind: 'none' };
  const { reference } = named;
  if (reference.id === 'alias/broken') throw throttled;
  return reference.names === 'key'
    ? { kind: 'key', arn: reference.arn }
    : { kind: 'unknown-key', alias: aReference(reference.arn) };
};

const flowKeys = (keys: readonly string[], gaps: Partial<FlowKeys> = {}): FlowKeys => ({
  named: new Map(keys.map((text, index) => [`flow-${index}`, parseNamedKey(text)])),
  refused: [],
  failed: [],
  ...gaps,
});

const count = (keys: FlowKeys, allowed: number) => createFlowCount(async () => keys, byArn, allowed)(key);
const failedOnce = { failed: [{ flowName: 'leads', cause: throttled }] };

describe('the flows on a key', () => {
  it.each([
    { name: 'are those that name it', keys: flowKeys([KEY, OTHER, KEY]), expected: { certain: 2, possible: 0 } },
    { name: 'are none where nobody names it', keys: flowKeys([OTHER]), expected: { certain: 0, possible: 0 } },
    {
      name: 'may be one more for each that may not be described',
      keys: flowKeys([KEY], { refused: ['leads', 'refunds'] }),
      expected: { certain: 1, possible: 2 },
    },
    {
      name: 'may be one more for an alias of its account and Region that may not be described',
      keys: flowKeys([KEY, ALIAS, ALIAS]),
      expected: { certain: 1, possible: 2 },
    },
    {
      name: 'are no more for such an alias of another Region or account',
      keys: flowKeys([KEY, ALIAS_ABROAD, ALIAS_ELSEWHERE]),
      expected: { certain: 1, possible: 0 },
    },
    {
      name: 'are no more for what is not an ARN',
      keys: flowKeys([KEY, '1b2c']),
      expected: { certain: 1, possible: 0 },
    },
  ])('$name', async ({ keys, expected }) => {
    expect(await count(keys, 1)).toEqual({ kind: 'given', value: expected });
  });

  it('are read once, however many keys are counted', async () => {
    let times = 0;
    const read = async () => {
      times += 1;
      return flowKeys([KEY, OTHER, OTHER]);
    };
    const countFlowsOn = createFlowCount(read, byArn, 1);
    expect(await Promise.all([countFlowsOn(key), countFlowsOn(aKey({ arn: OTHER }))])).toMatchObject([
      { value: { certain: 1 } },
      { value: { certain: 2 } },
    ]);
    expect(times).toBe(1);
  });

  it('are refused where listing is denied', async () => {
    const denied = () => Promise.reject(new AwsCallError('appflow:ListFlows', 'account 1', DENIED));
    expect(await createFlowCount(denied, byArn, 1)(key)).toEqual({
      kind: 'refused',
      because: 'appflow:ListFlows is denied',
      remedy: 'Allow appflow:ListFlows to the role of the rule',
    });
  });

  it.each([new AwsCallError('appflow:ListFlows', 'account 1', THROTTLED), DENIED])(
    'are an error where the listing failed otherwise: %s',
    async (error) => {
      await expect(createFlowCount(() => Promise.reject(error), byArn, 1)(key)).rejects.toBe(error);
    },
  );
});

describe('a flow about which AWS gave no answer', () => {
  it.each([
    { name: 'a flow', keys: [KEY], gaps: failedOnce },
    { name: 'its alias', keys: [KEY, 'arn:aws:kms:eu-west-1:111122223333:alias/broken'], gaps: {} },
  ])('is one more possible user where even that is allowed: $name', async ({ keys, gaps }) => {
    expect(await count(flowKeys(keys, gaps), 2)).toEqual({ kind: 'given', value: { certain: 1, possible: 1 } });
  });

  it('does not matter where more than allowed use the key for sure', async () => {
    expect(await count(flowKeys([KEY, KEY], failedOnce), 1)).toEqual({
      kind: 'given',
      value: { certain: 2, possible: 1 },
    });
  });

  it.each([
    { name: 'of a flow', keys: [KEY], gaps: failedOnce },
    { name: 'of an alias', keys: [KEY, 'arn:aws:kms:eu-west-1:111122223333:alias/broken'], gaps: {} },
    { name: 'beside one that may not be described', keys: [], gaps: { ...failedOnce, refused: ['refunds'] } },
  ])('is a failure where the verdict hangs on it: $name', async ({ keys, gaps }) => {
    await expect(count(flowKeys(keys, gaps), 1)).rejects.toBe(throttled);
  });
});
