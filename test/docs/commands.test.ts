import { existsSync, readFileSync } from 'node:fs';
import { programOf } from '../../cli/program.ts';
import { parseArguments } from '../../local-aws/arguments.ts';
import { type Call, runAsReader } from './reader-shell.ts';
import { shownCommands } from './shown-commands.ts';

const scripts = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }
).scripts;

const runs = shownCommands.map(({ place, file, commands }) => ({ place, file, commands, run: runAsReader(commands) }));
const calls = runs.flatMap(({ place, run }) => run.calls.map((call) => ({ place, call, shown: shownAs(call) })));

function shownAs({ program, args }: Call): string {
  return [program, ...args.slice(0, 3)].join(' ');
}

describe('the commands that the documents show', () => {
  it.each(runs)('are whole: a shell runs them as they stand ($place)', ({ run }) => {
    expect(run.complaints).toBe('');
    expect(run.exitCode).toBe(0);
    expect(run.calls).not.toEqual([]);
  });

  it.each(calls.filter(({ call }) => call.program === 'npm' && call.args[0] === 'run'))(
    'name a script of package.json: $shown ($place)',
    ({ call }) => {
      expect(Object.keys(scripts)).toContain(call.args.slice(1).find((argument) => !argument.startsWith('-')));
    },
  );

  it.each(calls.filter(({ call }) => call.program === 'npm' && call.args[0] === 'start'))(
    'give npm start options that it has: $shown ($place)',
    ({ call }) => {
      expect(() => parseArguments(call.args.slice(2))).not.toThrow();
    },
  );

  it.each(calls.filter(({ call }) => call.program === 'appflow-flow-cmk'))(
    'give the command options that it has: $shown ($place)',
    async ({ call }) => {
      const { out, err } = { out: process.stdout, err: process.stderr };
      const program = programOf({ out, err, page: new URL('file:///nowhere/') }, async () => {});
      await expect(program.parseAsync([...call.args], { from: 'user' })).resolves.toBeDefined();
    },
  );

  it.each(
    calls.flatMap(({ place, call }) =>
      call.args.flatMap((argument, position) => {
        const file =
          argument.match(/^fileb?:\/\/(.+)$/)?.[1] ?? (call.args[position - 1] === '--template-file' ? argument : '');
        return file === '' || file.startsWith('dist/') ? [] : [{ place, file }];
      }),
    ),
  )('read a file that exists: $file ($place)', ({ file }) => {
    expect(existsSync(file)).toBe(true);
  });

  it.each(runs.filter(({ file }) => /^docs\/(organization|pipelines)\.md$/.test(file)))(
    'build no ARN for one partition of AWS alone ($place)',
    ({ commands }) => {
      expect(commands).not.toContain('arn:aws:');
    },
  );
});
