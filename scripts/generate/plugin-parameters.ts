import type { ParameterDescription } from '../../lambda/core/input/rule-parameters.ts';
import type { Lines } from './regions.ts';

/** The rule parameters as members of an interface of TypeScript. */
export const parameterMembers =
  (parameters: readonly ParameterDescription[]): Lines =>
  (room) =>
    parameters.flatMap((parameter) => [
      ...comment(`${parameter.meaning}. ${defaultOf(parameter)}`, room),
      `readonly ${parameter.name}?: ${typeOf(parameter)};`,
    ]);

const defaultOf = ({ templateDefault, defaultValue }: ParameterDescription): string =>
  templateDefault === '' ? `Default: ${defaultValue ?? 'nothing is demanded'}.` : `Default: ${templateDefault}.`;

const NUMBERS = ['90 to 2560', 'whole number from 1'];

const typeOf = ({ accepts, template }: ParameterDescription): string => {
  if (NUMBERS.includes(accepts)) return 'number';
  if (!('AllowedValues' in template)) return 'string';
  if (template.AllowedValues.join() === 'true,false') return 'boolean';
  return template.AllowedValues.map((value) => `'${value}'`).join(' | ');
};

/** A doc comment, on as many lines as it takes. */
const comment = (text: string, room: number): readonly string[] => {
  const line = `/** ${text} */`;
  if (line.length <= room) return [line];
  const lines = text.split(' ').reduce<readonly string[]>((done, word) => {
    const last = done.at(-1);
    return last !== undefined && ` * ${last} ${word}`.length <= room
      ? [...done.slice(0, -1), `${last} ${word}`]
      : [...done, word];
  }, []);
  return ['/**', ...lines.map((each) => ` * ${each}`), ' */'];
};
