import path from 'node:path';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import type { PlannedFile } from '../planned.ts';
import { buildStack } from './build-stack.ts';
import { evaluate } from './evaluate.ts';
import { artifactsIn, type StackArtifact } from './manifest.ts';
import { environmentOf } from './place.ts';
import { readStacks } from './read-stacks.ts';
import { openReading } from './relevant-conditions.ts';
import { type Stack, withNested } from './stack.ts';
import type { Output } from './template.ts';
import { readTemplateFile } from './template-file.ts';
import { together } from './together.ts';
import { literalOf } from './value.ts';

/**
 * What the stacks of a synthesized assembly (`cdk.out`) would make, those of its stages included. Stacks that import
 * from each other are read together, as one; the others each as its own.
 * @throws InvalidInputError where the folder holds no assembly, or a template cannot be read
 */
export const readAssembly = async (
  folder: string,
  parameters: ReadonlyMap<string, string>,
): Promise<readonly PlannedFile[]> => {
  const artifacts = artifactsIn(folder);
  const exports = new Map<string, Exporting[]>();
  const stacks = artifacts.map((artifact) => {
    const exported: Stack['exported'] = (name) => exporterFor(artifact, exports.get(keyOf(artifact, name)) ?? []);
    const stack = stackOf(artifact, parameters, artifacts.length > 1, exported);
    for (const { name, stack: within, output } of exportsOf(stack)) {
      const key = keyOf(artifact, name);
      exports.set(key, [...(exports.get(key) ?? []), { artifact, stack: within, output }]);
    }
    return stack;
  });
  return together(stacks).map(readStacks);
};

const stackOf = (
  artifact: StackArtifact,
  parameters: ReadonlyMap<string, string>,
  isOneOfMany: boolean,
  exported: Stack['exported'],
): Stack => {
  const { file, id, folder, account, region, stackName, tags } = artifact;
  const text = readTemplateFile(file);
  if (text === undefined) throw new InvalidInputError(`${file} cannot be read, though the manifest names it`);
  const pseudo = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::StackName': stackName };
  const given = new Map([...Object.entries(artifact.parameters), ...parameters]);
  for (const [name, value] of Object.entries(pseudo)) if (value !== undefined) given.set(name, value);
  return buildStack(
    {
      path: isOneOfMany ? `${path.join(folder, id)}/` : '',
      file,
      text,
      environment: environmentOf(given),
      given,
      tags,
      tagsAreKnown: true,
      exported,
    },
    readTemplateFile,
  );
};

interface Exporting {
  readonly artifact: StackArtifact;
  readonly stack: Stack;
  readonly output: Output;
}

/** Names of exports are unique in an account and Region. */
const keyOf = ({ account, region }: StackArtifact, name: string): string => JSON.stringify([account, region, name]);

const exportsOf = (
  outermost: Stack,
): readonly { readonly name: string; readonly stack: Stack; readonly output: Output }[] =>
  withNested(outermost).flatMap((stack) =>
    [...stack.template.outputs.values()].flatMap((output) => {
      const name = literalOf(evaluate(output.exportName, stack, openReading()));
      return name === undefined ? [] : [{ name, stack, output }];
    }),
  );

/**
 * Where stages without a place of their own export the same, that of the same stage; nothing where that does not tell
 * either.
 */
const exporterFor = ({ folder }: StackArtifact, found: readonly Exporting[]): Exporting | undefined => {
  const near = found.length > 1 ? found.filter(({ artifact }) => artifact.folder === folder) : found;
  return near.length === 1 ? near[0] : undefined;
};
