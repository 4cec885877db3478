import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { takenByCheck } from './arguments-of-check.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

const action: Action = parse(readFileSync('action.yml', 'utf8'));
const [step] = action.runs.steps;
if (step === undefined) throw new Error('The action has no step');
const inputOf = (expression: string): string => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? expression;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'action-'));
  mkdirSync(path.join(folder, 'work'));
  mkdirSync(path.join(folder, 'action/scripts'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * Runs the step as GitHub does, with these inputs on top of their defaults; `actionPath` is where the action was
 * checked out.
 */
const runStep = (given: Readonly<Record<string, string>>, actionPath: string) => {
  const inputs = Object.fromEntries(
    Object.entries(step.env).map(([name, expression]) => {
      const input = inputOf(expression);
      return [name, given[input] ?? action.inputs[input]?.default ?? ''];
    }),
  );
  const at = (name: string): string => path.join(folder, name);
  for (const file of ['summary', 'output']) writeFileSync(at(file), '');
  const { status, stderr, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: at('work'),
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTION_PATH: actionPath,
      GITHUB_STEP_SUMMARY: at('summary'),
      GITHUB_OUTPUT: at('output'),
      ...inputs,
    },
  });
  return {
    status,
    stderr,
    stdout,
    summary: readFileSync(at('summary'), 'utf8'),
    output: readFileSync(at('output'), 'utf8'),
  };
};

/** The same with a stand-in for the command, which notes its arguments and ends as told. */
const argumentsOf = (given: Readonly<Record<string, string>>, ending = 0) => {
  const script = path.join(folder, 'action/scripts/check-from-checkout.sh');
  writeFileSync(script, `#!/bin/bash\nprintf '%s\\0' "$@" >"${folder}/arguments"\nexit ${ending}\n`);
  chmodSync(script, 0o755);
  const ran = runStep(given, path.join(folder, 'action'));
  const args = readFileSync(path.join(folder, 'arguments'), 'utf8').split('\0').slice(0, -1);
  return { ...ran, args };
};

it('is a composite action of one step that gets all its inputs by the environment', () => {
  expect(action.runs.using).toBe('composite');
  expect(action.runs.steps).toHaveLength(1);
  expect(step.shell).toBe('bash');
  expect(Object.values(step.env).map(inputOf)).toEqual(Object.keys(action.inputs));
  expect(step.run).not.toContain('${{');
});

it('tells the program which files to judge, and nothing else, without further inputs', () => {
  expect(argumentsOf({ files: 'plan.json' }).args).toEqual([
    '--unknown',
    'pass',
    '--output',
    'appflow-flow-cmk',
    '--',
    'plan.json',
  ]);
});

it('hands on every input, a line a value, as the program takes it', () => {
  const { args } = argumentsOf({
    files: 'my plan.json\n\ntemplate.yaml\n',
    parameters: 'policy.json',
    set: 'maxRotationPeriodInDays=365\nrequiredKeyTags=Owner,CostCenter\n',
    'template-parameters': 'Stage=prod\nName=a b',
    'template-parameter-file': 'parameters.json',
    unknown: 'fail',
    output: 'out',
  });
  expect(takenByCheck(args)).toEqual({
    files: ['my plan.json', 'template.yaml'],
    options: {
      parameters: 'policy.json',
      set: ['maxRotationPeriodInDays=365', 'requiredKeyTags=Owner,CostCenter'],
      parameter: ['Stage=prod', 'Name=a b'],
      parameterFile: 'parameters.json',
      unknown: 'fail',
      output: 'out',
    },
  });
});

it('runs nothing of what its inputs hold', () => {
  const hostile = '$(touch ran) `touch ran`; touch ran "';
  const { args } = argumentsOf({ files: `${hostile}\n--live`, set: hostile, output: hostile });
  expect(args).toEqual(['--unknown', 'pass', '--output', hostile, '--set', hostile, '--', hostile, '--live']);
  expect(existsSync(path.join(folder, 'work/ran'))).toBe(false);
});

it.each([0, 1, 2, 3])('ends as the program does, with %d', (ending) => {
  expect(argumentsOf({ files: 'plan.json' }, ending).status).toBe(ending);
});

it('shows no report of an earlier step where the program wrote none', () => {
  mkdirSync(path.join(folder, 'work/appflow-flow-cmk'));
  for (const name of ['check.md', 'check.sarif']) {
    writeFileSync(path.join(folder, 'work/appflow-flow-cmk', name), 'of an earlier step');
  }
  const { summary, output } = argumentsOf({ files: 'plan.json' }, 2);
  expect(summary).toBe('');
  expect(output).toBe('');
});

it('with the command that was built writes report and log, and fails where a flow does', () => {
  writeFileSync(
    path.join(folder, 'work/template.json'),
    '{"Resources":{"Orders":{"Type":"AWS::AppFlow::Flow","Properties":{"FlowName":"orders"}}}}',
  );
  const { status, stdout, summary, output } = runStep({ files: 'template.json' }, path.resolve('.'));
  expect(status).toBe(1);
  expect(stdout).toContain('NO_CMK');
  expect(summary).toContain('NO_CMK');
  expect(output).toBe('sarif=appflow-flow-cmk/check.sarif\n');
  const sarif = JSON.parse(readFileSync(path.join(folder, 'work/appflow-flow-cmk/check.sarif'), 'utf8'));
  expect(sarif.runs[0].results[0].ruleId).toBe('NO_CMK');
});
