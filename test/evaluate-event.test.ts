import { parseSettings } from '../lambda/core/input/settings.ts';
import { evaluateEvent, type Runtime } from '../lambda/evaluate-event.ts';
import { createFlowKeyCache } from '../lambda/select/flow-key-cache.ts';
import { aChangeMessage, aConfigEvent, aFlowItem, aKeyItem, aScheduledMessage } from './builders/config-events.ts';
import { DENIED, fakeAws, type Replies, THROTTLED, WHERE } from './builders/fake-aws.ts';
import { fakeTelemetry } from './builders/fake-telemetry.ts';

const DELETED = aFlowItem({ configurationItemStatus: 'ResourceDeleted' });
const now = () => new Date('2026-11-20T21:14:20.000Z');

/** An event against AWS that gives these replies: what was called, what was told, and how it ended. */
const run = async (event: unknown, replies: Replies, environment: Readonly<Record<string, string>> = {}) => {
  const { aws, calls } = fakeAws(replies);
  const { telemetry, told } = fakeTelemetry();
  const connected: unknown[] = [];
  const runtime: Runtime = {
    home: WHERE,
    settings: parseSettings(environment),
    connect: async ({ where, executionRoleName, keyAccountRoleName }) => {
      connected.push({ where, executionRoleName, keyAccountRoleName });
      return { ...aws, where };
    },
    flowKeyCache: createFlowKeyCache(now),
    telemetry: () => telemetry,
    now,
    spareSignal: aws.spare.abortSignal,
    readSignal: aws.reads.abortSignal,
    writeSignal: aws.writes.abortSignal,
  };
  const error = await evaluateEvent(event, runtime).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { error, calls, operations: calls.map(({ operation }) => operation), told, connected };
};

const messages = (told: readonly (readonly unknown[])[]) => told.map(([name]) => name);

it('a flow that was deleted is put as gone, and AWS is asked nothing', async () => {
  const { error, calls, told } = await run(aConfigEvent(aChangeMessage(DELETED)), { PutEvaluations: {} });
  expect(error).toBeUndefined();
  expect(calls).toMatchObject([
    {
      operation: 'PutEvaluations',
      input: {
        ResultToken: 'ZXhhbXBsZS1yZXN1bHQtdG9rZW4=',
        Evaluations: [
          {
            ComplianceResourceId: 'orders-to-lake',
            ComplianceType: 'NOT_APPLICABLE',
            Annotation: 'GONE: AWS Config reports the flow as ResourceDeleted.',
            OrderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
          },
        ],
      },
    },
  ]);
  expect(messages(told)).toEqual(['verdict', 'publish']);
});

it('the event says where its flows are, its parameters as whom they are read', async () => {
  const event = aConfigEvent(aScheduledMessage(), {
    accountId: '444455556666',
    configRuleArn: 'arn:aws:config:us-east-1:444455556666:config-rule/x',
    ruleParameters: '{"executionRoleName":"Reader","keyAccountRoleName":"KeyReader"}',
  });
  const { connected } = await run(event, { ListFlows: DENIED });
  expect(connected).toEqual([
    {
      where: { partition: 'aws', account: '444455556666', region: 'us-east-1' },
      executionRoleName: 'Reader',
      keyAccountRoleName: 'KeyReader',
    },
  ]);
});

