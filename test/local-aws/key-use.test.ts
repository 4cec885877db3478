import { DescribeFlowCommand, DescribeFlowExecutionRecordsCommand } from '@aws-sdk/client-appflow';
import { GetKeyLastUsageCommand } from '@aws-sdk/client-kms';
import { clientsOf, closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const ran = (day: number) => ({
  startedAt: `2026-11-${day}T08:00:00Z`,
  lastUpdatedAt: `2026-11-${day}T08:10:00Z`,
});

describe('DescribeFlowExecutionRecords', () => {
  it('tells the runs of a flow in the order of the world', async () => {
    const executions = [{ ...ran(12), executionStatus: 'Error' as const, recordsProcessed: 0 }, ran(14)];
    const { appflow } = await localAws({ flows: [{ flowName: 'orders', executions }] });
    const { flowExecutions } = await appflow.send(new DescribeFlowExecutionRecordsCommand({ flowName: 'orders' }));
    expect(flowExecutions).toEqual([
      {
        executionId: 'run-1',
        executionStatus: 'Error',
        startedAt: new Date('2026-11-12T08:00:00Z'),
        lastUpdatedAt: new Date('2026-11-12T08:10:00Z'),
        executionResult: { recordsProcessed: 0 },
      },
      {
        executionId: 'run-2',
        executionStatus: 'Successful',
        startedAt: new Date('2026-11-14T08:00:00Z'),
        lastUpdatedAt: new Date('2026-11-14T08:10:00Z'),
        executionResult: { recordsProcessed: 1 },
      },
    ]);
  });

  it('gives 20 a page unless told otherwise, and a token while there are more', async () => {
    const executions = Array.from({ length: 21 }, () => ran(12));
    const { appflow } = await localAws({ flows: [{ flowName: 'orders', executions }] });
    const page = (nextToken?: string) =>
      appflow.send(new DescribeFlowExecutionRecordsCommand({ flowName: 'orders', nextToken }));
    const first = await page();
    const second = await page(first.nextToken);
    expect([first.flowExecutions?.length, second.flowExecutions?.length, second.nextToken]).toEqual([20, 1, undefined]);
  });

  it.each([
    { name: 'a flow that is not there', input: { flowName: 'gone' }, error: 'ResourceNotFoundException', status: 404 },
    {
      name: 'more than 100 results',
      input: { flowName: 'orders', maxResults: 101 },
      error: 'ValidationException',
      status: 400,
    },
  ])('refuses $name', async ({ input, error, status }) => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    expect(await errorOf(appflow.send(new DescribeFlowExecutionRecordsCommand(input)))).toEqual({
      name: error,
      status,
    });
  });
});

describe('the last run in DescribeFlow', () => {
  it.each([
    {
      name: 'is the newest of the executions',
      flow: { executions: [ran(14), ran(12)] },
      day: 14,
      status: 'Successful',
    },
    {
      name: 'is what the world says',
      flow: {
        executions: [ran(14)],
        lastRun: { mostRecentExecutionStatus: 'Error' as const, mostRecentExecutionTime: '2026-11-15T08:00:00Z' },
      },
      day: 15,
      status: 'Error',
    },
  ])('$name', async ({ flow, day, status }) => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders', ...flow }] });
    const { lastRunExecutionDetails } = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect(lastRunExecutionDetails).toEqual({
      mostRecentExecutionStatus: status,
      mostRecentExecutionTime: new Date(`2026-11-${day}T08:00:00Z`),
    });
  });

  it('is left out where the flow never ran', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    const answer = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect(answer.lastRunExecutionDetails).toBeUndefined();
  });
});

describe('GetKeyLastUsage', () => {
  const lastUsageOf = async (key: object) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, ...key }] });
    return kms.send(new GetKeyLastUsageCommand({ KeyId: orders }));
  };

  it('tells when a key last worked, and since when that is known', async () => {
    const answer = await lastUsageOf({
      CreationDate: '2026-01-15',
      KeyLastUsage: { Operation: 'Decrypt', Timestamp: '2026-11-12T08:00:00Z' },
    });
    expect(answer).toMatchObject({
      KeyId: 'orders',
      KeyCreationDate: new Date('2026-01-15'),
      TrackingStartDate: new Date('2026-04-23'),
      KeyLastUsage: { Operation: 'Decrypt', Timestamp: new Date('2026-11-12T08:00:00Z') },
    });
  });

  it('knows a key that is younger than the count from its creation on', async () => {
    expect((await lastUsageOf({ CreationDate: '2026-06-01' })).TrackingStartDate).toEqual(new Date('2026-06-01'));
  });

  it('says what the world says of the count', async () => {
    const answer = await lastUsageOf({ TrackingStartDate: '2026-11-01' });
    expect(answer.TrackingStartDate).toEqual(new Date('2026-11-01'));
  });

  it('has an empty last use of a key that was never used', async () => {
    expect((await lastUsageOf({ KeyLastUsage: {} })).KeyLastUsage).toEqual({});
  });

  it('takes a key to be in use unless the world says otherwise', async () => {
    const { KeyLastUsage } = await lastUsageOf({});
    expect(Math.abs(Date.now() - Number(KeyLastUsage?.Timestamp))).toBeLessThan(60_000);
  });

  it.each([
    { name: 'an alias', KeyId: 'alias/orders', error: 'InvalidArnException' },
    {
      name: 'an alias ARN',
      KeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/orders',
      error: 'InvalidArnException',
    },
    { name: 'a key that is not there', KeyId: 'other', error: 'NotFoundException' },
    {
      name: 'a key of another account, though its policy admits the caller',
      KeyId: 'arn:aws:kms:eu-west-1:444455556666:key/lake',
      error: 'AccessDeniedException',
    },
  ])('refuses $name', async ({ KeyId, error }) => {
    const { kms } = await localAws({
      keys: [
        { Arn: orders, Aliases: ['alias/orders'] },
        { Arn: 'arn:aws:kms:eu-west-1:444455556666:key/lake', SharedWith: ['111122223333'] },
      ],
    });
    expect(await errorOf(kms.send(new GetKeyLastUsageCommand({ KeyId })))).toEqual({ name: error, status: 400 });
  });

  it('is throttled beyond the rate of the world', async () => {
    const { aws } = await localAws({
      keys: [{ Arn: orders }],
      rates: [{ operation: 'GetKeyLastUsage', perSecond: 0.001, burst: 5 }],
    });
    const { kms } = clientsOf(aws);
    const ask = () => kms.send(new GetKeyLastUsageCommand({ KeyId: orders }));
    await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(await errorOf(ask())).toMatchObject({ name: 'ThrottlingException' });
  });
});
