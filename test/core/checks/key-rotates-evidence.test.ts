import { keyRotates } from '../../../lambda/core/checks/key-rotates.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { parameters } from '../../builders/parameters.ts';
import { someAnswers } from '../../builders/some-answers.ts';

const yearly = given({ kind: 'on', periodInDays: 365 } as const);

describe('a rotation is evidence only where it was judged:', () => {
  it.each([
    { name: 'of a key that rotates', key: {}, given: {}, rotation: yearly, expected: 'rotates every 365 days' },
    { name: 'not where rotation is not required', key: {}, given: { requireRotation: 'false' }, rotation: yearly },
    { name: 'not of a key in a state that is not judged', key: { state: 'Creating' }, given: {}, rotation: yearly },
    { name: 'not of a key that cannot rotate', key: { origin: 'EXTERNAL' }, given: {}, rotation: yearly },
    { name: 'not of a key that does not rotate', key: {}, given: {}, rotation: given({ kind: 'off' } as const) },
    { name: 'not where it could not be read', key: {}, given: {}, rotation: refused('it is denied') },
  ])('$name', ({ key, given, rotation, expected }) => {
    const input = {
      flow: aFlow(),
      key: aKey(key),
      parameters: parameters(given),
      now: new Date('2026-11-20T12:00:00Z'),
    };
    expect(keyRotates.evidenceIn(input, someAnswers({ rotation }))).toBe(expected);
  });
});
