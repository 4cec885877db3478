import type { WorldInput } from '../../local-aws/world.ts';
import { KEY_ID, keyArn } from '../bench/ordinary.ts';
import { type Sandbox, startSandbox, stopSandboxes } from '../bench/sandbox.ts';
import { actionOf } from '../builders/action-of.ts';
import { aHookEvent, FROM_CLOUD_CONTROL, type HookEventInput } from '../builders/hook-events.ts';
import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { actionsOfHook, OPEN_TO_EVERY_CHECK } from '../rule-definitions/hook-stack.ts';
import { readMetrics } from '../telemetry/embedded-metrics.ts';

const TOKEN = 'f8da6d11-b23f-48f4-814c-0fb6a667f50e';
const GOOD_KEY = { Arn: keyArn(), Tags: { Owner: 'data-platform' } };

type World = Partial<WorldInput>;

afterEach(stopSandboxes);

/** The hook as it is deployed: the built bundle, with the environment that hook.yaml gives it for these parameters. */
const startHook = (
  world: World = {},
  given: Readonly<Record<string, string>> = {},
  options: { readonly timeoutInSeconds?: number; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Sandbox> => {
  const template = readDefinition('hook.yaml');
  const variables = at(template, 'Resources', 'Function', 'Properties', 'Environment', 'Variables');
  const environment = evaluate(variables, deploy(template, given)) as Readonly<Record<string, string>>;
  return startSandbox({
    bundle: 'dist/hook/index.mjs',
    world: { keys: [GOOD_KEY], ...world },
    ...options,
    environment: { ...environment, ...options.environment },
  });
};

/** What the handler returned, and what it logged. */
const answerOf = async ({ invoke }: Sandbox, event: unknown) => {
  const invocation = await invoke(event);
  if (invocation.outcome === 'failed') throw new Error(`the handler threw: ${invocation.error.message}`);
  return { answer: invocation.returned, logs: invocation.logs };
};

const outcomeIn = async (
  input: HookEventInput,
  world: World = {},
  given: Readonly<Record<string, string>> = {},
  options: Parameters<typeof startHook>[2] = {},
) => answerOf(await startHook(world, given, options), aHookEvent(input));

it('a flow under a key as demanded passes', async () => {
  const { answer } = await outcomeIn({});
  expect(answer).toEqual({
    hookStatus: 'SUCCESS',
    message: `OK: Customer managed key ${KEY_ID} is enabled, rotates every 365 days and is tagged.`,
    clientRequestToken: TOKEN,
    annotations: [
      {
        annotationName: 'COMPLIANT',
        status: 'PASSED',
        statusMessage: `Customer managed key ${KEY_ID} is enabled, rotates every 365 days and is tagged.`,
        severityLevel: 'INFORMATIONAL',
      },
    ],
  });
});

it('a flow without a key fails', async () => {
  const { answer } = await outcomeIn({ properties: { KMSArn: undefined } });
  expect(answer).toEqual({
    hookStatus: 'FAILED',
    errorCode: 'NonCompliant',
    message:
      "NO_CMK: The flow names no key, so AppFlow's default key encrypts it. Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.",
    clientRequestToken: TOKEN,
    annotations: [
      {
        annotationName: 'NO_CMK',
        status: 'FAILED',
        statusMessage:
          "The flow has no customer managed key: the flow names no key, so AppFlow's default key encrypts it.",
        remediationMessage: 'Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.',
        remediationLink: 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html',
        severityLevel: 'HIGH',
      },
    ],
  });
});

it('a flow under a disabled key fails', async () => {
  const { answer } = await outcomeIn({}, { keys: [{ ...GOOD_KEY, KeyState: 'Disabled' }] });
  expect(answer).toMatchObject({
    hookStatus: 'FAILED',
    errorCode: 'NonCompliant',
    annotations: [{ annotationName: 'KEY_DISABLED', status: 'FAILED', severityLevel: 'HIGH' }],
  });
});

it('a key that KMS refuses to show fails, or is let pass where the parameters say so', async () => {
  const world = { denials: [{ action: 'kms:DescribeKey' }] };
  const annotation = {
    annotationName: 'UNVERIFIED',
    statusMessage: expect.stringContaining('kms:DescribeKey is denied'),
  };
  expect((await outcomeIn({}, world)).answer).toMatchObject({
    hookStatus: 'FAILED',
    errorCode: 'NonCompliant',
    annotations: [{ ...annotation, status: 'FAILED' }],
  });
  expect((await outcomeIn({}, world, { Unverified: 'NOT_APPLICABLE' })).answer).toMatchObject({
    hookStatus: 'SUCCESS',
    annotations: [{ ...annotation, status: 'SKIPPED' }],
  });
});

it('a value that nobody knows yet passes, and is told; KMS is asked nothing', async () => {
  const hook = await startHook();
  const { answer } = await answerOf(hook, aHookEvent({ properties: { KMSArn: '{{changeSet:KNOWN_AFTER_APPLY}}' } }));
  expect(answer).toMatchObject({
    hookStatus: 'SUCCESS',
    message: expect.stringMatching(/^UNKNOWN: .*KNOWN_AFTER_APPLY/),
    annotations: [{ annotationName: 'UNKNOWN', status: 'SKIPPED' }],
  });
  expect(hook.aws.calls).toEqual([]);
});

it('Cloud Control gets a message that it can show as a whole, in whole sentences', async () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
  const properties = { Tags: names.map((Key) => ({ Key, Value: `flow ${'x'.repeat(75)}` })) };
  const Tags = Object.fromEntries(names.map((name) => [name, `key ${'y'.repeat(75)}`]));
  const world = { keys: [{ ...GOOD_KEY, Tags }] };
  const given = { MatchingTags: names.join(',') };
  const messageTo = async (input: HookEventInput) =>
    String(Reflect.get(Object((await outcomeIn({ ...input, properties }, world, given)).answer), 'message'));
  const [toCloudControl, toStack] = [await messageTo(FROM_CLOUD_CONTROL), await messageTo({})];
  expect(toStack.length).toBeGreaterThan(1_024);
  expect(toStack.length).toBeLessThanOrEqual(4_096);
  expect(toCloudControl.length).toBeLessThanOrEqual(1_024);
  expect(toCloudControl).toMatch(/^TAG_MISMATCH: Tag A is .*\.$/);
  expect(toStack.startsWith(toCloudControl.slice(0, -1))).toBe(true);
});

describe("the hook's own failure never passes, keeps the token, and is logged with its cause", () => {
  const failureOf = async (...given: Parameters<typeof outcomeIn>) => {
    const { answer, logs } = await outcomeIn(...given);
    expect(logs.join('\n')).toContain('"level":"ERROR","message":"The hook could not judge a flow"');
    return answer;
  };
  const OWN = { hookStatus: 'FAILED', errorCode: 'InternalFailure', clientRequestToken: TOKEN };

  it('where KMS throttles until the time is up', async () => {
    const world = { faults: [{ operation: 'DescribeKey', fault: 'ThrottlingException' }] };
    const answer = await failureOf({}, world, {}, { timeoutInSeconds: 6 });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining('kms:DescribeKey failed for') });
  });

  it('where KMS says nothing until the time is up', async () => {
    const world = { faults: [{ operation: 'ListResourceTags', fault: 'silence' }] };
    const answer = await failureOf({}, world, {}, { timeoutInSeconds: 6 });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining("the function's time is nearly up") });
  });

  it('where its policy is malformed', async () => {
    const environment = { RULE_PARAMETERS: '{"requireRotation":"maybe"}' };
    const answer = await failureOf({}, {}, {}, { environment });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining('requireRotation is "maybe"') });
  });

  it('where its environment is malformed', async () => {
    const { answer, logs } = await outcomeIn({}, {}, {}, { environment: { APPFLOW_CONCURRENCY: 'many' } });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining('APPFLOW_CONCURRENCY is "many"') });
    expect(logs.join('\n')).toContain('The hook could not begin');
  });

  it('where the event is of another account, and no role is named for it', async () => {
    const answer = await failureOf({ event: { awsAccountId: '444455556666' } });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining('The event belongs to account 444455556666') });
  });

  it('where its target is a whole stack', async () => {
    const answer = await failureOf({ asked: { targetName: 'STACK', targetModel: null } });
    expect(answer).toEqual({ ...OWN, message: expect.stringContaining('its target is a STACK') });
  });
});

