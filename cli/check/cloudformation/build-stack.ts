import path from 'node:path';
import { quote } from '../../../lambda/core/model/text.ts';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import { refuseCircles } from './circles.ts';
import { parseTemplate } from './parse-template.ts';
import { publishedTemplate } from './published-template.ts';
import type { Environment, Stack } from './stack.ts';
import { type Resource, type Template, templateIn } from './template.ts';
import type { ReadText } from './template-file.ts';
import { memberOf, textOf } from './template-node.ts';
import { NESTED_STACKS } from './types.ts';

/** Nested stacks that nest stacks can grow without end. */
const MOST_NESTED_STACKS = 200;

/** The outermost stack, as a file or an assembly says what it is. */
export interface StackSource {
  readonly path: string;
  readonly file: string;
  readonly text: string;
  readonly environment: Environment;
  readonly given: ReadonlyMap<string, string>;
  readonly tags: Readonly<Record<string, string>>;
  readonly tagsAreKnown: boolean;
  readonly exported: Stack['exported'];
}

/**
 * A stack with every nested one whose template is a file at hand.
 * @throws InvalidInputError for a template that is none, a given value that is not allowed, and stacks that nest
 * themselves
 */
export const buildStack = (source: StackSource, readText: ReadText): Stack => {
  const templates = new Map<string, Template>();
  let count = 0;

  const templateOf = (file: string, text: string): Template => {
    const template = templates.get(file) ?? templateIn(parseTemplate(text, file), file);
    if (!templates.has(file)) refuseCircles(template);
    templates.set(file, template);
    return template;
  };

  const nestedOf = (parent: Stack, files: readonly string[]): ReadonlyMap<string, Stack> =>
    new Map(
      [...parent.template.resources.values()].flatMap((resource): readonly (readonly [string, Stack])[] => {
        const named = fileOf(resource, source.file, readText);
        if (named === undefined) return [];
        const file = path.join(path.dirname(parent.file), named);
        const text = templates.has(file) ? '' : readText(file);
        if (text === undefined) return [];
        if (files.includes(file)) {
          const circle = [...files.slice(files.indexOf(file)), file].join(' → ');
          throw new InvalidInputError(`${source.file} cannot be used: nested stacks go in a circle: ${circle}`);
        }
        count += 1;
        if (count > MOST_NESTED_STACKS) {
          throw new InvalidInputError(
            `${source.file} cannot be used: it has more than ${MOST_NESTED_STACKS} nested stacks`,
          );
        }
        const within = `${resource.id}/`;
        const inner = { ...parent, path: parent.path + within, shownPath: parent.shownPath + within, file };
        const template = templateOf(file, text);
        return [
          [
            resource.id,
            stackOf({ ...inner, template, given: new Map(), parent: { stack: parent, resource } }, [...files, file]),
          ],
        ];
      }),
    );

  const stackOf = (members: Omit<Stack, 'nested'>, files: readonly string[]): Stack => {
    const nested = new Map<string, Stack>();
    const stack: Stack = { ...members, nested };
    for (const [id, inner] of nestedOf(stack, files)) nested.set(id, inner);
    return stack;
  };

  const { text, ...members } = source;
  const template = templateOf(source.file, text);
  refuseValues(template, source);
  return stackOf({ ...members, template, shownPath: '', parent: undefined }, [source.file]);
};

/** The file that a nested stack names: beside the template, not where it will be put to be deployed. */
const fileOf = (
  { type, properties, node }: Resource,
  outermostFile: string,
  readText: ReadText,
): string | undefined => {
  if (!NESTED_STACKS.includes(type)) return undefined;
  // CDK names there the file that it puts into a bucket, where its command synthesizes; in a test of an app it does not.
  const asset =
    textOf(memberOf(memberOf(node, 'Metadata'), 'aws:asset:path')) ??
    publishedTemplate(memberOf(properties, 'TemplateURL'), outermostFile, readText);
  const named = asset ?? textOf(memberOf(properties, 'TemplateURL')) ?? textOf(memberOf(properties, 'Location'));
  return named === undefined || named === '' || /^[a-z0-9]+:/i.test(named) || path.isAbsolute(named)
    ? undefined
    : named;
};

const refuseValues = ({ parameters }: Template, { given, file }: StackSource): void => {
  for (const { name, allowed, type } of parameters.values()) {
    const value = given.get(name);
    if (value === undefined) continue;
    if (type === 'Number' && !/^-?\d+(?:\.\d+)?$/.test(value)) {
      throw new InvalidInputError(`--parameter ${name}=${value}: ${file} wants a number`);
    }
    if (allowed !== undefined && !allowed.includes(value)) {
      throw new InvalidInputError(
        `--parameter ${name}: ${quote(value)} must be one of ${allowed.join(', ')} in ${file}`,
      );
    }
  }
};
