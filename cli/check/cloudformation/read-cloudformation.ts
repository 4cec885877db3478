import type { PlannedFile } from '../planned.ts';
import { buildStack } from './build-stack.ts';
import { environmentOf } from './place.ts';
import { readStacks } from './read-stacks.ts';
import { type ReadText, readTemplateFile } from './template-file.ts';

/**
 * What a template of CloudFormation or SAM, as YAML or JSON, would make: with these values of its parameters, and of
 * pseudo parameters such as `AWS::Region`; without a value both are unknown. Nested stacks are followed to files beside
 * it.
 * @param file as it is shown, and from where nested templates are found
 * @throws InvalidInputError that names file and line
 */
export const readCloudFormation = (
  file: string,
  text: string,
  parameters: ReadonlyMap<string, string>,
  readText: ReadText = readTemplateFile,
): PlannedFile => {
  const environment = environmentOf(parameters);
  const source = { path: '', file, text, environment, given: parameters, tags: {}, tagsAreKnown: false };
  return readStacks([buildStack({ ...source, exported: () => undefined }, readText)]);
};
