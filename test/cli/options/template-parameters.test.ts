import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTemplateParameters } from '../../../cli/options/template-parameters.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parameters-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (text: string, settings: readonly string[] = []) => {
  const file = path.join(folder, 'parameters.json');
  await writeFile(file, text);
  return Object.fromEntries(await readTemplateParameters(settings, file));
};

it('are given one by one, and may hold an equals sign, a comma or nothing', async () => {
  const given = await readTemplateParameters(['Stage=prod', 'Filter=a=b,c', 'Empty='], undefined);
  expect(Object.fromEntries(given)).toEqual({ Stage: 'prod', Filter: 'a=b,c', Empty: '' });
});

it('are given as a list, as the API takes it', async () => {
  const list = [
    { ParameterKey: 'Stage', ParameterValue: 'prod' },
    { ParameterKey: 'Days', ParameterValue: 30 },
    { ParameterKey: 'KeyArn', UsePreviousValue: true },
  ];
  expect(await read(JSON.stringify(list))).toEqual({ Stage: 'prod', Days: '30' });
});

it('are given as an object', async () => {
  expect(await read('{"Stage":"prod","Days":30,"On":true}')).toEqual({ Stage: 'prod', Days: '30', On: 'true' });
});

it('given one by one go above those of a file', async () => {
  expect(await read('{"Stage":"prod","Days":30}', ['Stage=dev'])).toEqual({ Stage: 'dev', Days: '30' });
});

it('a parameter of a name that objects have is one like any other', async () => {
  const given = await readTemplateParameters(['__proto__=x', 'constructor=y'], undefined);
  expect([...given]).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});

it.each([
  ['Stage', '--parameter: "Stage" is not name=value, such as Stage=prod'],
  ['=prod', '--parameter: "=prod" is not name=value, such as Stage=prod'],
])('%s is refused', async (setting, message) => {
  await expect(readTemplateParameters([setting], undefined)).rejects.toMatchObject({
    name: 'InvalidInputError',
    message,
  });
});

it('one that is given twice is refused', async () => {
  await expect(readTemplateParameters(['A=1', 'A=2'], undefined)).rejects.toThrow(
    '--parameter: "A" is given twice; give it once',
  );
});

it.each([
  ['{', 'is not JSON'],
  ['null', 'must be a list of ParameterKey and ParameterValue, or an object of names and texts'],
  ['"Stage=prod"', 'must be a list of ParameterKey and ParameterValue, or an object of names and texts'],
  ['{"Stage":{"a":1}}', 'must be a list of ParameterKey and ParameterValue, or an object of names and texts'],
  ['["Stage=prod"]', 'must have a ParameterKey and a ParameterValue of text in every item'],
  [
    '[{"ParameterKey":"A","ParameterValue":"1"},{"ParameterKey":"A","ParameterValue":"2"}]',
    'has the parameter "A" twice; give it once',
  ],
])('a file with %s is refused', async (text, problem) => {
  await expect(read(text)).rejects.toMatchObject({
    name: 'InvalidInputError',
    message: `--parameter-file: ${path.join(folder, 'parameters.json')} ${problem}`,
  });
});

it('a file that is not there is named', async () => {
  await expect(readTemplateParameters([], path.join(folder, 'none.json'))).rejects.toThrow(
    `--parameter-file: ${path.join(folder, 'none.json')} cannot be read: there is no such file or folder; check the path`,
  );
});
