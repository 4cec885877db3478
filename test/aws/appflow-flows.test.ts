import type { DescribeFlowCommand } from '@aws-sdk/client-appflow';
import { describeFlow, listFlows } from '../../lambda/aws/appflow-flows.ts';
import type { AttemptLimit } from '../../lambda/aws/rate/attempt-limit.ts';
import { collected } from '../builders/collected.ts';
import { awsError, DENIED, fakeAws, THROTTLED, WHERE } from '../builders/fake-aws.ts';
import { useFakeTime } from '../builders/fake-time.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e';
/** As many calls at one time as are asked for. */
const rate: AttemptLimit = (attempt) => attempt();
const once = { justRecorded: false, rate };

useFakeTime();

const described = (members: object) => fakeAws({ DescribeFlow: { flowName: 'orders', ...members } }).aws;

describe('the listing of flows', () => {
  it('gives each name once, page by page, although a page repeats one', async () => {
    const { aws, calls } = fakeAws({
      ListFlows: [
        { flows: [{ flowName: 'orders' }, { flowName: 'refunds' }], nextToken: 'more' },
        { flows: [{ flowName: 'refunds' }, {}, { flowName: 'leads' }] },
      ],
    });
    expect(await collected(listFlows(aws))).toEqual(['orders', 'refunds', 'leads']);
    expect(calls).toEqual([
      { operation: 'ListFlows', input: { maxResults: 100, nextToken: undefined } },
      { operation: 'ListFlows', input: { maxResults: 100, nextToken: 'more' } },
    ]);
  });

  it('gives a page before the next one is asked for', async () => {
    const { aws, timesOf } = fakeAws({ ListFlows: [{ flows: [{ flowName: 'orders' }], nextToken: 'more' }] });
    const flows = listFlows(aws);
    expect(await flows.next()).toEqual({ done: false, value: 'orders' });
    expect(timesOf('ListFlows')).toBe(1);
  });

  it.each([
    { name: 'is denied', error: DENIED },
    { name: 'fails', error: THROTTLED },
  ])('throws where a page $name: nothing may be concluded from a part of it', async ({ error }) => {
    const { aws } = fakeAws({ ListFlows: [{ flows: [{ flowName: 'orders' }], nextToken: 'more' }, error] });
    const flows = listFlows(aws);
    await flows.next();
    await expect(flows.next()).rejects.toThrow(
      `appflow:ListFlows failed for account 111122223333 in eu-west-1: ${error.name}: as AWS words it`,
    );
  });
});

describe('a flow that AppFlow describes', () => {
  it('has its key, its tags, its buckets and its profiles, each once', async () => {
    const aws = described({
      flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      flowStatus: 'Active',
      kmsArn: KEY,
      tags: { Owner: 'data' },
      sourceFlowConfig: { connectorProfileName: 'crm' },
      destinationFlowConfigList: [
        { connectorProfileName: 'lake', destinationConnectorProperties: { S3: { bucketName: 'raw' } } },
        { connectorProfileName: 'crm' },
        {},
      ],
      lastRunExecutionDetails: { mostRecentExecutionStatus: 'Successful' },
    });
    expect(await describeFlow(aws, 'orders', once)).toEqual({
      kind: 'found',
      flow: {
        name: 'orders',
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
        where: WHERE,
        key: {
          kind: 'reference',
          reference: {
            arn: KEY,
            partition: 'aws',
            region: 'eu-west-1',
            account: '111122223333',
            names: 'key',
            id: '1b2c3d4e',
          },
        },
        tags: new Map([['Owner', 'data']]),
        connectorProfiles: ['crm', 'lake'],
        buckets: [{ name: 'raw', role: 'destination' }],
        lastRunStatus: 'Successful',
      },
    });
  });

  it('of which only the name is told has an ARN all the same, no key, no tags and no profiles', async () => {
    expect(await describeFlow(described({}), 'orders', once)).toEqual({
      kind: 'found',
      flow: {
        name: 'orders',
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
        where: WHERE,
        key: { kind: 'none' },
        tags: new Map(),
        connectorProfiles: [],
        buckets: [],
        lastRunStatus: undefined,
      },
    });
  });

  it('keeps a key that is not an ARN as its text', async () => {
    expect(await describeFlow(described({ kmsArn: 'alias/lake' }), 'orders', once)).toMatchObject({
      flow: { key: { kind: 'not-an-arn', text: 'alias/lake' } },
    });
  });

  it('has no profile of an empty name', async () => {
    const aws = described({ sourceFlowConfig: { connectorProfileName: '' } });
    expect(await describeFlow(aws, 'orders', once)).toMatchObject({ flow: { connectorProfiles: [] } });
  });

  it('is gone where its status is Deleted', async () => {
    expect(await describeFlow(described({ flowStatus: 'Deleted' }), 'orders', once)).toEqual({
      kind: 'gone',
      because: 'The flow is deleted.',
    });
  });

  it.each(['Draft', 'Suspended', 'Errored', 'Deprecated'])('is there in status %s', async (flowStatus) => {
    expect(await describeFlow(described({ flowStatus }), 'orders', once)).toMatchObject({ kind: 'found' });
  });
});

