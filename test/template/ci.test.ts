import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import manifest from '../../package.json';
import { at, isObject, type Json, listIn, objectIn } from '../cloudformation/json.ts';

const run = readFileSync('.ci/run', 'utf8');
const workflow = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as Json;
const steps = listIn(at(workflow, 'jobs', 'check', 'steps')).filter(isObject);

const requirements = [
  ...readdirSync('.ci')
    .filter((file) => file.startsWith('requirements'))
    .map((file) => `.ci/${file}`),
  'test/notifications/requirements.txt',
  'test/remediation/requirements.txt',
];

describe('.ci/run', () => {
  it.each(manifest.scripts.check.split(' && '))('does what npm run check does: %s', (command) => {
    const [, script] = /^npm (?:run )?(\w+)$/.exec(command) ?? [];
    expect(run).toMatch(
      script === 'test' ? /^(?:SCENARIO_WIRE_LOG=\S+ )?npm test$/m : new RegExp(`^npm run --silent ${script}$`, 'm'),
    );
  });

  it.each(requirements)('installs what %s pins to one version each', (file) => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(run).toContain(file);
    expect(lines.filter((line) => !/^[\w.-]+==\d[\w.+-]*$/.test(line))).toEqual([]);
  });
});

describe('the workflow', () => {
  it('runs .ci/run and nothing of its own', () => {
    expect(steps.flatMap(({ run: command }) => command ?? [])).toEqual(['.ci/run']);
  });

  it('may read the repository and do nothing else', () => {
    expect(objectIn(workflow)['permissions']).toEqual({ contents: 'read' });
    expect(Object.keys(objectIn(at(workflow, 'jobs', 'check')))).not.toContain('permissions');
  });

  it('pins every action to a commit', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []).map(String);
    expect(actions).toHaveLength(3);
    expect(actions.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });
});
