import { answerHook, type HookRuntime } from '../../lambda/answer-hook.ts';
import { parseSettings } from '../../lambda/core/input/settings.ts';
import { awsError, DENIED, fakeAws, type Input, type Replies, THROTTLED, WHERE } from '../builders/fake-aws.ts';
import { aHookEvent } from '../builders/hook-events.ts';

const KEY_ID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const KEY = `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`;

const keyMetadata = (overrides: Input = {}) => ({
  KeyMetadata: {
    KeyId: KEY_ID,
    Arn: KEY,
    KeyManager: 'CUSTOMER',
    KeyState: 'Enabled',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyUsage: 'ENCRYPT_DECRYPT',
    Origin: 'AWS_KMS',
    CreationDate: new Date('2026-03-02'),
    ...overrides,
  },
});

const GOOD = {
  DescribeKey: keyMetadata(),
  GetKeyPolicy: { Policy: '{"Statement":[]}' },
  GetKeyRotationStatus: { KeyRotationEnabled: true, RotationPeriodInDays: 90 },
  ListResourceTags: { Tags: [{ TagKey: 'Owner', TagValue: 'data' }] },
} satisfies Replies;

/** The answer to an event, over AWS that gives these replies: with what was asked, and what was told. */
const answerTo = async (
  event: unknown,
  replies: Replies = GOOD,
  ruleParameters?: string | Readonly<Record<string, string>>,
  overrides: Partial<HookRuntime> = {},
) => {
  const { aws, calls } = fakeAws(replies);
  const told: string[] = [];
  const connected: unknown[] = [];
  const answer = await answerHook(event, {
    home: WHERE,
    settings: parseSettings({}),
    ruleParameters: typeof ruleParameters === 'object' ? JSON.stringify(ruleParameters) : ruleParameters,
    connect: async ({ where, keyAccountRoleName }) => {
      connected.push({ where, keyAccountRoleName });
      return { ...aws, where };
    },
    telemetry: {
      warn: (message) => void told.push(`warn ${message}`),
      answered: ({ logicalId }, { hookStatus }) => void told.push(`answered ${logicalId} ${hookStatus}`),
      failed: (cause, asked) => void told.push(`failed ${(cause as Error).name} ${asked?.logicalId}`),
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    spareSignal: aws.spare.abortSignal,
    readSignal: aws.reads.abortSignal,
    writeSignal: aws.writes.abortSignal,
    ...overrides,
  });
  return { answer, operations: calls.map(({ operation }) => operation), calls, told, connected };
};

const statuses = ({ answer }: Awaited<ReturnType<typeof answerTo>>) =>
  'annotations' in answer ? answer.annotations.map(({ annotationName, status }) => `${annotationName} ${status}`) : [];

it('a flow under a key as demanded passes; the flow itself is not looked up, since it is not there', async () => {
  const { answer, operations, told } = await answerTo(aHookEvent());
  expect(answer).toMatchObject({
    hookStatus: 'SUCCESS',
    clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
    message: `OK: Customer managed key ${KEY_ID} is enabled, rotates every 90 days and is tagged.`,
  });
  expect(operations).toEqual(['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags']);
  expect(told).toEqual(['answered Orders SUCCESS']);
});

it('a change is judged by the new properties', async () => {
  const event = aHookEvent({ properties: { KMSArn: null }, event: { actionInvocationPoint: 'UPDATE_PRE_PROVISION' } });
  expect((await answerTo(event)).answer).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant' });
});

it('AWS is asked in the account of the event, with the role that the parameters name', async () => {
  const event = aHookEvent({ event: { awsAccountId: '444455556666' } });
  const { connected } = await answerTo(event, GOOD, { keyAccountRoleName: 'keys' });
  expect(connected).toEqual([
    { where: { partition: 'aws', account: '444455556666', region: 'eu-west-1' }, keyAccountRoleName: 'keys' },
  ]);
});

describe('a flow fails', () => {
  it.each<{ readonly name: string; readonly properties?: Input; readonly replies?: Replies; readonly code: string }>([
    { name: 'that names no key', properties: { KMSArn: undefined }, code: 'NO_CMK' },
    {
      name: 'that names an alias of AWS',
      properties: { KMSArn: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow' },
      code: 'AWS_MANAGED_KEY',
    },
    { name: 'that names the bare id of a key', properties: { KMSArn: KEY_ID }, code: 'KEY_NOT_FOUND' },
    {
      name: 'whose key AWS manages',
      replies: { ...GOOD, DescribeKey: keyMetadata({ KeyManager: 'AWS' }) },
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: 'whose key is disabled',
      replies: { ...GOOD, DescribeKey: keyMetadata({ KeyState: 'Disabled' }) },
      code: 'KEY_DISABLED',
    },
    { name: 'whose key may not be read', replies: { DescribeKey: DENIED }, code: 'UNVERIFIED' },
  ])('$name', async ({ properties = {}, replies = GOOD, code }) => {
    const answered = await answerTo(aHookEvent({ properties }), replies);
    expect(answered.answer).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant' });
    expect(statuses(answered)).toEqual([`${code} FAILED`]);
  });
});

describe('a key that is not found', () => {
  const NOT_FOUND = awsError('NotFoundException');

  it('is asked for once more, since it may have been made a moment ago', async () => {
    const { answer, operations } = await answerTo(aHookEvent(), { ...GOOD, DescribeKey: [NOT_FOUND, keyMetadata()] });
    expect(answer.hookStatus).toBe('SUCCESS');
    expect(operations.filter((operation) => operation === 'DescribeKey')).toHaveLength(2);
  });

  it('twice fails', async () => {
    expect(statuses(await answerTo(aHookEvent(), { DescribeKey: NOT_FOUND }))).toEqual(['KEY_NOT_FOUND FAILED']);
  });
});

describe('what could not be read', () => {
  it('is let pass, and skipped, where the parameters say so', async () => {
    const answered = await answerTo(aHookEvent(), { DescribeKey: DENIED }, { unverified: 'NOT_APPLICABLE' });
    expect(answered.answer.hookStatus).toBe('SUCCESS');
    expect(statuses(answered)).toEqual(['UNVERIFIED SKIPPED']);
  });
});

describe('what nobody can know yet', () => {
  const unresolved = { properties: { KMSArn: '{{resolve:ssm:/keys/lake}}' } };

  it('is let pass, and skipped; nobody is asked', async () => {
    const answered = await answerTo(aHookEvent(unresolved), {});
    expect(answered.answer.hookStatus).toBe('SUCCESS');
    expect(statuses(answered)).toEqual(['UNKNOWN SKIPPED']);
    expect(answered.operations).toEqual([]);
  });

  it('is no matter where the flow is not judged', async () => {
    const answered = await answerTo(aHookEvent(unresolved), {}, { flowTagFilter: 'Stage=prod' });
    expect(statuses(answered)).toEqual(['OUT_OF_SCOPE SKIPPED']);
  });

  it('never hides a reason', async () => {
    const properties = { Tags: [{ Key: 'Class', Value: '{{resolve:ssm:/class}}' }] };
    const replies = { ...GOOD, GetKeyRotationStatus: { KeyRotationEnabled: false } };
    const answered = await answerTo(aHookEvent({ properties }), replies, { matchingTags: 'Class' });
    expect(answered.answer.hookStatus).toBe('FAILED');
    expect(statuses(answered)).toEqual(['ROTATION_OFF FAILED', 'UNKNOWN SKIPPED']);
  });
});

describe('a connector profile', () => {
  const checked = { checkConnectorProfiles: 'true' };

  it('that is not there yet is unknown, and told', async () => {
    const replies = { ...GOOD, DescribeConnectorProfiles: { connectorProfileDetails: [] } };
    const answered = await answerTo(aHookEvent(), replies, checked);
    expect(answered.answer).toMatchObject({
      hookStatus: 'SUCCESS',
      message: expect.stringContaining('connector profile crm-prod does not exist yet'),
    });
    expect(statuses(answered)).toEqual(['UNKNOWN SKIPPED']);
  });

  it('that is there is judged', async () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm-AbCdEf';
    const replies = {
      ...GOOD,
      DescribeConnectorProfiles: {
        connectorProfileDetails: [{ connectorProfileName: 'crm-prod', credentialsArn: secret }],
      },
      DescribeSecret: { ARN: secret },
    };
    expect(statuses(await answerTo(aHookEvent(), replies, checked))).toEqual(['CREDENTIALS_WITHOUT_CMK FAILED']);
  });
});

it('a bucket that is not there yet is unknown, one that is there is judged', async () => {
  const NO_BUCKET = awsError('NoSuchBucket');
  const checked = { checkBuckets: 'true' };
  expect(statuses(await answerTo(aHookEvent(), { ...GOOD, GetBucketEncryption: NO_BUCKET }, checked))).toEqual([
    'UNKNOWN SKIPPED',
  ]);
  const sse = { ServerSideEncryptionConfiguration: { Rules: [] } };
  expect(statuses(await answerTo(aHookEvent(), { ...GOOD, GetBucketEncryption: sse }, checked))).toEqual([
    'BUCKET_WITHOUT_CMK FAILED',
  ]);
});

describe('flows on one key', () => {
  const flows = (...names: readonly string[]) => ({
    ListFlows: { flows: names.map((flowName) => ({ flowName })) },
    DescribeFlow: ({ flowName }: Input) => ({ flowName, kmsArn: KEY }),
  });

  it('are those that are there and the one that is planned', async () => {
    const answered = await answerTo(aHookEvent(), { ...GOOD, ...flows('a', 'b') }, { maxFlowsPerKey: '2' });
    expect(answered.answer.message).toContain(`3 flows use key ${KEY_ID}, at most 2 are allowed`);
    expect(statuses(answered)).toEqual(['KEY_SHARED FAILED']);
  });

  it('are no more where one of them is changed', async () => {
    const { answer, calls } = await answerTo(
      aHookEvent(),
      { ...GOOD, ...flows('a', 'orders') },
      { maxFlowsPerKey: '2' },
    );
    expect(answer.hookStatus).toBe('SUCCESS');
    expect(calls.filter(({ operation }) => operation === 'DescribeFlow').map(({ input }) => input)).toEqual([
      { flowName: 'a' },
    ]);
  });
});

describe("the hook's own failure", () => {
  it.each<{ readonly name: string; readonly event: unknown; readonly token: string; readonly message: string }>([
    { name: 'an event that is none', event: null, token: '', message: 'event is null' },
    {
      name: 'an event of another type',
      event: aHookEvent({ asked: { targetName: 'AWS::S3::Bucket' } }),
      token: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
      message: 'give the hook AWS::AppFlow::Flow as its only TargetName',
    },
  ])('is $name', async ({ event, token, message }) => {
    const { answer, operations } = await answerTo(event);
    expect(answer).toEqual({
      hookStatus: 'FAILED',
      errorCode: 'InternalFailure',
      message: expect.stringContaining(message),
      clientRequestToken: token,
    });
    expect(operations).toEqual([]);
  });

  it.each([
    { ruleParameters: '{"requireRotation":"yes"}', says: 'requireRotation is "yes"' },
    { ruleParameters: '{"requireRotations":"true"}', says: '"requireRotations" is unknown' },
    { ruleParameters: 'true', says: 'true is not a JSON object' },
  ])('is a policy that is malformed: $ruleParameters', async ({ ruleParameters, says }) => {
    const { answer, operations, told } = await answerTo(aHookEvent(), GOOD, ruleParameters);
    expect(answer).toMatchObject({
      hookStatus: 'FAILED',
      errorCode: 'InternalFailure',
      message: expect.stringContaining(says),
      clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
    });
    expect(operations).toEqual([]);
    expect(told).toEqual(['failed InvalidParametersError Orders']);
  });

  it('is a call that AWS did not answer', async () => {
    const { answer, told } = await answerTo(aHookEvent(), { ...GOOD, ListResourceTags: THROTTLED });
    expect(answer).toMatchObject({
      errorCode: 'InternalFailure',
      message: `The hook could not judge the flow, which says nothing of it. kms:ListResourceTags failed for key ${KEY}: ThrottlingException: as AWS words it`,
      clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
    });
    expect(told).toEqual(['failed AwsCallError Orders']);
  });

  it('is a connection that cannot be made', async () => {
    const { answer } = await answerTo(aHookEvent(), GOOD, undefined, {
      connect: async () => {
        throw new Error('no role');
      },
    });
    expect(answer).toMatchObject({ errorCode: 'InternalFailure', message: expect.stringContaining('no role') });
  });

  it('is time that is up, even where something does not end with it', async () => {
    const timeIsUp = new AbortController();
    const answered = answerTo(aHookEvent(), GOOD, undefined, {
      connect: () => new Promise(() => {}),
      writeSignal: timeIsUp.signal,
    });
    timeIsUp.abort(new Error("the function's time is nearly up"));
    expect((await answered).answer).toMatchObject({
      errorCode: 'InternalFailure',
      message: expect.stringContaining("the function's time is nearly up"),
      clientRequestToken: 'f8da6d11-b23f-48f4-814c-0fb6a667f50e',
    });
  });
});

it('a deletion passes, whatever the policy, and nobody is asked', async () => {
  const event = aHookEvent({ event: { actionInvocationPoint: 'DELETE_PRE_PROVISION' } });
  const { answer, operations } = await answerTo(event, {}, 'malformed');
  expect(answer.hookStatus).toBe('SUCCESS');
  expect(operations).toEqual([]);
});
