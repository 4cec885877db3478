import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anOrganization, EVERYWHERE } from './an-organization.ts';
import { run } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bad-input-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const fileOf = async (name: string, text: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
};

describe('wrong usage or input ends with 2 and one line, and nothing is read', () => {
  it.each<{ name: string; args: readonly string[]; line: string | RegExp }>([
    { name: 'no command', args: [], line: 'No command is given; --help lists them' },
    {
      name: 'an unknown command',
      args: ['adit'],
      line: "unknown command 'adit' (Did you mean audit?); --help shows what is allowed",
    },
    {
      name: 'an unknown option',
      args: ['audit', '--regions', 'eu-west-1'],
      line: "unknown option '--regions' (Did you mean --region?); --help shows what is allowed",
    },
    {
      name: 'an option without its value',
      args: ['audit', '--region'],
      line: "option '--region <R,R|all>' argument missing; --help shows what is allowed",
    },
    {
      name: 'a word too many',
      args: ['audit', 'eu-west-1'],
      line: /^too many arguments for 'audit'\. Expected 0 arguments but got 1.*; --help shows what is allowed$/,
    },
    {
      name: 'a Region without AppFlow',
      args: ['audit', '--region', 'eu-north-1'],
      line: /^--region: AppFlow does not exist in "eu-north-1"; it does in af-south-1, /,
    },
    {
      name: 'what is not an account id',
      args: ['audit', '--accounts', '42', '--role', 'audit'],
      line: '--accounts: "42" is not an account id of 12 digits',
    },
    {
      name: 'an account of others without a role',
      args: ['audit', '--accounts', '222233334444'],
      line: '--accounts: the credentials are of account 111122223333; name with --role the role to assume in 222233334444',
    },
    {
      name: 'a parameter that does not exist',
      args: ['audit', '--set', 'requireRotations=true'],
      line: /^--set: "requireRotations" is unknown: the parameters are requiredKeyTags, /,
    },
    {
      name: 'a concurrency of nothing',
      args: ['audit', '--concurrency', '0'],
      line: '--concurrency: "0" must be a whole number from 1 to 50',
    },
    {
      name: 'a severity that does not exist',
      args: ['audit', '--fail-on', 'SEVERE'],
      line: '--fail-on is "SEVERE": must be none, INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL, or new: and one of these severities',
    },
    {
      name: 'new reasons without a baseline',
      args: ['audit', '--fail-on', 'new:HIGH'],
      line: '--fail-on: new:HIGH counts new reasons; name with --baseline what is old',
    },
    {
      name: 'a redaction of nothing',
      args: ['audit', '--redact'],
      line: '--redact: goes with --record only; name with it the file to write',
    },
    {
      name: 'a recording in a folder that is not there',
      args: ['audit', '--record', '/nowhere/world.json'],
      line: '--record: /nowhere/world.json cannot be written: there is no such file or folder; check the path',
    },
    {
      name: 'a baseline that is not there',
      args: ['audit', '--baseline', '/nowhere/audit.json'],
      line: '--baseline: /nowhere/audit.json cannot be read: there is no such file or folder; check the path',
    },
    {
      name: 'a Region beside a recording',
      args: ['audit', '--replay', 'world.json', '--region', 'eu-west-1'],
      line: '--region: goes without --replay, which has accounts and policy of its own',
    },
    {
      name: 'a recording that is not there',
      args: ['audit', '--replay', '/nowhere/world.json'],
      line: '/nowhere/world.json cannot be read: there is no such file; check the path',
    },
    {
      name: 'a rule that does not exist',
      args: ['audit', '--rule', 'other-rule'],
      line: '--rule: AWS Config has no rule "other-rule" in eu-west-1; an organization\'s rule has a name of its own in each account, which the console shows',
    },
    {
      name: 'a preview of nothing',
      args: ['preview'],
      line: '--set: is missing; name what is to be tried, such as maxRotationPeriodInDays=180',
    },
    {
      name: 'an aggregator that does not exist',
      args: ['report', '--aggregator', 'organization'],
      line: /organization/,
    },
    {
      name: 'a report without an aggregator',
      args: ['report'],
      line: "required option '--aggregator <name>' not specified; --help shows what is allowed",
    },
    {
      name: 'what is not a key',
      args: ['impact', 'orders'],
      line: 'KEY "orders" must be the ARN of a KMS key or alias, a key id such as 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d, or alias/NAME',
    },
    {
      name: 'an alias that does not exist',
      args: ['impact', 'alias/orders'],
      line: 'KMS knows no alias/orders in account 111122223333 and Region eu-west-1: KEY must be an alias or a key that is there',
    },
  ])('$name', async ({ args, line }) => {
    const { exitCode, stdout, stderr, callsOf } = await run(anOrganization(), args);
    expect(stderr.trimEnd()).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(callsOf('appflow:ListFlows')).toBe(0);
  });

  it.each<{ name: string; option: string; text: string; line: RegExp }>([
    { name: 'mutes that are not a list', option: '--mutes', text: 'flow: orders\n', line: /must be a list/ },
    { name: 'a baseline that is not JSON', option: '--baseline', text: 'flows: []\n', line: /JSON/ },
    {
      name: 'a baseline of another version',
      option: '--baseline',
      text: '{"format": "appflow-flow-cmk/audit/2"}',
      line: /appflow-flow-cmk\/audit\/2/,
    },
    { name: 'a recording that is not one', option: '--replay', text: '{"flow": []}', line: /account: is missing/ },
    {
      name: 'a recording of another version',
      option: '--replay',
      text: '{"account":"111122223333","region":"eu-west-1","recording":{"at":"2026-11-24","version":"9","asked":{},"calls":{}}}',
      line: /recording\.calls: there is no such field/,
    },
    { name: 'parameters that are not JSON', option: '--parameters', text: 'a=b', line: /is not a JSON object/ },
  ])('$name', async ({ option, text, line }) => {
    const file = await fileOf('input', text);
    const { exitCode, stderr, callsOf } = await run(anOrganization(), ['audit', option, file]);
    expect(stderr.trimEnd()).toMatch(line);
    expect(stderr).toContain(file);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(exitCode).toBe(2);
    expect(callsOf('appflow:ListFlows')).toBe(0);
  });
});

