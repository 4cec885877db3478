import { given, refused } from '../../lambda/core/model/answer.ts';
import type { FlowLookup } from '../../lambda/core/model/flow.ts';
import type { AwsAnswers, KeyLookup } from '../../lambda/core/model/key.ts';
import { judgeFlow, type Sources } from '../../lambda/judge/judge-flow.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { parameters } from '../builders/parameters.ts';
import { someAnswers } from '../builders/some-answers.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e';
const ARN = 'arn:aws:appflow:eu-west-1:111122223333:flow/orders';
const key = aKey({ arn: KEY, id: '1b2c3d4e' });
const demands = (texts: Parameters<typeof parameters>[0] = {}) => ({
  parameters: parameters(texts),
  now: new Date('2026-11-20T12:00:00Z'),
});
const found = (kmsArn: string | undefined = KEY): FlowLookup => ({
  kind: 'found',
  flow: aFlow({ name: 'orders', arn: ARN, kmsArn }),
});

/** Sources that know this key and give these answers, and what was asked of them. */
const sourcesOf = (
  lookup: KeyLookup = { kind: 'found', key },
  answers: AwsAnswers = someAnswers(),
): { readonly sources: Sources; readonly asked: readonly string[] } => {
  const asked: string[] = [];
  const sources: Sources = {
    key: async ({ arn }) => {
      asked.push(arn);
      return lookup;
    },
    answer: async (name) => {
      asked.push(name);
      return answers[name];
    },
  };
  return { sources, asked };
};

const named = { name: 'orders', arn: ARN };

describe('a flow is judged', () => {
  it('with its key and rotation beside the verdict', async () => {
    const { sources } = sourcesOf();
    expect(await judgeFlow(named, found(), demands(), sources)).toEqual({
      flowName: 'orders',
      flowArn: ARN,
      key,
      rotation: { kind: 'on', periodInDays: 365 },
      evidence: expect.anything(),
      verdict: {
        complianceType: 'COMPLIANT',
        because: 'Customer managed key 1b2c3d4e is enabled, rotates every 365 days and is tagged.',
      },
    });
  });

  it('with what was read of it, and what was not', async () => {
    const { sources } = sourcesOf();
    const { evidence } = await judgeFlow(named, found(), demands(), sources);
    expect(evidence.flow?.name).toBe('orders');
    expect(evidence.answers?.rotation).toEqual({ kind: 'given', value: { kind: 'on', periodInDays: 365 } });
    expect(evidence.answers?.grants).toEqual({ kind: 'refused', because: 'it was not read' });
  });

  it('by what the enabled checks need, each asked for once, and nothing else', async () => {
    const { sources, asked } = sourcesOf();
    await judgeFlow(named, found(), demands({ matchingTags: 'Owner', keyAliasPattern: '*' }), sources);
    expect([...asked].sort()).toEqual(['aliases', KEY, 'policy', 'rotation', 'tags']);
  });

  it('by answers that are asked for at one time', async () => {
    const { sources, asked } = sourcesOf();
    const slow: Sources = {
      ...sources,
      answer: async (name, flow, of) => {
        const answer = await sources.answer(name, flow, of);
        await new Promise(setImmediate);
        expect(asked).toHaveLength(4);
        return answer;
      },
    };
    await judgeFlow(named, found(), demands(), slow);
  });

  it('although one of them was refused', async () => {
    const { sources } = sourcesOf(undefined, someAnswers({ rotation: refused('it is denied') }));
    expect(await judgeFlow(named, found(), demands(), sources)).toEqual({
      flowName: 'orders',
      flowArn: ARN,
      key,
      evidence: expect.anything(),
      verdict: {
        complianceType: 'NON_COMPLIANT',
        reasons: [{ code: 'UNVERIFIED', problem: 'the rotation of key 1b2c3d4e could not be read: it is denied' }],
      },
    });
  });

  it('not at all where a source gives no answer to rely on', async () => {
    const { sources } = sourcesOf();
    const broken: Sources = { ...sources, answer: () => Promise.reject(new Error('throttled')) };
    await expect(judgeFlow(named, found(), demands(), broken)).rejects.toThrow('throttled');
  });
});