describe('a flow that AppFlow does not describe', () => {
  it('is gone where AppFlow does not know it', async () => {
    const { aws, timesOf } = fakeAws({ DescribeFlow: awsError('ResourceNotFoundException') });
    expect(await describeFlow(aws, 'orders', once)).toEqual({
      kind: 'gone',
      because: 'AppFlow knows no such flow any more.',
    });
    expect(timesOf('DescribeFlow')).toBe(1);
  });

  it('is refused where that is denied', async () => {
    const { aws } = fakeAws({ DescribeFlow: DENIED });
    expect(await describeFlow(aws, 'orders', once)).toEqual({
      kind: 'refused',
      because: 'appflow:DescribeFlow is denied',
      remedy: 'Allow appflow:DescribeFlow to the role of the rule',
    });
  });

  it('is an error where AppFlow gives no answer', async () => {
    const { aws } = fakeAws({ DescribeFlow: THROTTLED });
    await expect(describeFlow(aws, 'orders', once)).rejects.toThrow(
      'appflow:DescribeFlow failed for flow orders: ThrottlingException: as AWS words it',
    );
  });

  it('is asked for once more where AWS Config has just recorded it', async () => {
    const { aws, timesOf } = fakeAws({ DescribeFlow: [awsError('ResourceNotFoundException'), { flowName: 'orders' }] });
    const lookup = describeFlow(aws, 'orders', { justRecorded: true, rate });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await lookup).toMatchObject({ kind: 'found' });
    expect(timesOf('DescribeFlow')).toBe(2);
  });
});

it('every attempt to describe a flow waits for its turn, until reading ends', async () => {
  const { aws } = fakeAws();
  // The SDK's own place for repeats; the turn of an attempt comes after it.
  const send = async ({ middlewareStack }: DescribeFlowCommand) => {
    middlewareStack.add((next) => next, { name: 'retryMiddleware', step: 'finalizeRequest' });
    const attempt = middlewareStack.resolve(
      async () => ({ output: { flowName: 'orders', $metadata: {} }, response: {} }),
      {},
    );
    return (await attempt({ input: { flowName: 'orders' } })).output;
  };
  const turns: AbortSignal[] = [];
  const counting: AttemptLimit = (attempt, signal) => {
    turns.push(signal);
    return attempt();
  };
  const appflow = Object.assign(aws.appflow, { send });
  expect(await describeFlow({ ...aws, appflow }, 'orders', { justRecorded: false, rate: counting })).toMatchObject({
    kind: 'found',
  });
  expect(turns).toEqual([aws.reads.abortSignal]);
});
