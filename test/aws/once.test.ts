import { once } from '../../lambda/aws/once.ts';

it('asks once for the same first argument, however many ask, and apart for another', async () => {
  const asked: string[] = [];
  const ask = once(async (id: string, count: number) => {
    asked.push(id);
    return `${id} ${count}`;
  });
  expect(await Promise.all([ask('a', 1), ask('a', 2), ask('b', 3)])).toEqual(['a 1', 'a 1', 'b 3']);
  expect(asked).toEqual(['a', 'b']);
});

it('shares a failure, too', async () => {
  let asked = 0;
  const ask = once(() => {
    asked += 1;
    return Promise.reject(new Error('throttled'));
  });
  await expect(ask('a')).rejects.toThrow('throttled');
  await expect(ask('a')).rejects.toThrow('throttled');
  expect(asked).toBe(1);
});