describe('nothing is asked for', () => {
  it.each([
    { name: 'that is gone', lookup: { kind: 'gone', because: 'It is gone.' }, texts: {}, verdict: { label: 'GONE' } },
    {
      name: 'that may not be described',
      lookup: refused('appflow:DescribeFlow is denied'),
      texts: {},
      verdict: { reasons: [{ code: 'UNVERIFIED' }] },
    },
    {
      name: 'that is out of scope',
      lookup: found(),
      texts: { flowTagFilter: 'Stage' },
      verdict: { label: 'OUT_OF_SCOPE' },
    },
    {
      name: 'that names no key',
      lookup: { kind: 'found', flow: aFlow({ arn: ARN, kmsArn: undefined }) },
      texts: {},
      verdict: { reasons: [{ code: 'NO_CMK' }] },
    },
    {
      name: 'whose key is of an account that may own none',
      lookup: found('arn:aws:kms:eu-west-1:777788889999:key/1b2c3d4e'),
      texts: { allowedKeyAccounts: '444455556666' },
      verdict: { reasons: [{ code: 'KEY_ACCOUNT_NOT_ALLOWED' }] },
    },
    {
      name: 'that names an alias of an account that may own no key',
      lookup: found('arn:aws:kms:eu-west-1:777788889999:alias/lake'),
      texts: { allowedKeyAccounts: '444455556666' },
      verdict: { reasons: [{ code: 'KEY_ACCOUNT_NOT_ALLOWED' }] },
    },
    {
      name: 'that names a reserved alias',
      lookup: found('arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow'),
      texts: {},
      verdict: { reasons: [{ code: 'AWS_MANAGED_KEY' }] },
    },
  ] as const)('of a flow $name', async ({ lookup, texts, verdict }) => {
    const { sources, asked } = sourcesOf();
    expect(await judgeFlow(named, lookup, demands(texts), sources)).toMatchObject({ flowArn: ARN, verdict });
    expect(asked).toEqual([]);
  });
});

describe('no more than the key is asked for', () => {
  const managed = aKey({ arn: KEY, manager: 'AWS' });

  it.each<{ name: string; lookup: KeyLookup; expected: object }>([
    {
      name: 'is missing',
      lookup: { kind: 'missing' },
      expected: { verdict: { reasons: [{ code: 'KEY_NOT_FOUND' }] } },
    },
    {
      name: 'may not be described',
      lookup: refused('it is denied'),
      expected: { verdict: { reasons: [{ code: 'UNVERIFIED' }] } },
    },
    {
      name: 'is managed by AWS, which is told beside the verdict',
      lookup: { kind: 'found', key: managed },
      expected: { key: managed, verdict: { reasons: [{ code: 'AWS_MANAGED_KEY' }] } },
    },
  ])('where it $name', async ({ lookup, expected }) => {
    const { sources, asked } = sourcesOf(lookup);
    expect(await judgeFlow(named, found(), demands(), sources)).toMatchObject(expected);
    expect(asked).toEqual([KEY]);
  });
});

it('a flow that is only planned is judged by what its template says', async () => {
  const planned: FlowLookup = {
    kind: 'found',
    flow: aFlow({ name: 'orders', arn: 'planned', kmsArn: KEY, connectorProfiles: [] }),
  };
  const unknown = refused('it is not there yet');
  const sources: Sources = {
    key: async () => ({ kind: 'found', key }),
    answer: async (name) => (name === 'tags' ? someAnswers({ tags: given(new Map()) })[name] : unknown),
  };
  const { flowArn, verdict } = await judgeFlow({ name: 'orders', arn: '' }, planned, demands(), sources);
  expect(flowArn).toBe('planned');
  expect(verdict).toEqual({
    complianceType: 'NON_COMPLIANT',
    reasons: [
      { code: 'KEY_UNTAGGED', problem: 'key 1b2c3d4e has no tag of its own' },
      { code: 'UNVERIFIED', problem: 'the policy of key 1b2c3d4e could not be read: it is not there yet' },
      { code: 'UNVERIFIED', problem: 'the rotation of key 1b2c3d4e could not be read: it is not there yet' },
    ],
  });
});
