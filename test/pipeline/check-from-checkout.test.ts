import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly require_serial: boolean;
}

const hooks: readonly Hook[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  for (const inner of ['bin', 'checkout/scripts', 'work']) mkdirSync(path.join(folder, inner), { recursive: true });
  copyFileSync('scripts/check-from-checkout.sh', path.join(folder, 'checkout/scripts/check-from-checkout.sh'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Notes how it was called, and where. */
const standIn = (name: string, body: string): void => {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/bash\necho "$PWD: ${name} $*" >>"${folder}/calls"\n${body}\n`);
  chmodSync(file, 0o755);
};

const run = (args: readonly string[]) => {
  writeFileSync(path.join(folder, 'calls'), '');
  const script = path.join(folder, 'checkout/scripts/check-from-checkout.sh');
  const { status, stdout } = spawnSync('bash', [script, ...args], {
    cwd: path.join(folder, 'work'),
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:/usr/bin:/bin` },
  });
  const calls = readFileSync(path.join(folder, 'calls'), 'utf8').replaceAll(folder, '').trimEnd().split('\n');
  return { status, stdout, calls };
};

const INSTALL = '/checkout: npm ci --include=dev --ignore-scripts --no-audit --no-fund';
const BUILD = '/checkout: node build.mjs';
const CHECK = '/work: node /checkout/dist/cli/index.mjs check --unknown fail template.yaml';

describe('the script of action and hook', () => {
  it('builds the command where there is none, keeps that out of the output, and runs it where it was called', () => {
    standIn('npm', 'echo installed');
    standIn('node', 'echo "of node"; [[ "$1" == build.mjs ]] || exit 1');
    const { status, stdout, calls } = run(['--unknown', 'fail', 'template.yaml']);
    expect(calls).toEqual([INSTALL, BUILD, CHECK]);
    expect(stdout).toBe('of node\n');
    expect(status).toBe(1);
  });

  it('builds nothing where the command is there', () => {
    mkdirSync(path.join(folder, 'checkout/dist/cli'), { recursive: true });
    writeFileSync(path.join(folder, 'checkout/dist/cli/index.mjs'), '');
    standIn('npm', 'exit 1');
    standIn('node', 'exit 0');
    const { status, calls } = run(['--unknown', 'fail', 'template.yaml']);
    expect(calls).toEqual([CHECK]);
    expect(status).toBe(0);
  });

  it('judges nothing where the command cannot be built', () => {
    standIn('npm', 'exit 7');
    standIn('node', 'exit 0');
    const { status, calls } = run(['template.yaml']);
    expect(calls).toEqual([INSTALL]);
    expect(status).toBe(7);
  });
});

describe('the pre-commit hook', () => {
  const [hook] = hooks;

  it('is one, runs that script, and gives it all files at once', () => {
    expect(hooks).toHaveLength(1);
    expect(hook).toMatchObject({
      id: 'appflow-flow-cmk',
      entry: 'scripts/check-from-checkout.sh',
      language: 'script',
      require_serial: true,
    });
  });

  it.each([
    { file: 'template.yaml', isChecked: true },
    { file: 'infra/template.yml', isChecked: true },
    { file: 'infra/flows.template.json', isChecked: true },
    { file: 'template.yaml.md', isChecked: false },
    { file: 'email-template.yaml', isChecked: false },
    { file: 'package.json', isChecked: false },
  ])('takes $file for a template: $isChecked', ({ file, isChecked }) => {
    expect(new RegExp(hook?.files ?? '').test(file)).toBe(isChecked);
  });
});
