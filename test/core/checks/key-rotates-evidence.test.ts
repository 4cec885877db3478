import { keyRotates } from '../../../lambda/core/checks/key-rotates.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import { aFlow } from '../../builders/a-flow.ts';
import { aKey } from '../../builders/a-key.ts';
import { parameters } from '../../builders/parameters.ts';
import { someFacts } from '../../builders/some-facts.ts';

const yearly = known({ kind: 'on', periodInDays: 365 } as const);

describe('a rotation is evidence only where it was judged:', () => {
  it.each([
    { name: 'of a key that rotates', key: {}, given: {}, rotation: yearly, expected: 'rotates every 365 days' },
    { name: 'not where rotation is not required', key: {}, given: { requireRotation: 'false' }, rotation: yearly },
    { name: 'not of a key in a state that is not judged', key: { state: 'Creating' }, given: {}, rotation: yearly },
    { name: 'not of a key that cannot rotate', key: { origin: 'EXTERNAL' }, given: {}, rotation: yearly },
    { name: 'not of a key that does not rotate', key: {}, given: {}, rotation: known({ kind: 'off' } as const) },
    { name: 'not where it could not be read', key: {}, given: {}, rotation: unreadable('it is denied') },
  ])('$name', ({ key, given, rotation, expected }) => {
    const subject = { flow: aFlow(), key: aKey(key), parameters: parameters(given), facts: someFacts({ rotation }) };
    expect(keyRotates.evidence?.({ ...subject, now: new Date('2026-11-20T12:00:00Z') })).toBe(expected);
  });
});
