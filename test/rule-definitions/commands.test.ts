import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { admits } from './evaluate-template.ts';
import { at, definitionFiles, objectIn, readDefinition, readText } from './read-definition.ts';

const readme = readText('README.md');
const pages = ['rule-definitions/README.md', 'docs/organization.md', 'docs/pipelines.md'] as const;

interface Command {
  readonly place: string;
  readonly file: string;
  readonly given: readonly (readonly [name: string, value: string])[];
}

/** The deployments that a text shows, continued lines joined; a comment's marks are dropped. */
const commandsIn = (place: string, text: string): readonly Command[] => {
  const joined = text.replaceAll(/^# ?/gm, '').replaceAll(/\\\n\s*/g, '');
  return joined.split('\n').flatMap((line) => {
    const file = line.match(/--template-(?:file |body file:\/\/)rule-definitions\/([\w-]+\.yaml)/)?.[1];
    if (file === undefined) return [];
    const overrides = line.split(' --parameter-overrides')[1] ?? '';
    const pairs = [
      ...overrides.matchAll(/ ([A-Za-z]+)=((?:\$\([^)]*\)|\S)+)/g),
      ...line.matchAll(/ParameterKey=([A-Za-z]+),ParameterValue=(\S+)/g),
      ...line.matchAll(/"ParameterName":"([A-Za-z]+)","ParameterValue":"([^"]+)"/g),
    ];
    return [{ place, file, given: pairs.map(([, name = '', value = '']) => [name, value] as const) }];
  });
};

const commands = [
  ...pages.flatMap((page) => commandsIn(page, readFileSync(page, 'utf8'))),
  ...definitionFiles.flatMap((file) => commandsIn(`rule-definitions/${file}`, readText(file))),
];

/** Words in capitals stand for what the reader has. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
  FUNCTION_ROLE_ARN: 'arn:aws:iam::111122223333:role/appflow-flow-cmk',
};

describe('the commands shown to the reader', () => {
  it('deploy every definition somewhere', () => {
    expect([...new Set(commands.map(({ file }) => file))].sort()).toEqual([...definitionFiles].sort());
  });

  it.each(commands)('give $file what it needs, and nothing it does not know, in $place', ({ file, given }) => {
    const parameters = objectIn(at(readDefinition(file), 'Parameters'));
    const names = given.map(([name]) => name);
    const required = Object.keys(parameters).filter((name) => objectIn(at(parameters, name))['Default'] === undefined);
    expect(names.filter((name) => !(name in parameters))).toEqual([]);
    expect(required.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(
    commands
      .flatMap(({ place, file, given }) => given.map(([name, value]) => ({ place, file, name, value })))
      .filter(({ value }) => !value.startsWith('$(')),
  )('give $file a $name that it admits, in $place', ({ file, name, value }) => {
    const definition = objectIn(at(readDefinition(file), 'Parameters', name));
    const items = definition['Type'] === 'CommaDelimitedList' ? value.split(',') : [value];
    const texts = items.map(
      (item) => PLACEHOLDERS[item] ?? item.replace('FUNCTION-ROLE', 'f').replace('BUCKET', 'bucket'),
    );
    expect(texts.filter((text) => !admits(definition, text))).toEqual([]);
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

describe('function-policy.json', () => {
  it('allows what the rule always needs, and no more', () => {
    const policy = JSON.parse(readText('function-policy.json')) as {
      readonly Statement: readonly { readonly Action: string | readonly string[] }[];
    };
    expect(policy.Statement.flatMap(({ Action: action }) => action).sort()).toEqual([
      'appflow:DescribeFlow',
      'appflow:ListFlows',
      'config:GetComplianceDetailsByConfigRule',
      'config:ListDiscoveredResources',
      'config:PutEvaluations',
      'kms:DescribeKey',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListAliases',
      'kms:ListKeyRotations',
      'kms:ListResourceTags',
    ]);
  });
});
