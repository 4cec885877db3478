import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { anEvent } from '../bench/events.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';

afterEach(stopSandboxes);

type Line = Readonly<Record<string, unknown>>;

const linesOf = (logs: readonly string[]): readonly Line[] =>
  logs.map((line): Line => JSON.parse(line)).filter((line) => !('_aws' in line));

it('every member of the line of a verdict is as the guide for operators explains it', async () => {
  const { invoke } = await startSandbox({ world: aCompany() });
  const { logs } = await invoke(aChangeOf('leads'));
  expect(linesOf(logs)).toEqual([
    {
      level: 'INFO',
      message: 'verdict',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
      service: 'appflow-flow-cmk',
      cold_start: true,
      function_arn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
      function_memory_size: '256',
      function_name: 'appflow-flow-cmk',
      function_request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sampling_rate: 0,
      ruleName: 'appflow-flow-cmk',
      account: '111122223333',
      region: 'eu-west-1',
      flowName: 'leads',
      resourceId: 'leads',
      verdict: 'NON_COMPLIANT',
      reasons: ['ROTATION_OFF', 'KEY_UNTAGGED'],
      annotation: expect.stringMatching(/^ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key crm; /),
      keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/crm',
    },
  ]);
});

it('a sweep writes one line a verdict and one of its own', async () => {
  const { invoke } = await startSandbox({ world: aCompany() });
  const lines = linesOf((await invoke(aSweep())).logs);
  const verdicts = lines.filter(({ message }) => message === 'verdict');
  const told = verdicts.map(({ flowName, verdict, reasons }) => [flowName, verdict, reasons]);
  expect(told).toHaveLength(7);
  expect(told).toEqual(
    expect.arrayContaining([
      ['orders', 'COMPLIANT', []],
      ['invoices', 'COMPLIANT', []],
      ['leads', 'NON_COMPLIANT', ['ROTATION_OFF', 'KEY_UNTAGGED']],
      ['bare', 'NON_COMPLIANT', ['NO_CMK']],
      ['hidden', 'NON_COMPLIANT', ['UNVERIFIED']],
      ['legacy', 'NOT_APPLICABLE', []],
      ['removed', 'NOT_APPLICABLE', []],
    ]),
  );
  expect(lines.filter(({ message }) => message !== 'verdict')).toMatchObject([
    {
      level: 'INFO',
      message: 'sweep completed',
      ruleName: 'appflow-flow-cmk',
      Flows: 6,
      CompliantPercentage: 40,
      durationInMilliseconds: expect.any(Number),
    },
  ]);
});

it.each([
  {
    name: 'a key that needs no look',
    event: anEvent({ type: 'keyChange', message: { configurationItemDiff: null } }),
    line: {
      level: 'INFO',
      message: 'A key item needs no look at any flow',
      keyId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      because: 'the item shows no change',
    },
  },
  {
    name: 'a resource of another type',
    event: anEvent({ item: { resourceType: 'AWS::S3::Bucket' } }),
    line: { level: 'WARN', message: 'This rule judges AppFlow flows only', resourceType: 'AWS::S3::Bucket' },
  },
])('$name leaves one line that says so', async ({ event, line }) => {
  const { invoke } = await startSandbox();
  const { logs } = await invoke(event);
  expect(linesOf(logs)).toMatchObject([line]);
});

it.each([
  { name: 'an event that is none', event: { hello: 'world' }, error: { name: 'InvalidEventError' } },
  {
    name: 'a parameter that is none',
    event: aSweep({ ruleParameters: '{"rotation":"yes"}' }),
    error: { name: 'InvalidParametersError', message: expect.stringContaining('rotation') },
  },
])('$name leaves one line with the error', async ({ event, error }) => {
  const { aws, invoke } = await startSandbox({ world: aCompany() });
  const { outcome, logs } = await invoke(event);
  expect(outcome).toBe('failed');
  expect(linesOf(logs)).toMatchObject([{ level: 'ERROR', message: 'The event was not handled as a whole', error }]);
  expect(aws.calls).toEqual([]);
});