it('no event makes the function throw, or write a line of its own into the log', async () => {
  const hook = await startHook();
  const forged = 'x\n{"level":"INFO","message":"forged"}';
  const events = [
    null,
    'text',
    7,
    [],
    {},
    { clientRequestToken: forged },
    { ...aHookEvent(), requestData: forged },
    aHookEvent({ asked: { targetName: forged } }),
    aHookEvent({ event: { awsAccountId: forged } }),
    aHookEvent({ event: { hookTypeName: forged }, asked: { targetLogicalId: forged } }),
    aHookEvent({ properties: { KMSArn: forged } }),
    aHookEvent({ properties: { FlowName: { toString: forged }, Tags: forged, SourceFlowConfig: [[[forged]]] } }),
    aHookEvent({ properties: { KMSArn: 'x'.repeat(100_000), FlowName: forged.repeat(10_000) } }),
    JSON.parse('{"__proto__":{"clientRequestToken":"a"},"requestData":{"__proto__":null}}'),
  ];
  for (const event of events) {
    const { answer, logs } = await answerOf(hook, event);
    expect(answer).toMatchObject({ hookStatus: expect.stringMatching(/^(FAILED|SUCCESS)$/) });
    for (const line of logs) expect(JSON.parse(line)).not.toMatchObject({ message: 'forged' });
  }
}, 120_000);

