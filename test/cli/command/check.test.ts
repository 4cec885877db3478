import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckReport } from '../../../cli/check/check.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { run } from './run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'check-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
};
const relative = (file: string): string => path.relative('', file);

const EXISTING = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d';
const world: WorldInput = {
  account: '111122223333',
  region: 'eu-west-1',
  keys: [{ Arn: EXISTING, Tags: { Owner: 'data' }, Aliases: ['alias/existing'] }],
};

/** A template of one flow and its key. */
const templateOf = ({ key = '!GetAtt Lake.Arn', rotates = 'true' } = {}): string => `Parameters:
  Stage: { Type: String, Default: dev }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Lake:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: ${rotates}
      Tags: [{ Key: Owner, Value: data }]
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: orders
      KMSArn: ${key}
`;
const check = async (template: string, ...args: readonly string[]) =>
  run(world, ['check', await write('template.yaml', template), ...args]);
const reportOf = (stdout: string): CheckReport => JSON.parse(stdout);

describe('check', () => {
  it('ends with 0 where every flow passes, and asks nobody', async () => {
    const { exitCode, stdout, stderr, callsOf } = await check(templateOf(), '--format', 'json');
    expect([exitCode, stderr, callsOf('sts:GetCallerIdentity')]).toEqual([0, '', 0]);
    expect(reportOf(stdout)).toEqual({
      format: 'appflow-flow-cmk/check/1',
      complete: true,
      parameters: {},
      flows: [
        {
          file: relative(path.join(folder, 'template.yaml')),
          line: 11,
          resource: 'Orders',
          flow: 'orders',
          answer: 'pass',
          because: 'Customer managed key Lake is enabled, rotates every 365 days and is tagged.',
          reasons: [],
          unknown: [],
        },
      ],
      notes: expect.any(Array),
    });
  });

  it('ends with 1 where one fails', async () => {
    const { exitCode, stdout } = await check(templateOf({ rotates: 'false' }));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('ROTATION_OFF');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 flow in 1 file: 1 failed, 0 unknown, 0 passed');
  });

  it('demands what the policy demands', async () => {
    const { exitCode, stdout } = await check(templateOf(), '--set', 'maxRotationPeriodInDays=180', '--format', 'json');
    expect(exitCode).toBe(1);
    expect(reportOf(stdout).parameters).toEqual({ maxRotationPeriodInDays: '180' });
    expect(reportOf(stdout).flows[0]?.reasons).toEqual([
      {
        code: 'ROTATION_TOO_SLOW',
        severity: 'MEDIUM',
        problem: 'key Lake rotates every 365 days, at most 180 days are allowed',
        remedy: 'Shorten the period with kms:EnableKeyRotation and RotationPeriodInDays',
      },
    ]);
  });

  it('tries every combination of conditions, and says under which one a flow fails', async () => {
    const template = templateOf({ rotates: '!If [IsProd, true, false]' });
    const { exitCode, stdout } = await check(template, '--format', 'json');
    expect(exitCode).toBe(1);
    expect(reportOf(stdout).flows[0]?.reasons[0]?.problem).toBe(
      'automatic rotation is off for key Lake (where IsProd is false)',
    );
    expect((await check(template, '--parameter', 'Stage=prod')).exitCode).toBe(0);
  });

  it('takes parameters from a file, and those of the command line above it', async () => {
    const template = templateOf({ rotates: '!If [IsProd, true, false]' });
    const file = await write('parameters.json', '[{"ParameterKey":"Stage","ParameterValue":"prod"}]');
    expect((await check(template, '--parameter-file', file)).exitCode).toBe(0);
    expect((await check(template, '--parameter-file', file, '--parameter', 'Stage=dev')).exitCode).toBe(1);
  });

  it('tells what is unknown, which fails only where that is asked for', async () => {
    const template = templateOf({ key: EXISTING });
    const told = await check(template);
    expect(told.exitCode).toBe(0);
    expect(told.stdout).toContain('unknown');
    expect((await check(template, '--unknown', 'fail')).exitCode).toBe(1);
  });

  it('writes every format to a folder, and the table to standard output', async () => {
    const out = path.join(folder, 'out');
    const { exitCode, stdout, stderr } = await check(templateOf({ rotates: 'false' }), '--output', out);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('ROTATION_OFF');
    expect((await readdir(out)).sort()).toEqual(['check.json', 'check.junit.xml', 'check.md', 'check.sarif']);
    expect(stderr.trimEnd().split('\n').sort()).toEqual(
      ['check.json', 'check.junit.xml', 'check.md', 'check.sarif'].map((name) => path.join(out, name)),
    );
    expect(await readFile(path.join(out, 'check.sarif'), 'utf8')).toContain('"ruleId": "ROTATION_OFF"');
  });

  it('judges several files at once', async () => {
    const other = await write('other.yaml', templateOf({ rotates: 'false' }));
    const { exitCode, stdout } = await check(templateOf(), other, '--format', 'json');
    expect(exitCode).toBe(1);
    expect(reportOf(stdout).flows.map(({ file, answer }) => [path.basename(file), answer])).toEqual([
      ['template.yaml', 'pass'],
      ['other.yaml', 'fail'],
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['a file that is not there', ['none.yaml'], 'none.yaml cannot be read: there is no such file or folder'],
    ['an unknown parameter of the policy', ['--set', 'novelty=1'], '--set: '],
    ['a format that does not exist', ['--format', 'html'], '--format: "html" is not a format'],
    [
      'several formats without a folder',
      ['--format', 'json,sarif'],
      '--format: for several formats, name with --output',
    ],
    ['a Region without --live', ['--region', 'eu-west-1'], '--region: goes with --live only'],
    ['a profile without --live', ['--profile', 'prod'], '--profile: goes with --live only; add it'],
    ['a parameter without a value', ['--parameter', 'Stage'], '--parameter: "Stage" is not name=value'],
    ['what unknown cannot mean', ['--unknown', 'maybe'], "option '--unknown <what>' argument 'maybe' is invalid"],
  ])('ends with 2 and one line for %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await check(templateOf(), ...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 2 where no file is named', async () => {
    const { exitCode, stderr } = await run(world, ['check']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe("missing required argument 'file'; --help shows what is allowed\n");
  });
});

describe('check --live', () => {
  const live = ['--live', '--format', 'json'];

  it('asks KMS about a key that exists', async () => {
    const { exitCode, stdout, callsOf } = await check(templateOf({ key: EXISTING }), ...live);
    expect(exitCode).toBe(0);
    expect(reportOf(stdout).flows[0]).toMatchObject({
      answer: 'pass',
      because: 'Customer managed key 0a1b2c3d is enabled, rotates every 365 days and is tagged.',
    });
    expect(callsOf('kms:DescribeKey')).toBe(1);
    expect(reportOf(stdout).notes).toContain(
      'A template is taken to be deployed to account 111122223333 and Region eu-west-1, where nothing says otherwise.',
    );
  });

  it('takes the caller to deploy, where the template names its own place', async () => {
    const [partition, region, account] = ['Partition', 'Region', 'AccountId'].map((name) => `\${AWS::${name}}`);
    const key = `!Sub 'arn:${partition}:kms:${region}:${account}:alias/existing'`;
    const { stdout } = await check(templateOf({ key }), ...live);
    expect(reportOf(stdout).flows[0]?.answer).toBe('pass');
  });

  it('fails for a key that does not exist', async () => {
    const { exitCode, stdout } = await check(templateOf({ key: `${EXISTING}-gone` }), ...live);
    expect(exitCode).toBe(1);
    expect(reportOf(stdout).flows[0]?.reasons[0]?.code).toBe('KEY_NOT_FOUND');
  });

  it('what KMS refuses stays unknown', async () => {
    const file = await write('template.yaml', templateOf({ key: EXISTING }));
    const denied = { ...world, denials: [{ action: 'kms:GetKeyPolicy' }] };
    const { exitCode, stdout } = await run(denied, ['check', file, ...live]);
    expect(exitCode).toBe(0);
    expect(reportOf(stdout)).toMatchObject({
      complete: true,
      flows: [
        {
          answer: 'unknown',
          reasons: [],
          unknown: [{ what: 'the policy of key 0a1b2c3d', because: 'kms:GetKeyPolicy is denied' }],
        },
      ],
    });
  });

  it('what stays unanswered ends with 3, though a flow fails', async () => {
    const file = await write('template.yaml', templateOf({ key: EXISTING }));
    const other = await write('other.yaml', templateOf({ rotates: 'false' }));
    const failing = { ...world, faults: [{ operation: 'DescribeKey', fault: 'ThrottlingException' }] };
    const { exitCode, stdout } = await run(failing, ['check', file, other, ...live], { AWS_MAX_ATTEMPTS: '2' });
    expect(exitCode).toBe(3);
    const { complete, flows, notes } = reportOf(stdout);
    expect([complete, flows.map(({ answer }) => answer)]).toEqual([false, ['unknown', 'fail']]);
    expect(notes.at(-1)).toMatch(/^AWS gave no answer: kms:DescribeKey failed for /);
  });

  it('without credentials ends with 2', async () => {
    const file = await write('template.yaml', templateOf());
    const without = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const { exitCode, stderr } = await run(world, ['check', file, '--live'], without);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There are no AWS credentials');
  });
});
