import type { WorldInput } from '../../local-aws/world.ts';
import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { startSandbox, stopSandboxes } from '../bench/sandbox.ts';

afterEach(stopSandboxes);

const TOKEN = 'cmVjb2duaXNhYmxlLXJlc3VsdC10b2tlbg';
const SECRET = 'recognisable-secret-access-key';
const SESSION = 'recognisable-session-token';

/** As talkative as Powertools can be, its switch for logging whole events included. */
const environment = {
  AWS_SECRET_ACCESS_KEY: SECRET,
  AWS_SESSION_TOKEN: SESSION,
  AWS_MAX_ATTEMPTS: '1',
  POWERTOOLS_LOG_LEVEL: 'TRACE',
  POWERTOOLS_LOGGER_LOG_EVENT: 'true',
};

const MEMBER_ROLE = 'arn:aws:iam::444455556666:role/flow-reader';
const memberEvent = aSweep({
  accountId: '444455556666',
  configRuleArn: 'arn:aws:config:eu-west-1:444455556666:config-rule/config-rule-k3v9qa',
  ruleParameters: '{"executionRoleName":"flow-reader"}',
  resultToken: TOKEN,
});

const CASES: readonly { readonly name: string; readonly world: Partial<WorldInput>; readonly event: unknown }[] = [
  { name: 'a sweep', world: {}, event: aSweep({ resultToken: TOKEN }) },
  { name: 'a change', world: {}, event: aChangeOf('leads', { resultToken: TOKEN }) },
  {
    name: 'a token that AWS Config refuses',
    world: { resultTokens: ['other'] },
    event: aSweep({ resultToken: TOKEN }),
  },
  {
    name: 'a put that is denied',
    world: { denials: [{ action: 'config:PutEvaluations' }] },
    event: aSweep({ resultToken: TOKEN }),
  },
  {
    name: 'a put that gets no sensible answer',
    world: { faults: [{ operation: 'PutEvaluations', fault: 'garbage' }] },
    event: aSweep({ resultToken: TOKEN }),
  },
  { name: 'a message that is no JSON', world: {}, event: { ...aSweep({ resultToken: TOKEN }), invokingEvent: '{' } },
  { name: 'parameters that are none', world: {}, event: aSweep({ resultToken: TOKEN, ruleParameters: '{"a":"b"}' }) },
  {
    name: 'a member account',
    world: { roles: [{ Arn: MEMBER_ROLE, Trusts: ['arn:aws:iam::111122223333:role/appflow-flow-cmk'] }] },
    event: memberEvent,
  },
  { name: 'a member account whose role may not be assumed', world: {}, event: memberEvent },
];

it.each(CASES)('$name leaves neither token nor key in the log or in the error', async ({ world, event }) => {
  const { aws, invoke } = await startSandbox({ world: aCompany(world), environment });
  const { logs, ...ending } = await invoke(event);
  const written = [...logs, JSON.stringify(ending)].join('\n');
  const sessions = [...aws.state.sessions].flatMap(([accessKeyId, { token }]) => [accessKeyId, token]);
  expect(written).toContain('appflow-flow-cmk');
  for (const secret of [TOKEN, SECRET, SESSION, 'AKIALOCAL', ...sessions]) expect(written).not.toContain(secret);
});

it('the case of a member account is one with credentials of its own', async () => {
  const { aws, invoke } = await startSandbox({
    world: aCompany({ roles: [{ Arn: MEMBER_ROLE, Trusts: ['arn:aws:iam::111122223333:role/appflow-flow-cmk'] }] }),
    environment,
  });
  await invoke(memberEvent);
  expect(aws.state.sessions.size).toBe(1);
});
