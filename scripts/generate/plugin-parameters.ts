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
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && ` * ${longer}`.length <= room) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return ['/**', ...lines.map((each) => ` * ${each}`), ' */'];
};
