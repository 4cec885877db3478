import { askAgainIfNotFound } from '../../lambda/aws/ask-again.ts';
import { awsError, THROTTLED } from '../builders/fake-aws.ts';
import { useFakeTime } from '../builders/fake-time.ts';

const NOT_FOUND = awsError('ResourceNotFoundException');
const forever = () => ({ abortSignal: new AbortController().signal });

/** Asks that end as given, one after the other. */
const asksThat = (...ends: readonly unknown[]) => {
  let asked = 0;
  const ask = async () => {
    const end = ends[asked];
    asked += 1;
    if (end instanceof Error) throw end;
    return end;
  };
  return { ask, times: () => asked };
};

useFakeTime();

it('what is found at once is asked for once', async () => {
  const { ask, times } = asksThat('flow');
  expect(await askAgainIfNotFound(ask, forever())).toBe('flow');
  expect(times()).toBe(1);
});

it('what is not found is asked for once more, two seconds later', async () => {
  const { ask, times } = asksThat(NOT_FOUND, 'flow');
  const answer = askAgainIfNotFound(ask, forever());
  await jest.advanceTimersByTimeAsync(1_999);
  expect(times()).toBe(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(await answer).toBe('flow');
});

it('what is not found twice is not found', async () => {
  const { ask, times } = asksThat(NOT_FOUND, NOT_FOUND, 'flow');
  const answer = expect(askAgainIfNotFound(ask, forever())).rejects.toBe(NOT_FOUND);
  await jest.advanceTimersByTimeAsync(10_000);
  await answer;
  expect(times()).toBe(2);
});

it('another error is no reason to ask again', async () => {
  const { ask, times } = asksThat(THROTTLED, 'flow');
  await expect(askAgainIfNotFound(ask, forever())).rejects.toBe(THROTTLED);
  expect(times()).toBe(1);
});

it('a deadline ends the wait', async () => {
  const deadline = new AbortController();
  const { ask, times } = asksThat(NOT_FOUND, 'flow');
  const answer = expect(askAgainIfNotFound(ask, { abortSignal: deadline.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  await jest.advanceTimersByTimeAsync(1_000);
  deadline.abort();
  await answer;
  expect(times()).toBe(1);
});
