import { given } from '../../lambda/core/model/answer.ts';
import type { AnswerName } from '../../lambda/core/model/key.ts';
import { awsSources } from '../../lambda/judge/aws-sources.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { aReference } from '../builders/a-reference.ts';
import { someAnswers } from '../builders/some-answers.ts';

/** The sources, and who was asked for what. */
const sourcesOf = () => {
  const asked: (readonly unknown[])[] = [];
  const sources = awsSources(
    {
      flow: async () => ({ kind: 'gone', because: 'It is gone.' }),
      key: async (reference) => {
        asked.push(['KMS for the key', reference]);
        return { kind: 'missing' };
      },
      keyAnswer: async (key, name) => {
        asked.push([`KMS for ${name}`, key]);
        return someAnswers()[name];
      },
    },
    async (flow) => {
      asked.push(['the profiles', flow]);
      return given(new Map());
    },
    async (flow) => {
      asked.push(['the buckets', flow]);
      return given(new Map());
    },
    async (key) => {
      asked.push(['the other flows', key]);
      return given({ certain: 3, possible: 0 });
    },
    async (flow, key) => {
      asked.push(['run and use', flow, key]);
      return given(undefined);
    },
  );
  return { sources, asked };
};

it.each<{ name: AnswerName; whom: string }>([
  { name: 'rotation', whom: 'KMS for rotation' },
  { name: 'newestOnDemandRotation', whom: 'KMS for newestOnDemandRotation' },
  { name: 'policy', whom: 'KMS for policy' },
  { name: 'tags', whom: 'KMS for tags' },
  { name: 'aliases', whom: 'KMS for aliases' },
  { name: 'flowsOnKey', whom: 'the other flows' },
])('$name comes of $whom, by the key', async ({ name, whom }) => {
  const { sources, asked } = sourcesOf();
  await sources.answer(name, aFlow(), aKey());
  expect(asked).toEqual([[whom, aKey()]]);
});

it('the secrets of profiles come of the flow', async () => {
  const { sources, asked } = sourcesOf();
  expect(await sources.answer('profileSecrets', aFlow(), aKey())).toEqual(given(new Map()));
  expect(asked).toEqual([['the profiles', aFlow()]]);
});

it('the keys of buckets come of the flow', async () => {
  const { sources, asked } = sourcesOf();
  expect(await sources.answer('bucketKeys', aFlow(), aKey())).toEqual(given(new Map()));
  expect(asked).toEqual([['the buckets', aFlow()]]);
});

it('use comes of the flow and its key', async () => {
  const { sources, asked } = sourcesOf();
  expect(await sources.answer('keyUse', aFlow(), aKey())).toEqual(given(undefined));
  expect(asked).toEqual([['run and use', aFlow(), aKey()]]);
});

it('the key comes of KMS', async () => {
  const { sources, asked } = sourcesOf();
  expect(await sources.key(aReference())).toEqual({ kind: 'missing' });
  expect(asked).toEqual([['KMS for the key', aReference()]]);
});