it('each answer is a line in the log and one count; neither holds more than names', async () => {
  const SECRET = 'recognisable-secret-access-key';
  const properties = { Description: 'recognisable description', KMSArn: undefined };
  const environment = {
    AWS_SECRET_ACCESS_KEY: SECRET,
    POWERTOOLS_LOG_LEVEL: 'TRACE',
    POWERTOOLS_LOGGER_LOG_EVENT: 'true',
  };
  const { logs } = await outcomeIn({ properties }, {}, {}, { environment });
  const lines = logs.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(lines.find(({ message }) => message === 'hook answer')).toMatchObject({
    level: 'INFO',
    hookName: 'Private::Lambda::FlowKey',
    account: '111122223333',
    logicalId: 'Orders',
    flowName: 'orders',
    operation: 'CREATE',
    outcome: 'FAILED',
    answer: expect.stringMatching(/^NO_CMK: /),
  });
  expect(readMetrics(logs)).toEqual([
    {
      namespace: 'AppFlowCmkRule',
      name: 'HookAnswers',
      unit: 'Count',
      dimensions: { service: 'appflow-flow-cmk', Outcome: 'FAILED' },
      values: [1],
    },
  ]);
  expect(logs.join('\n')).not.toMatch(/recognisable/);
});

describe('the role of a deployment', () => {
  const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm-prod-AbCdEf';
  const IMPORTED = keyArn('22222222-4e5f-4a6b-8c7d-9e0f1a2b3c4d');
  const KEY_OF_ANOTHER = 'arn:aws:kms:eu-west-1:999900001111:key/11111111-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
  const world = {
    keys: [
      { ...GOOD_KEY, Aliases: ['alias/lake'] },
      { ...GOOD_KEY, Arn: IMPORTED, Origin: 'EXTERNAL', CreationDate: '2024-01-01' },
      { ...GOOD_KEY, Arn: KEY_OF_ANOTHER },
    ],
    flows: [{ flowName: 'leads', kmsArn: keyArn() }],
    connectorProfiles: [{ connectorProfileName: 'crm-prod', credentialsArn: SECRET_ARN }],
    secrets: [{ ARN: SECRET_ARN, KmsKeyId: keyArn() }],
    buckets: [{ Name: 'company-lake' }],
    roles: [
      { Arn: 'arn:aws:iam::999900001111:role/key-reader', Trusts: ['arn:aws:iam::111122223333:role/appflow-flow-cmk'] },
    ],
  } satisfies World;

  /** The actions that the function calls with its own role; what it does with another's is that one's to allow. */
  const calledWith = async (given: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const hook = await startHook(world, given);
    for (const KMSArn of [keyArn(), IMPORTED, KEY_OF_ANOTHER]) {
      await answerOf(hook, aHookEvent({ properties: { KMSArn } }));
    }
    const own = hook.aws.calls.filter(({ caller }) => !caller.endsWith(':role/key-reader'));
    return [...new Set(own.map(({ service, operation }) => actionOf(service, operation)))].sort();
  };

  it.each([
    { name: 'by default', given: {} },
    { name: 'with a limit of flows', given: { MaxFlowsPerKey: '3' } },
    { name: 'without rotation', given: { RequireRotation: 'false', CheckKeyPolicy: 'false' } },
  ])('allows what the bundle calls, $name', async ({ given }) => {
    const granted = actionsOfHook(given);
    expect((await calledWith(given)).filter((action) => !granted.includes(action))).toEqual([]);
  });

  it('allows, with every check, exactly what the bundle calls', async () => {
    const forLambda = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    expect(actionsOfHook(OPEN_TO_EVERY_CHECK)).toEqual(
      [...(await calledWith(OPEN_TO_EVERY_CHECK)), ...forLambda].sort(),
    );
  });
});
