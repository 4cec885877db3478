import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { mustBePolicy, takenByCheck } from '../pipeline/arguments-of-check.ts';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

const guide = readFileSync('docs/check.md', 'utf8');
const blocksOf = (language: string): readonly string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map(([, block = '']) => block);
const [workflow, job, config] = blocksOf('yaml').map((block) => parse(block));
const action = parse(readFileSync('action.yml', 'utf8'));
const ownSteps: readonly Step[] = parse(readFileSync('.github/workflows/ci.yml', 'utf8')).jobs.check.steps;
const steps: readonly Step[] = workflow.jobs.check.steps;

describe('the guide of check', () => {
  it.each(blocksOf('sh').flatMap((block) => block.split('\n').filter((line) => line.startsWith('npm run'))))(
    'shows a command that the program takes: %s',
    (line) => {
      const [, args = ''] = /^npm run --silent cmk -- check (.*)$/.exec(line) ?? [];
      const { files, options } = takenByCheck(args.split(' '));
      expect(files).toHaveLength(1);
      expect(() => mustBePolicy(options['set'] as readonly string[])).not.toThrow();
    },
  );

  it('pins every action by its commit, those of the own pipeline by the same one', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !uses.startsWith('OWNER/'));
    expect(used).toHaveLength(4);
    for (const uses of used) expect(uses).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
    const own = ownSteps.flatMap(({ uses }) => uses ?? []);
    expect(own).toEqual(expect.arrayContaining(used.filter((uses) => uses.startsWith('actions/'))));
  });

  it('gives the action inputs that it has, all that it demands, and a policy that the rule takes', () => {
    const given = steps.find(({ uses }) => uses?.startsWith('OWNER/'))?.with ?? {};
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(given['files']).toBe('plan.json\ntemplate.yaml\n');
    expect(['fail', 'pass']).toContain(given['unknown']);
    expect(() => mustBePolicy((given['set'] ?? '').trim().split('\n'))).not.toThrow();
  });

  it('uploads what the action says it wrote', () => {
    const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@'));
    expect(upload?.with?.['sarif_file']).toMatch(/^\$\{\{ steps\.flows\.outputs\.sarif \}\}$/);
    expect(Object.keys(action.outputs)).toEqual(['sarif']);
    expect(workflow.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  });

  it('shows a job of GitLab whose command the program takes, and whose report is where it writes it', () => {
    const [line] = job['appflow-flows'].script;
    const [, args = ''] = /^npx --yes --package "\$APPFLOW_FLOW_CMK" -- appflow-flow-cmk check (.*)$/.exec(line) ?? [];
    const { options } = takenByCheck(args.split(' '));
    expect(options).toMatchObject({ format: 'table,junit', output: 'out', unknown: 'fail' });
    expect(job['appflow-flows'].artifacts.reports.junit).toBe('out/check.junit.xml');
  });

  it('shows a hook that there is, with arguments that the program takes before the files', () => {
    const [{ hooks }] = config.repos;
    expect(hooks[0].id).toBe(parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))[0].id);
    expect(takenByCheck([...hooks[0].args, 'template.yaml', 'flows.template.json'])).toMatchObject({
      files: ['template.yaml', 'flows.template.json'],
      options: { set: ['maxRotationPeriodInDays=365'], parameterFile: 'parameters.json' },
    });
  });
});
