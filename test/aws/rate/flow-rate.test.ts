import { DescribeFlowCommand } from '@aws-sdk/client-appflow';
import type { AttemptLimit } from '../../../lambda/aws/rate/attempt-limit.ts';
import { createFlowRate, isThrottled } from '../../../lambda/aws/rate/flow-rate.ts';
import { limitAttempts } from '../../../lambda/aws/rate/limit-attempts.ts';
import { clientsOf, closeAll, localAws } from '../../local-aws/local-clients.ts';

const never = new AbortController().signal;

// The SDK pauses for a random part of a second before it repeats a throttled call.
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0.1));
afterEach(closeAll);
afterEach(() => jest.restoreAllMocks());

/** An AppFlow that throttles flow orders once, and a client that tries twice. */
const throttledOnce = async () => {
  const { aws } = await localAws({
    flows: [{ flowName: 'orders' }, { flowName: 'billing' }],
    faults: [{ operation: 'DescribeFlow', fault: 'ThrottlingException', times: 1, matching: '"orders"' }],
  });
  const { appflow } = clientsOf(aws, { maxAttempts: 2 });
  return (flowName: string, limit: AttemptLimit) => {
    const command = new DescribeFlowCommand({ flowName });
    limitAttempts(command.middlewareStack, limit, never);
    return appflow.send(command);
  };
};

it('limits each attempt at a call, and sees the throttled ones', async () => {
  const describeFlow = await throttledOnce();
  const seen: string[] = [];
  const answer = await describeFlow('orders', async (attempt) => {
    try {
      const result = await attempt();
      seen.push('answered');
      return result;
    } catch (error) {
      seen.push(isThrottled(error) ? 'throttled' : String(error));
      throw error;
    }
  });
  expect(answer.flowName).toBe('orders');
  expect(seen).toEqual(['throttled', 'answered']);
});

it('lets others pass while a throttled call pauses', async () => {
  const describeFlow = await throttledOnce();
  const rate = createFlowRate(1);
  const answered: (string | undefined)[] = [];
  const ask = async (flowName: string) => {
    answered.push((await describeFlow(flowName, rate)).flowName);
  };
  await Promise.all([ask('orders'), ask('billing')]);
  expect(answered).toEqual(['billing', 'orders']);
});

it('signs a call when its turn has come, since signatures grow old', async () => {
  const { appflow } = await localAws();
  const command = new DescribeFlowCommand({ flowName: 'orders' });
  limitAttempts(command.middlewareStack, createFlowRate(1), never);
  const steps = appflow.middlewareStack.concat(command.middlewareStack).identify();
  const order = steps.flatMap((step) => /^(retryMiddleware|limitAttempts|httpSigningMiddleware)/.exec(step)?.[1] ?? []);
  expect(order).toEqual(['retryMiddleware', 'limitAttempts', 'httpSigningMiddleware']);
});

it.each([
  { name: 'ThrottlingException', status: 400, throttled: true },
  { name: 'TooManyRequestsException', status: 400, throttled: true },
  { name: 'UnknownError', status: 429, throttled: true },
  { name: 'AccessDeniedException', status: 403, throttled: false },
  { name: 'InternalServerException', status: 500, throttled: false },
])('$name with status $status is throttling: $throttled', ({ name, status, throttled }) => {
  const error = Object.assign(new Error('Rate exceeded'), { name, $metadata: { httpStatusCode: status } });
  expect(isThrottled(error)).toBe(throttled);
});

it.each([new Error('socket hang up'), 'text', undefined])('%p is no throttling', (error) => {
  expect(isThrottled(error)).toBe(false);
});
