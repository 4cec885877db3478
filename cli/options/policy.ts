import {
  InvalidParametersError,
  parseRuleParameters,
  type RuleParameters,
} from '../../lambda/core/input/rule-parameters.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { readInputFile } from './input-file.ts';

/** Rule parameters by name, as they were written. */
export type ParameterTexts = Readonly<Record<string, string>>;

/** `--set name=value`, as often as wanted; a name that is set twice is an InvalidInputError. */
export const parseSettings = (settings: readonly string[]): ParameterTexts => {
  const texts: Record<string, string> = {};
  for (const setting of settings) {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(setting) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidInputError(`--set: ${quote(setting)} is not parameter=value, such as maxFlowsPerKey=5`);
    }
    if (Object.hasOwn(texts, name)) throw new InvalidInputError(`--set: ${quote(name)} is set twice; set it once`);
    texts[name] = value;
  }
  return texts;
};

/** The JSON of InputParameters in a file, as AWS Config keeps it. Throws an InvalidInputError that names the file. */
export const readParametersFile = async (file: string): Promise<ParameterTexts> =>
  parameterTexts(`--parameters: ${file}`, await readInputFile('--parameters', file));

/** The texts in a JSON of InputParameters; `source` names it. Throws an InvalidInputError with everything that is wrong with it. */
export const parameterTexts = (source: string, text: string): ParameterTexts => {
  parametersIn(source, text);
  const json = text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
};

/** What these texts demand. Throws an InvalidInputError that lists every problem. */
export const demandsOf = (source: string, texts: ParameterTexts): RuleParameters =>
  parametersIn(source, JSON.stringify(texts));

const parametersIn = (source: string, text: string): RuleParameters => {
  try {
    return parseRuleParameters(text);
  } catch (error) {
    if (!(error instanceof InvalidParametersError)) throw error;
    throw new InvalidInputError(`${source}: ${error.problems.join('; ')}`);
  }
};
