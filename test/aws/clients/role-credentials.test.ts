import type { GetClient } from '../../../lambda/aws/clients/clients.ts';
import { createRoleCallers } from '../../../lambda/aws/clients/role-credentials.ts';

const ROLE = 'arn:aws:iam::444455556666:role/appflow-flow-cmk-member';
const REGION = 'eu-west-1';
const START = new Date('2026-11-20T10:00:00Z');

type Answer = { readonly key: string; readonly goodUntil: string } | { readonly error: string };

/** An STS that gives these answers one after the other, and counts how often it was asked. */
const stsThat = (...answers: readonly Answer[]) => {
  const asked: string[] = [];
  const send = async (command: { readonly input: { readonly RoleArn?: string } }) => {
    const answer = answers[asked.length] ?? { error: 'AskedTooOften' };
    asked.push(String(command.input.RoleArn));
    if ('error' in answer) throw Object.assign(new Error('no'), { name: answer.error });
    const { key, goodUntil } = answer;
    return {
      Credentials: { AccessKeyId: key, SecretAccessKey: 's', SessionToken: 't', Expiration: new Date(goodUntil) },
    };
  };
  return { asked, getClient: (() => ({ send })) as unknown as GetClient };
};

const keyOf = async (credentials: () => Promise<{ readonly accessKeyId: string }>): Promise<string> =>
  (await credentials()).accessKeyId;

beforeEach(() => jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

/** Lets what runs in the background come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('assumes a role once while its credentials are good, however many ask at one time', async () => {
  const { getClient, asked } = stsThat({ key: 'first', goodUntil: '2026-11-20T11:00:00Z' });
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  expect(await Promise.all([keyOf(credentials), keyOf(credentials)])).toEqual(['first', 'first']);
  expect(await keyOf(credentials)).toBe('first');
  expect(asked).toEqual([ROLE]);
});

it('renews credentials in the background in their last five minutes', async () => {
  const { getClient } = stsThat(
    { key: 'first', goodUntil: '2026-11-20T11:00:00Z' },
    { key: 'second', goodUntil: '2026-11-20T12:00:00Z' },
  );
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  await credentials();
  jest.setSystemTime(new Date('2026-11-20T10:56:00Z'));
  expect(await keyOf(credentials)).toBe('first');
  await settle();
  expect(await keyOf(credentials)).toBe('second');
});

it('goes on with credentials that are still good where STS fails', async () => {
  const { getClient } = stsThat({ key: 'first', goodUntil: '2026-11-20T11:00:00Z' }, { error: 'ServiceUnavailable' });
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  await credentials();
  jest.setSystemTime(new Date('2026-11-20T10:59:00Z'));
  expect(await keyOf(credentials)).toBe('first');
  await settle();
});

it('uses no credentials that have expired', async () => {
  const { getClient } = stsThat(
    { key: 'first', goodUntil: '2026-11-20T11:00:00Z' },
    { key: 'second', goodUntil: '2026-11-20T12:00:00Z' },
  );
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  await credentials();
  jest.setSystemTime(new Date('2026-11-20T11:00:00Z'));
  expect(await keyOf(credentials)).toBe('second');
});

it('waits for no request that hung while the function was frozen', async () => {
  const asked: string[] = [];
  const send = async () => {
    asked.push('');
    if (asked.length === 1) return new Promise(() => {});
    return {
      Credentials: { AccessKeyId: 'second', SecretAccessKey: 's', Expiration: new Date('2026-11-20T12:00:00Z') },
    };
  };
  const { credentials } = createRoleCallers((() => ({ send })) as unknown as GetClient)(ROLE, REGION);
  void credentials();
  jest.setSystemTime(new Date('2026-11-20T10:00:05Z'));
  expect(await keyOf(credentials)).toBe('second');
});

it('names role and remedy where STS refuses, and asks again the next time', async () => {
  const { getClient } = stsThat({ error: 'AccessDenied' }, { key: 'mended', goodUntil: '2026-11-20T11:00:00Z' });
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  await expect(credentials()).rejects.toThrow(
    'arn:aws:iam::444455556666:role/appflow-flow-cmk-member could not be assumed (AccessDenied: no): the role must exist, its trust policy must allow sts:AssumeRole to the role of this function, and that role must be allowed to assume it',
  );
  expect(await keyOf(credentials)).toBe('mended');
});

it('takes an STS that does not answer for no refusal', async () => {
  const { getClient } = stsThat({ error: 'ServiceUnavailable' });
  const { credentials } = createRoleCallers(getClient)(ROLE, REGION);
  await expect(credentials()).rejects.toThrow(
    'sts:AssumeRole failed for arn:aws:iam::444455556666:role/appflow-flow-cmk-member: ServiceUnavailable: no',
  );
});

it('keeps the callers of two accounts apart', async () => {
  const { getClient, asked } = stsThat(
    { key: 'first', goodUntil: '2026-11-20T11:00:00Z' },
    { key: 'second', goodUntil: '2026-11-20T11:00:00Z' },
  );
  const callerOf = createRoleCallers(getClient);
  const other = 'arn:aws:iam::777788889999:role/appflow-flow-cmk-member';
  expect(await keyOf(callerOf(ROLE, REGION).credentials)).toBe('first');
  expect(await keyOf(callerOf(other, REGION).credentials)).toBe('second');
  expect(asked).toEqual([ROLE, other]);
});
