import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { admits } from '../cloudformation/deploy.ts';
import { at, type JsonObject, objectIn } from '../cloudformation/json.ts';
import { definitionFiles, readDefinition, readText } from '../cloudformation/read-template.ts';
import { type Call, runAsReader, valuesOf } from '../docs/reader-shell.ts';
import { shownCommands } from '../docs/shown-commands.ts';

const readme = readText('README.md');
const pages = ['rule-definitions/README.md', 'docs/organization.md', 'docs/pipelines.md'] as const;

interface Deployment {
  readonly place: string;
  readonly file: string;
  readonly given: readonly (readonly [name: string, value: string])[];
}

/** An ARN for whatever asks the function's stack or Lambda for one. */
const ANSWERS = 'echo arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk';

/** What the call deploys: the template, and the parameters in the three forms that AWS takes them in. */
const deploymentsOf = (place: string, call: Call): readonly Deployment[] => {
  const [shown] = [...valuesOf(call, '--template-file'), ...valuesOf(call, '--template-body')];
  if (shown === undefined || call.args[1] === 'package') return [];
  const file = shown
    .replace('file://', '')
    .replace('dist/packaged.yaml', 'template.yaml')
    .replace('dist/packaged-hook.yaml', 'rule-definitions/hook.yaml');
  const pairs = [
    ...valuesOf(call, '--parameter-overrides').map((pair) => pair.match(/^([A-Za-z]+)=(.*)$/s)),
    ...valuesOf(call, '--parameters').map((pair) => pair.match(/^ParameterKey=([A-Za-z]+),ParameterValue=(.*)$/s)),
  ].map((match) => [match?.[1] ?? '', match?.[2] ?? ''] as const);
  const listed = valuesOf(call, '--conformance-pack-input-parameters').flatMap(
    (text) => JSON.parse(text) as { readonly ParameterName: string; readonly ParameterValue: string }[],
  );
  return [
    { place, file, given: [...pairs, ...listed.map((each) => [each.ParameterName, each.ParameterValue] as const)] },
  ];
};

const deployments = shownCommands.flatMap(({ place, commands }) =>
  runAsReader(commands, ANSWERS).calls.flatMap((call) => deploymentsOf(place, call)),
);

const parametersOf = (file: string): JsonObject => objectIn(at(readDefinition(`../${file}`), 'Parameters'));

/** Words in capitals stand for what the reader has. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
};

describe('the commands shown to the reader', () => {
  it('deploy the whole stack and every definition somewhere', () => {
    const all = ['template.yaml', ...definitionFiles.map((file) => `rule-definitions/${file}`)];
    expect([...new Set(deployments.map(({ file }) => file))].sort()).toEqual(all.sort());
  });

  it.each(deployments)('give $file what it needs, and nothing it does not know, in $place', ({ file, given }) => {
    const parameters = parametersOf(file);
    const names = given.map(([name]) => name);
    const required = Object.keys(parameters).filter((name) => objectIn(at(parameters, name))['Default'] === undefined);
    expect(names.filter((name) => !(name in parameters))).toEqual([]);
    expect(required.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(
    deployments.flatMap(({ place, file, given }) => given.map(([name, value]) => ({ place, file, name, value }))),
  )('give $file a $name that it admits, in $place', ({ file, name, value }) => {
    const definition = objectIn(at(parametersOf(file), name));
    const items = definition['Type'] === 'CommaDelimitedList' ? value.split(',') : [value];
    const texts = items.map((item) => PLACEHOLDERS[item] ?? item.replace('BUCKET', 'bucket'));
    expect(texts.filter((text) => !admits(definition, text))).toEqual([]);
  });

  it.each(
    shownCommands
      .map(({ file }) => file)
      .filter((file, position, files) => files.indexOf(file) === position)
      .filter((file) => /create-stack-(set|instances)\b/.test(readFileSync(file, 'utf8'))),
  )('tell a delegated administrator of StackSets to call as one, in %s', (file) => {
    expect(readFileSync(file, 'utf8')).toContain('`--call-as DELEGATED_ADMIN`');
  });

  it('tell a delegated administrator to deploy the StackSet as one', () => {
    for (const file of ['docs/organization.md', 'rule-definitions/README.md']) {
      expect(readFileSync(file, 'utf8')).toContain('`CallAs=DELEGATED_ADMIN`');
    }
    expect(at(readDefinition('stack-set.yaml'), 'Parameters', 'CallAs', 'AllowedValues')).toContain('DELEGATED_ADMIN');
  });
});

describe('the files of the folder', () => {
  const files = readdirSync('rule-definitions').filter((file) => /\.(yaml|json)$/.test(file));

  it.each(files)('%s is offered by the README', (file) => {
    expect(readme).toContain(`](${file})`);
  });

  it.each(definitionFiles)('%s says on top when to choose it, and when not', (file) => {
    const [top = ''] = readText(file).split(/^(?=[A-Z])/m);
    expect(top).toContain('# Choose it ');
    expect(top).toContain('# Do not choose it ');
  });

  it.each([...readme.matchAll(/\]\(([\w-]+\.(?:yaml|json))\)/g)].map(([, file]) => file))(
    '%s, which the README names, exists',
    (file) => {
      expect(files).toContain(file);
    },
  );

  it.each(
    pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\(\.\.\/(rule-definitions\/[\w.-]+)\)/g)].map(([, file]) => ({
        page,
        file,
      })),
    ),
  )('$file, which $page names, exists', ({ file }) => {
    expect(existsSync(String(file))).toBe(true);
  });
});