describe('credentials', () => {
  it('that have expired end with 2', async () => {
    const world = anOrganization({ faults: [{ operation: 'GetCallerIdentity', fault: 'ExpiredTokenException' }] });
    const { exitCode, stderr } = await run(world, ['audit']);
    expect(stderr).toMatch(/^AWS does not take the credentials: .*ExpiredToken.*; sign in again\n$/);
    expect(exitCode).toBe(2);
  });

  it('that are missing end with 2', async () => {
    const { exitCode, stderr } = await run(anOrganization(), ['audit'], {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    expect(stderr).toMatch(
      /^There are no AWS credentials: .*; sign in, or name a profile with --profile or AWS_PROFILE\n$/,
    );
    expect(exitCode).toBe(2);
  });

  it('of an account without an organization end with 2', async () => {
    const { organization: _, ...world } = anOrganization();
    const { exitCode, stderr } = await run(world, ['audit', ...EVERYWHERE]);
    expect(stderr).toBe(
      '--organization: the account of these credentials belongs to no organization; name accounts with --accounts\n',
    );
    expect(exitCode).toBe(2);
  });

  it('without a Region end with 2', async () => {
    const { exitCode, stderr } = await run(anOrganization(), ['audit'], {
      AWS_REGION: '',
      AWS_CONFIG_FILE: '/dev/null',
    });
    expect(stderr).toBe('No Region is given: name one with --region, AWS_REGION or the profile\n');
    expect(exitCode).toBe(2);
  });
});

describe('output that cannot be written', () => {
  it('to a folder that is a file ends with 2 before anything is read', async () => {
    const file = await fileOf('taken', '');
    const { exitCode, stderr, callsOf } = await run(anOrganization(), ['audit', '--output', file]);
    expect(stderr).toBe(`--output: ${file} cannot be made: there is a file of that name; choose another one\n`);
    expect(exitCode).toBe(2);
    expect(callsOf('appflow:ListFlows')).toBe(0);
  });

  it('leaves nothing half-written', async () => {
    const output = path.join(folder, 'half');
    await mkdir(path.join(output, 'audit.csv'), { recursive: true });
    const { exitCode, stderr } = await run(anOrganization(), ['audit', '--output', output, '--format', 'json,csv']);
    expect(stderr).toBe(`${path.join(output, 'audit.csv')} cannot be written: it is a folder; name a file\n`);
    expect(exitCode).toBe(3);
    expect(await readdir(output)).toEqual(['audit.csv']);
  });

  it('because the reader of the help closes the pipe is no failure', () => {
    const shell = `node dist/cli/index.mjs audit --help | head -c 6; echo " $\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'Usage: 0\n', stderr: '' });
  });

  it('because the reader closes the pipe is no failure', () => {
    const script = path.join(folder, 'world.json');
    const world = JSON.stringify(anOrganization());
    const shell = `node dist/cli/index.mjs audit --replay ${script} --format json --quiet | head -c 10; echo " $\{PIPESTATUS[0]}"`;
    spawnSync('tee', [script], { input: world });
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], {
      encoding: 'utf8',
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('{\n  "forma 0\n');
  });
});
