import path from 'node:path';
import { type FunctionOptions, type LambdaFunction, startFunction } from '../../local-aws/function.ts';
import { closeAll, localAws } from './local-clients.ts';

const running: LambdaFunction[] = [];

afterEach(async () => {
  delete process.env['AWS_PROFILE'];
  await Promise.all(running.splice(0).map((lambda) => lambda.stop()));
  await closeAll();
});

const bundleNamed = (name: string): string => path.join(__dirname, 'bundles', name);

const functionIn = async (options: Partial<FunctionOptions> = {}, world: Parameters<typeof localAws>[0] = {}) => {
  const { aws } = await localAws(world);
  const lambda = startFunction({ aws, bundle: bundleNamed('obedient.mjs'), ...options });
  running.push(lambda);
  return { aws, lambda };
};

const lastLine = (logs: readonly string[]): Readonly<Record<string, unknown>> => JSON.parse(logs.at(-1) ?? '{}');

it('an invocation gets the context that Lambda gives, and its log comes back', async () => {
  const { lambda } = await functionIn({ timeoutInSeconds: 30 });
  const invocation = await lambda.invoke({});
  expect(invocation.outcome).toBe('succeeded');
  expect(invocation.logs).toHaveLength(1);
  expect(lastLine(invocation.logs)).toMatchObject({
    invocations: 1,
    context: {
      functionName: 'appflow-flow-cmk',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      left: expect.any(Number),
    },
  });
  expect(invocation.maxRssInBytes).toBeGreaterThan(1_000_000);
  const { toLoad, soFar } = invocation.cpuInMs;
  expect([toLoad > 0, soFar > toLoad]).toEqual([true, true]);
});

it('later invocations find the process warm, one after the other', async () => {
  const { lambda } = await functionIn();
  const [first, second] = await Promise.all([lambda.invoke({}), lambda.invoke({})]);
  expect([first, second].map(({ logs }) => lastLine(logs)['invocations'])).toEqual([1, 2]);
});

it('an error comes back with everything that caused it, and leaves the process warm', async () => {
  const { lambda } = await functionIn();
  const failed = await lambda.invoke({ do: 'fail' });
  const next = await lambda.invoke({});
  expect(failed).toMatchObject({
    outcome: 'failed',
    error: {
      name: 'AggregateError',
      message: 'two failed',
      causes: ['TypeError: first', 'Error: below', 'Error: second'],
    },
  });
  expect(lastLine(next.logs)['invocations']).toBe(2);
});

it('a handler that is still busy at the timeout is killed, and the next event starts cold', async () => {
  const { lambda } = await functionIn({ timeoutInSeconds: 0.5 });
  const killed = await lambda.invoke({ do: 'hang' });
  const next = await lambda.invoke({});
  expect(killed).toMatchObject({
    outcome: 'failed',
    error: { name: 'Sandbox.Timedout', message: expect.stringContaining('Task timed out after 0.50 seconds') },
  });
  expect(killed.logs).toHaveLength(1);
  expect(lastLine(next.logs)['invocations']).toBe(1);
});

it.each([
  { name: 'a process that exits', bundle: 'obedient.mjs', event: { do: 'exit' }, says: 'Runtime exited' },
  { name: 'a bundle that cannot be loaded', bundle: 'broken.mjs', event: {}, says: 'the bundle cannot be loaded' },
])('$name fails every invocation', async ({ bundle, event, says }) => {
  const { lambda } = await functionIn({ bundle: bundleNamed(bundle) });
  const outcomes = [await lambda.invoke(event), await lambda.invoke(event)];
  expect(outcomes).toMatchObject([
    { outcome: 'failed', error: { message: expect.stringContaining(says) } },
    { outcome: 'failed', error: { message: expect.stringContaining(says) } },
  ]);
});

it('the function reaches the local AWS as the role of its account', async () => {
  const flows = [{ flowName: 'orders', account: '444455556666', region: 'us-east-1' }];
  const { aws, lambda } = await functionIn({ account: '444455556666', region: 'us-east-1' }, { flows });
  const { logs } = await lambda.invoke({ do: 'call' });
  expect(lastLine(logs)).toMatchObject({ flows: [{ flowName: 'orders' }] });
  expect(aws.calls.map(({ account, region }) => [account, region])).toEqual([['444455556666', 'us-east-1']]);
});

it('the function sees Lambda’s variables and those it is given, and nothing of this process', async () => {
  process.env['AWS_PROFILE'] = 'developer';
  const { lambda } = await functionIn({ environment: { APPFLOW_CONCURRENCY: '7' } });
  const environment = lastLine((await lambda.invoke({ do: 'environment' })).logs);
  expect(environment).toMatchObject({ APPFLOW_CONCURRENCY: '7', AWS_REGION: 'eu-west-1', TZ: ':UTC' });
  expect(environment).not.toHaveProperty('AWS_PROFILE');
});

it('a bundle that was not built is named, with the way to build it', async () => {
  const missing = functionIn({ bundle: bundleNamed('missing.mjs') });
  await expect(missing).rejects.toThrow(/missing\.mjs does not exist; run "npm run build" first/);
});