describe('nothing is asked of AWS', () => {
  it.each([
    {
      name: 'of another kind of resource, whatever the parameters',
      event: aConfigEvent(aChangeMessage(aFlowItem({ resourceType: 'AWS::S3::Bucket' })), { ruleParameters: '{' }),
      expected: ['warn', 'This rule judges AppFlow flows only', { resourceType: 'AWS::S3::Bucket' }],
    },
    {
      name: 'of a key whose item shows no change',
      event: aConfigEvent(aChangeMessage(aKeyItem())),
      expected: [
        'info',
        'A key item needs no look at any flow',
        { keyId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', because: 'the item shows no change' },
      ],
    },
  ])('in an event $name', async ({ event, expected }) => {
    const { error, connected, told } = await run(event, {});
    expect([error, connected, told]).toEqual([undefined, [], [expected, ['publish']]]);
  });

  it.each([
    { name: 'that is malformed', event: {}, error: 'InvalidEventError' },
    {
      name: 'whose parameters are malformed',
      event: aConfigEvent(aScheduledMessage(), { ruleParameters: '{"requireRotation":"yes"}' }),
      error: 'InvalidParametersError',
    },
  ])('in an event $name: it fails by name', async ({ event, error }) => {
    const { error: thrown, connected } = await run(event, {});
    expect(thrown).toMatchObject({ name: error });
    expect(connected).toEqual([]);
  });
});

describe('a flow without a verdict', () => {
  const sweep = {
    ListFlows: { flows: [{ flowName: 'orders' }, { flowName: 'leads' }] },
    ListDiscoveredResources: { resourceIdentifiers: [] },
    GetComplianceDetailsByConfigRule: { EvaluationResults: [] },
    PutEvaluations: {},
  } satisfies Replies;

  it('fails the event by name, after everything else was put', async () => {
    const { error, calls, told } = await run(aConfigEvent(aScheduledMessage()), {
      ...sweep,
      DescribeFlow: ({ flowName }) => (flowName === 'orders' ? THROTTLED : { flowName }),
    });
    expect(error).toMatchObject({
      name: 'UnjudgedFlowsError',
      message:
        '1 flow has no new verdict: orders; first cause: appflow:DescribeFlow failed for flow orders: ThrottlingException: as AWS words it',
    });
    expect(calls.at(-1)).toMatchObject({
      operation: 'PutEvaluations',
      input: { Evaluations: [{ ComplianceResourceId: 'leads' }] },
    });
    expect(messages(told)).toEqual(['verdict', 'unjudged', 'publish']);
  });

  it('fails it where AWS Config does not take what was judged', async () => {
    const { error, told } = await run(aConfigEvent(aChangeMessage(DELETED)), { PutEvaluations: DENIED });
    expect(error).toMatchObject({
      message:
        '1 flow has no new verdict: orders-to-lake; first cause: config:PutEvaluations failed for 1 evaluations: AccessDeniedException: as AWS words it',
    });
    expect(messages(told)).toEqual(['refused', 'publish']);
  });

  it('may be any where the listing breaks off', async () => {
    const { error } = await run(aConfigEvent(aScheduledMessage()), { ...sweep, ListFlows: DENIED });
    expect(error).toMatchObject({
      name: 'UnjudgedFlowsError',
      message: 'appflow:ListFlows failed for account 111122223333 in eu-west-1: AccessDeniedException: as AWS words it',
    });
  });

  it('is none where all were judged and put: the sweep is told as complete', async () => {
    const { error, told } = await run(aConfigEvent(aScheduledMessage()), {
      ...sweep,
      DescribeFlow: ({ flowName }) => ({ flowName }),
    });
    expect(error).toBeUndefined();
    expect(messages(told)).toEqual(['verdict', 'verdict', 'sweepCompleted', 'publish']);
  });
});

it('a rule that was deleted meanwhile ends the event in peace', async () => {
  const gone = Object.assign(new Error('no such rule'), { name: 'NoSuchConfigRuleException' });
  const { error, told } = await run(aConfigEvent(aChangeMessage(DELETED)), { PutEvaluations: gone });
  expect(error).toBeUndefined();
  expect(messages(told)).toEqual(['warn', 'publish']);
});

describe('Security Hub', () => {
  const replies = { PutEvaluations: {}, GetFindings: { Findings: [] }, BatchImportFindings: {} } satisfies Replies;
  const event = aConfigEvent(aScheduledMessage());
  const sweep = {
    ...replies,
    ListFlows: { flows: [{ flowName: 'orders' }] },
    DescribeFlow: { flowName: 'orders' },
    ListDiscoveredResources: { resourceIdentifiers: [] },
    GetComplianceDetailsByConfigRule: { EvaluationResults: [] },
  } satisfies Replies;

  it('gets findings where the setting says so', async () => {
    const { error, operations } = await run(event, sweep, { SECURITY_HUB_FINDINGS: 'true' });
    expect(error).toBeUndefined();
    expect(operations.slice(-2)).toEqual(['GetFindings', 'BatchImportFindings']);
  });

  it('is not asked otherwise', async () => {
    const { operations } = await run(event, sweep);
    expect(operations).not.toContain('BatchImportFindings');
  });

  it('that takes none fails the event, after everything was put', async () => {
    const { error, told } = await run(
      event,
      { ...sweep, BatchImportFindings: DENIED },
      { SECURITY_HUB_FINDINGS: 'true' },
    );
    expect(error).toMatchObject({
      name: 'UnjudgedFlowsError',
      message:
        'Security Hub did not take 1 of 1 findings: securityhub:BatchImportFindings failed for account 111122223333: AccessDeniedException: as AWS words it',
    });
    expect(messages(told)).toEqual(['verdict', 'sweepCompleted', 'findingRefused', 'publish']);
  });
});
