import * as v from 'valibot';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { readInputFile } from './input-file.ts';

const Value = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

/** As the API takes it; one that keeps its previous value has none that can be seen. */
const Listed = v.array(
  v.looseObject({
    ParameterKey: v.string(),
    ParameterValue: v.optional(Value),
    UsePreviousValue: v.optional(v.boolean()),
  }),
);
const ByName = v.record(v.string(), Value);

/** `--parameter name=value`, as often as wanted, on top of those in a file. Throws an InvalidInputError. */
export const readTemplateParameters = async (
  settings: readonly string[],
  file: string | undefined,
): Promise<ReadonlyMap<string, string>> => {
  const inFile = file === undefined ? [] : parametersIn(file, await readInputFile('--parameter-file', file));
  return new Map([...inFile, ...given(settings)]);
};

const given = (settings: readonly string[]): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  for (const setting of settings) {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(setting) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidInputError(`--parameter: ${quote(setting)} is not name=value, such as Stage=prod`);
    }
    if (values.has(name)) throw new InvalidInputError(`--parameter: ${quote(name)} is given twice; give it once`);
    values.set(name, value);
  }
  return values;
};

const parametersIn = (file: string, text: string): readonly (readonly [string, string])[] => {
  const refuse = (problem: string): InvalidInputError => new InvalidInputError(`--parameter-file: ${file} ${problem}`);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw refuse('is not JSON');
  }
  if (!Array.isArray(json)) {
    const byName = v.safeParse(ByName, json);
    if (byName.success && json !== null) return Object.entries(byName.output);
    throw refuse('must be a list of ParameterKey and ParameterValue, or an object of names and texts');
  }
  const listed = v.safeParse(Listed, json);
  if (!listed.success) throw refuse('must have a ParameterKey and a ParameterValue of text in every item');
  const names = listed.output.map((it) => it.ParameterKey);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw refuse(`has the parameter ${quote(repeated)} twice; give it once`);
  return listed.output.flatMap(({ ParameterKey: name, ParameterValue: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
};
