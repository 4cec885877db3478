import { createSteadyRate } from '../../../lambda/aws/rate/steady-rate.ts';
import { simulatedClock } from '../../builders/simulated-clock.ts';

const never = new AbortController().signal;

it('lets four a second go, evenly, however many come at one time', async () => {
  const clock = simulatedClock();
  const limit = createSteadyRate(4, clock);
  const sentAt: number[] = [];
  const attempt = async () => void sentAt.push(clock.now());
  await clock.passUntil(Promise.all([1, 2, 3, 4, 5].map(() => limit(attempt, never))));
  expect(sentAt).toEqual([0, 250, 500, 750, 1_000]);
});

it('holds nothing back after a pause, and gives no credit for it', async () => {
  const clock = simulatedClock();
  const limit = createSteadyRate(4, clock);
  const sentAt: number[] = [];
  const attempt = async () => void sentAt.push(clock.now());
  await clock.passUntil(limit(attempt, never));
  await clock.passUntil(clock.wait(10_000));
  await clock.passUntil(Promise.all([limit(attempt, never), limit(attempt, never)]));
  expect(sentAt).toEqual([0, 10_000, 10_250]);
});

it('waits for no answer, and fails as the attempt does', async () => {
  const clock = simulatedClock();
  const limit = createSteadyRate(4, clock);
  const slow = limit(() => clock.wait(5_000), never);
  const failing = limit(() => Promise.reject(new Error('refused')), never);
  await expect(clock.passUntil(failing)).rejects.toThrow('refused');
  expect(clock.now()).toBe(250);
  await clock.passUntil(slow);
});

it('ends a wait when time is up, and makes no attempt', async () => {
  const clock = simulatedClock();
  const limit = createSteadyRate(4, clock);
  await limit(async () => undefined, never);
  const deadline = new AbortController();
  const attempt = jest.fn(async () => undefined);
  const waiting = limit(attempt, deadline.signal);
  setImmediate(() => deadline.abort());
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect(attempt).not.toHaveBeenCalled();
});
