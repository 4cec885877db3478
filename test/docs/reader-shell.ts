import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** What a reader's commands call that would install something, reach AWS, or wait. */
const PROGRAMS = ['aws', 'npm', 'sam', 'terraform', 'jq', 'zip', 'sleep', 'appflow-flow-cmk', '.ci/run'];

/** Notes how it was called, each argument and each call ended by a byte that no argument holds, then answers. */
const STAND_IN = `#!/bin/bash
{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\036'; } >>"$CALLS"
. "$ANSWERS"
`;

export interface Call {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Run {
  /** Each call of a program that a stand-in answered, in order. */
  readonly calls: readonly Call[];
  readonly exitCode: number | null;
  /** What the shell itself complained of: a word that it took for a command, a quote that does not end. */
  readonly complaints: string;
}

/**
 * Runs commands as a reader would paste them at the root of the repository, in a copy of it where programs that reach AWS are
 * stand-ins.
 * @param answers bash that each stand-in runs: it prints the answer to its call ("$*") and may exit with an error
 */
export const runAsReader = (commands: string, answers = ''): Run => {
  const folder = mkdtempSync(path.join(tmpdir(), 'reader-'));
  try {
    for (const inner of ['bin', '.ci', 'dist/lambda']) mkdirSync(path.join(folder, inner), { recursive: true });
    for (const file of ['rule-definitions', 'template.yaml', 'package.json']) {
      symlinkSync(path.join(ROOT, file), path.join(folder, file));
    }
    for (const program of PROGRAMS) {
      const file = path.join(folder, program.includes('/') ? '.' : 'bin', program);
      writeFileSync(file, STAND_IN);
      chmodSync(file, 0o755);
    }
    writeFileSync(path.join(folder, 'answers'), answers);
    writeFileSync(path.join(folder, 'calls'), '');
    const { status, stderr } = spawnSync('bash', ['--norc', '-eu', '-o', 'pipefail', '-c', commands], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: {
        PATH: `${folder}/bin:/usr/bin:/bin`,
        CALLS: path.join(folder, 'calls'),
        ANSWERS: path.join(folder, 'answers'),
      },
    });
    return { calls: callsIn(readFileSync(path.join(folder, 'calls'), 'utf8')), exitCode: status, complaints: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const callsIn = (text: string): readonly Call[] =>
  text
    .split('\x1e')
    .slice(0, -1)
    .map((call) => {
      const [program = '', ...args] = call.split('\0').slice(0, -1);
      return { program, args };
    });

/** The values after an option, up to the next one: `--parameter-overrides A=1 B=2 --x` has two. */
export const valuesOf = ({ args }: Call, option: string): readonly string[] => {
  const from = args.indexOf(option);
  if (from === -1) return [];
  const rest = args.slice(from + 1);
  const end = rest.findIndex((argument) => argument.startsWith('--'));
  return end === -1 ? rest : rest.slice(0, end);
};
