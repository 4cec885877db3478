import { including, walkedOnce } from '../../lambda/select/flow-listing.ts';
import { collected, sourceOf } from '../builders/collected.ts';

describe('a listing that is walked once', () => {
  it('is the same for everybody, at one time and later', async () => {
    const walk = walkedOnce(sourceOf('a', 'b', 'c'));
    expect(await Promise.all([collected(walk()), collected(walk())])).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(await collected(walk())).toEqual(['a', 'b', 'c']);
  });

  it('is asked only as far as somebody walks', async () => {
    let asked = 0;
    async function* source() {
      for (const item of ['a', 'b']) {
        asked += 1;
        yield item;
      }
    }
    const walk = walkedOnce(source());
    const [first, second] = [walk(), walk()];
    expect(asked).toBe(0);
    expect(await first.next()).toEqual({ done: false, value: 'a' });
    expect(await second.next()).toEqual({ done: false, value: 'a' });
    expect(asked).toBe(1);
  });

  it('fails for everybody who walks as far as it failed', async () => {
    const walk = walkedOnce(sourceOf<string>('a', new Error('throttled')));
    for (const one of [walk(), walk()]) {
      expect(await one.next()).toEqual({ done: false, value: 'a' });
      await expect(one.next()).rejects.toThrow('throttled');
    }
  });

  it('can be empty', async () => {
    expect(await collected(walkedOnce(sourceOf<string>())())).toEqual([]);
  });
});

describe('a listing that includes a flow', () => {
  it('has it although it was left out', async () => {
    expect(await collected(including('new', sourceOf('a', 'b')))).toEqual(['new', 'a', 'b']);
  });

  it('has it once', async () => {
    expect(await collected(including('b', sourceOf('a', 'b', 'c')))).toEqual(['b', 'a', 'c']);
  });

  it('fails as the listing does', async () => {
    await expect(collected(including('b', sourceOf<string>(new Error('throttled'))))).rejects.toThrow('throttled');
  });
});
