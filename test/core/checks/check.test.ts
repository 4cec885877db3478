import { type CheckInput, defineCheck } from '../../../lambda/core/checks/check.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { type AnswerName, NOTHING_ASKED } from '../../../lambda/core/model/key.ts';
import type { Reason } from '../../../lambda/core/model/reasons.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { parameters } from '../../builders/parameters.ts';
import { someAnswers } from '../../builders/some-answers.ts';

const input: CheckInput = {
  flow: aFlow(),
  key: aKey({ id: '1b2c3d4e' }),
  parameters: parameters(),
  now: new Date('2026-11-20T12:00:00Z'),
};
const bad: Reason = { code: 'KEY_SHARED', problem: 'it is bad' };
const description = { name: 'a-check', goodState: 'It is good', reasons: ['KEY_SHARED'], parameters: [] } as const;

const needingTwo = {
  ...description,
  needs: ['tags', 'flowsOnKey'],
  decide: () => [bad],
  evidence: () => 'is good',
} as const;

it('a check keeps its description, and names all that it may need', () => {
  expect(defineCheck(needingTwo)).toMatchObject({ ...description, mayNeed: ['tags', 'flowsOnKey'] });
});

describe('a check that applies', () => {
  it('needs what it names', () => {
    expect(defineCheck(needingTwo).needs(input)).toEqual(['tags', 'flowsOnKey']);
  });

  it('decides by the values of what it needs, and sees nothing else', () => {
    const seen: unknown[] = [];
    const decide = (...all: readonly unknown[]) => {
      seen.push(...all);
      return [bad];
    };
    const answers = someAnswers({ flowsOnKey: given({ certain: 2, possible: 1 }) });
    expect(defineCheck({ ...needingTwo, decide }).reasonsIn(input, answers)).toEqual([bad]);
    expect(seen).toEqual([
      input,
      { tags: new Map([['Owner', 'data-platform']]), flowsOnKey: { certain: 2, possible: 1 } },
    ]);
  });

  it('takes a value of nothing for an answer', () => {
    const check = defineCheck({ ...needingTwo, needs: ['newestOnDemandRotation'] });
    expect(check.reasonsIn(input, someAnswers({ newestOnDemandRotation: given(undefined) }))).toEqual([bad]);
  });

  it('that needs nothing decides although nothing was asked', () => {
    expect(defineCheck({ ...needingTwo, needs: [] }).reasonsIn(input, NOTHING_ASKED)).toEqual([bad]);
  });

  it('gives its evidence', () => {
    expect(defineCheck(needingTwo).evidenceIn(input, someAnswers())).toBe('is good');
  });

  it('has no evidence where it defines none', () => {
    const { evidence: _, ...silent } = needingTwo;
    expect(defineCheck(silent).evidenceIn(input, someAnswers())).toBeUndefined();
  });
});

describe('a check that does not apply', () => {
  const check = defineCheck({ ...needingTwo, applies: () => false, decideInPart: () => [bad] });

  it('needs nothing, whatever it may need', () => {
    expect(check.needs(input)).toEqual([]);
    expect(check.mayNeed).toEqual(['tags', 'flowsOnKey']);
  });

  it.each([
    { name: 'with every answer given', answers: someAnswers() },
    { name: 'with none asked for', answers: NOTHING_ASKED },
  ])('says nothing $name', ({ answers }) => {
    expect(check.reasonsIn(input, answers)).toEqual([]);
    expect(check.evidenceIn(input, answers)).toBeUndefined();
  });

  it('is asked with all that is known so far', () => {
    const asked: CheckInput[] = [];
    const applies = (of: CheckInput): boolean => {
      asked.push(of);
      return false;
    };
    defineCheck({ ...needingTwo, applies }).needs(input);
    expect(asked).toEqual([input]);
  });
});

describe('a check that misses an answer', () => {
  const denied = refused('it is denied', 'Allow it');

  it.each<{ readonly name: AnswerName; readonly subject: string }>([
    { name: 'rotation', subject: 'the rotation of key 1b2c3d4e' },
    { name: 'newestOnDemandRotation', subject: 'the rotations of key 1b2c3d4e' },
    { name: 'policy', subject: 'the policy of key 1b2c3d4e' },
    { name: 'tags', subject: 'the tags of key 1b2c3d4e' },
    { name: 'aliases', subject: 'the aliases of key 1b2c3d4e' },
    { name: 'flowsOnKey', subject: 'how many flows use key 1b2c3d4e' },
    { name: 'profileSecrets', subject: "the keys of the flow's connector profiles" },
    { name: 'bucketKeys', subject: "the keys of the flow's buckets" },
  ])('is unverified by $name, with cause and remedy, and gives no evidence', ({ name, subject }) => {
    const check = defineCheck({ ...needingTwo, needs: [name] });
    const answers = someAnswers({ [name]: denied });
    expect(check.reasonsIn(input, answers)).toEqual([
      { code: 'UNVERIFIED', problem: `${subject} could not be read: it is denied`, remedy: 'Allow it' },
    ]);
    expect(check.evidenceIn(input, answers)).toBeUndefined();
  });

  it('is unverified where nobody asked', () => {
    expect(defineCheck({ ...needingTwo, needs: ['tags'] }).reasonsIn(input, NOTHING_ASKED)).toEqual([
      { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: it was not read' },
    ]);
  });

  it('names each that it misses, and none that was given', () => {
    const check = defineCheck({ ...needingTwo, needs: ['tags', 'aliases', 'policy'] });
    const reasons = check.reasonsIn(input, someAnswers({ tags: refused('x'), policy: refused('y') }));
    expect(reasons.map(({ problem }) => problem)).toEqual([
      'the tags of key 1b2c3d4e could not be read: x',
      'the policy of key 1b2c3d4e could not be read: y',
    ]);
  });

  it('that can decide in part is asked for all of its reasons, with the answers as they are', () => {
    const partly: Reason = { code: 'UNVERIFIED', problem: 'it is known in part' };
    const seen: unknown[] = [];
    const check = defineCheck({
      ...needingTwo,
      decideInPart: (_, { tags, flowsOnKey }) => {
        seen.push(tags, flowsOnKey);
        return [bad, partly];
      },
    });
    const answers = someAnswers({ tags: denied });
    expect(check.reasonsIn(input, answers)).toEqual([bad, partly]);
    expect(seen).toEqual([denied, given({ certain: 1, possible: 0 })]);
  });

  it('decides as a whole where everything was given, although it could decide in part', () => {
    const check = defineCheck({ ...needingTwo, decideInPart: () => [] });
    expect(check.reasonsIn(input, someAnswers())).toEqual([bad]);
  });
});
