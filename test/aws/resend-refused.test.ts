import { resendRefused } from '../../lambda/aws/resend-refused.ts';
import { useFakeTime } from '../builders/fake-time.ts';

useFakeTime();

/** A service that hands these back, one time after the other; what was sent to it. */
const serviceThat = (...handsBack: readonly (readonly string[])[]) => {
  const sent: (readonly string[])[] = [];
  const send = async (entries: readonly string[]) => {
    sent.push(entries);
    return handsBack[sent.length - 1] ?? [];
  };
  return { sent, send };
};

it('sends once what is taken', async () => {
  const { sent, send } = serviceThat();
  expect(await resendRefused(['a', 'b'], send)).toEqual([]);
  expect(sent).toEqual([['a', 'b']]);
});

it('sends again what is handed back, after 200, 400 and 800 milliseconds', async () => {
  const { sent, send } = serviceThat(['b', 'c'], ['c'], ['c'], ['c']);
  const ending = resendRefused(['a', 'b', 'c'], send);
  await jest.advanceTimersByTimeAsync(0);
  for (const [pause, times] of [
    [199, 1],
    [1, 2],
    [399, 2],
    [1, 3],
    [799, 3],
    [1, 4],
  ] as const) {
    await jest.advanceTimersByTimeAsync(pause);
    expect(sent).toHaveLength(times);
  }
  expect(await ending).toEqual(['c']);
  expect(sent).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c'], ['c']]);
});

it('rejects as the service does', async () => {
  const error = new Error('no');
  await expect(resendRefused(['a'], () => Promise.reject(error))).rejects.toBe(error);
});
