import path from 'node:path';
import * as v from 'valibot';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import { readTemplateFile } from './template-file.ts';

/** No more of a manifest than is read. https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html */
const Manifest = v.object({
  artifacts: v.optional(
    v.record(
      v.string(),
      v.object({
        type: v.string(),
        environment: v.optional(v.string()),
        properties: v.optional(
          v.object({
            templateFile: v.optional(v.string()),
            directoryName: v.optional(v.string()),
            stackName: v.optional(v.string()),
            parameters: v.optional(v.record(v.string(), v.string())),
            tags: v.optional(v.record(v.string(), v.string())),
          }),
        ),
      }),
    ),
    {},
  ),
});

export interface StackArtifact {
  readonly id: string;
  /** Of the manifest that names it, within the assembly. */
  readonly folder: string;
  readonly file: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Stages that hold stages stay below this. */
const MOST_LEVELS = 20;

/**
 * The stacks that the manifest of an assembly names, those of assemblies within it included.
 * @param within where in the folder the manifest is
 * @throws InvalidInputError where it cannot be read, or leads out of the folder
 */
export const artifactsIn = (folder: string, within = '', level = 0): readonly StackArtifact[] => {
  const file = path.join(folder, within, 'manifest.json');
  const manifest = v.safeParse(Manifest, jsonIn(file));
  if (!manifest.success) throw new InvalidInputError(`${file} cannot be used: it is not the manifest of an assembly`);
  if (level > MOST_LEVELS) throw new InvalidInputError(`${file} cannot be used: its assemblies are nested too deeply`);
  const inside = (name: string): string => {
    const found = path.join(within, name);
    if (path.isAbsolute(name) || found.startsWith('..')) {
      throw new InvalidInputError(`${file} cannot be used: ${name} is not inside of the assembly`);
    }
    return found;
  };
  return Object.entries(manifest.output.artifacts).flatMap(([id, { type, environment, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName !== undefined) {
      return artifactsIn(folder, inside(properties.directoryName), level + 1);
    }
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const [account, region] = placeOf(environment);
    const template = path.join(folder, inside(properties.templateFile));
    const { stackName = id, parameters = {}, tags = {} } = properties;
    return [{ id, folder: within, file: template, account, region, stackName, parameters, tags }];
  });
};

const jsonIn = (file: string): unknown => {
  const text = readTemplateFile(file);
  if (text === undefined)
    throw new InvalidInputError(`${file} cannot be read: name the folder of an assembly, such as cdk.out`);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError(`${file} cannot be used: it is not JSON`);
  }
};

/**
 * `aws://111122223333/eu-west-1`; what is not decided before deployment is called `unknown-account` and
 * `unknown-region`.
 */
const placeOf = (environment = ''): readonly [string | undefined, string | undefined] => {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  return [known(account), known(region)];
};

const known = (text: string): string | undefined => (text === '' || text.startsWith('unknown-') ? undefined : text);
