import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repository = path.join(__dirname, '../..');
const program = ['--import', 'tsx', 'local-aws/main.ts'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'local-aws-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (name: string, json: unknown): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
};

/** What `npm start -- <args>` does once the bundle is built. */
const start = (...args: readonly string[]) =>
  new Promise<{ readonly code: unknown; readonly output: string; readonly errors: string }>((resolve) => {
    // A CI server's own variables must not make a terminal of a file.
    const env = { ...process.env, CI: 'true' };
    execFile(process.execPath, [...program, ...args], { cwd: repository, env }, (error, output, errors) => {
      resolve({ code: error === null ? 0 : error.code, output, errors });
    });
  });

const world = {
  account: '111122223333',
  region: 'eu-west-1',
  flows: [{ flowName: 'orders' }],
  deletedFlows: ['legacy'],
};

it('the sample company shows all three verdicts and at least ten reasons', async () => {
  const { code, output } = await start();
  const codes = new Set(output.match(/[A-Z]+(?:_[A-Z]+)+/g));
  for (const verdict of ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']) codes.delete(verdict);
  expect(code).toBe(0);
  expect(output).toMatch(/│ invoices-to-redshift +│ NON_COMPLIANT +│ ROTATION_OFF /);
  expect(output).toMatch(/│ leads-to-salesforce +│ NON_COMPLIANT +│ NO_CMK /);
  expect(output).toMatch(/│ returns-to-lake +│ NON_COMPLIANT +│ KEY_USER_NOT_ALLOWED /);
  expect(output).toMatch(/│ clicks-to-archive +│ NON_COMPLIANT +│ BUCKET_WITHOUT_CMK /);
  expect(output).toMatch(/│ legacy-export +│ NOT_APPLICABLE +│ GONE /);
  expect(output).toMatch(/18 evaluations: 3 compliant, 12 non-compliant, 3 not applicable\n$/);
  expect(codes.size).toBeGreaterThanOrEqual(10);
  expect(output).not.toContain('\u001b');
});

it('a sweep of the sample company comes to the same totals', async () => {
  const { code, output } = await start('--sweep');
  expect(code).toBe(0);
  expect(output).toMatch(/18 evaluations: 3 compliant, 12 non-compliant, 3 not applicable\n$/);
});

it('a world of one’s own is judged, and its evaluations come as JSON', async () => {
  const { code, output } = await start('--json', '--world', await fileWith('world.json', world));
  const evaluations: readonly Readonly<Record<string, unknown>>[] = JSON.parse(output);
  expect(code).toBe(0);
  expect(evaluations.map((it) => [it['ComplianceResourceId'], it['ComplianceType']])).toEqual([
    ['orders', 'NON_COMPLIANT'],
    ['legacy', 'NOT_APPLICABLE'],
  ]);
});

it('an event that the function refuses is shown with its reason, and the exit code is 1', async () => {
  const event = await fileWith('event.json', { invokingEvent: { messageType: 'Other' }, resultToken: 'token' });
  const { code, output } = await start('--event', event, '--world', await fileWith('world.json', world));
  expect(code).toBe(1);
  expect(output).toContain('InvalidEventError');
  expect(output).toMatch(/1 event failed\n$/);
});

it('parameters of one’s own replace those of the world', async () => {
  const { code, errors } = await start('--json', '--parameters', '{"noSuchParameter": "x"}');
  expect(code).toBe(1);
  expect(errors).toContain('"noSuchParameter" is unknown');
});

it.each([
  { name: 'an unknown option', args: ['--evnt'], says: "Unknown option '--evnt'" },
  {
    name: 'a missing file',
    args: ['--world', 'missing.json'],
    says: 'missing.json cannot be read: there is no such file',
  },
  {
    name: 'parameters that are no object',
    args: ['--parameters', '{"a": }'],
    says: '--parameters is no JSON at line 1',
  },
])('$name costs one line and exit code 2', async ({ args, says }) => {
  const { code, output, errors } = await start(...args);
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toContain(says);
  expect(errors.trimEnd().split('\n')).toHaveLength(1);
});

it.each([
  { name: 'a world that is no JSON', json: '{"account": }', says: 'is no JSON at line 1, column 13' },
  {
    name: 'a world with a misspelt field',
    json: { ...world, flow: [] },
    says: 'flow: there is no such field; remove it',
  },
])('$name is named with its place, and the exit code is 2', async ({ json, says }) => {
  const { code, errors } = await start('--world', await fileWith('bad.json', json));
  expect(code).toBe(2);
  expect(errors).toContain('bad.json');
  expect(errors).toContain(says);
});

it('what goes over the wire is recorded where that is asked for', async () => {
  const record = path.join(folder, 'wire.jsonl');
  const { code } = await start('--sweep', '--world', await fileWith('world.json', world), '--record', record);
  const lines = (await readFile(record, 'utf8')).trimEnd().split('\n');
  const exchanges = lines.map((line): { readonly request: { readonly path: string } } => JSON.parse(line));
  expect(code).toBe(0);
  expect(exchanges.find(({ request }) => request.path === '/describe-flow')).toMatchObject({
    label: 'world.json',
    request: { method: 'POST', body: '{"flowName":"orders"}' },
    outcome: { status: 200, body: expect.stringContaining('"flowName":"orders"') },
  });
});

it('a recording that cannot be written costs one line and exit code 2', async () => {
  const { code, errors } = await start('--record', path.join(folder, 'no-such-folder/wire.jsonl'));
  expect(code).toBe(2);
  expect(errors).toMatch(/^\S+no-such-folder\/wire\.jsonl cannot be written: .+\n$/);
});
