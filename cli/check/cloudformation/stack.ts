import type { Output, Resource, Template } from './template.ts';
import type { TemplateNode } from './template-node.ts';

/** Where a stack will be made, as far as its parameters or its assembly say. */
export interface Environment {
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly partition: string | undefined;
  readonly suffix: string | undefined;
  readonly stackName: string | undefined;
  readonly stackId: string | undefined;
}

/** One stack of those that are read together: a template that stands there once more is another stack. */
export interface Stack {
  /** Begins the ids of its resources: empty, or names of stacks, each with a slash. */
  readonly path: string;
  /** Begins the names under which its resources are told: the path without the name of the outermost stack. */
  readonly shownPath: string;
  readonly file: string;
  readonly template: Template;
  readonly environment: Environment;
  /** Values of parameters, as text; of a nested stack none, since its parent gives them. */
  readonly given: ReadonlyMap<string, string>;
  /** The stack that makes it, and its resource there. */
  readonly parent: { readonly stack: Stack; readonly resource: Resource } | undefined;
  /** By logical id; a nested stack whose template is not at hand is not there. */
  readonly nested: ReadonlyMap<string, Stack>;
  /** Tags that are put on the stack, which CloudFormation hands on to its resources. */
  readonly tags: Readonly<Record<string, string>>;
  /** An assembly tells them; whoever deploys a template alone may put any. */
  readonly tagsAreKnown: boolean;
  /** What another stack exports under a name: nothing where none of those that are read does. */
  readonly exported: (name: string) => { readonly stack: Stack; readonly output: Output } | undefined;
}

/** What the parent of a nested stack gives for a parameter, in the parent's own scope; nothing where it gives none. */
export const argumentNode = ({ parent }: Stack, parameter: string): TemplateNode | undefined => {
  const { properties } = parent?.resource ?? {};
  const parameters = properties?.kind === 'map' ? properties.members.get('Parameters')?.node : properties;
  // What a function makes as a whole may hold the parameter, and is evaluated as unknown.
  return parameters?.kind === 'map' ? parameters.members.get(parameter)?.node : parameters;
};

/** The stack itself and all within it. */
export const withNested = (stack: Stack): readonly Stack[] => [
  stack,
  ...[...stack.nested.values()].flatMap(withNested),
];

/** How a parameter that nobody gave is told from one of another stack. */
export const variableName = ({ path }: Stack, parameter: string): string => `${path}${parameter}`;
