import { InvalidInputError } from '../../audit/invalid-input.ts';
import { isGenerator, itemsOf, type Member, memberOf, membersOf, type TemplateNode, textOf } from './template-node.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  /** That of its logical id. */
  readonly line: number;
  readonly properties: TemplateNode | undefined;
  readonly condition: string | undefined;
  readonly node: TemplateNode;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default: string | undefined;
  readonly allowed: readonly string[] | undefined;
  readonly line: number;
}

export interface Output {
  readonly value: TemplateNode | undefined;
  readonly exportName: TemplateNode | undefined;
  readonly condition: string | undefined;
  readonly line: number;
}

/** The sections of a template; https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly source: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: TemplateNode | undefined;
  readonly conditions: ReadonlyMap<string, Member>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Loops (`Fn::ForEach::…`) and the like, which make resources that nobody sees here. */
  readonly generated: ReadonlyMap<string, Member>;
  readonly outputs: ReadonlyMap<string, Output>;
  /** The names of its rules. */
  readonly rules: readonly string[];
  /** The macros that CloudFormation runs over the whole template. */
  readonly transforms: readonly string[];
}

/**
 * The sections of what was parsed. @throws InvalidInputError where it is no template, or a section has not the form
 * that CloudFormation demands
 */
export const templateIn = (root: TemplateNode, source: string): Template => {
  const section = (name: string): ReadonlyMap<string, Member> => {
    const node = memberOf(root, name);
    if (node === undefined || node.kind === 'map') return membersOf(node);
    throw new InvalidInputError(`${source} cannot be used: line ${node.line}: ${name} must be a map`);
  };
  if (memberOf(root, 'Resources') === undefined) {
    throw new InvalidInputError(`${source} is not a CloudFormation template: it has no Resources`);
  }
  const resources = section('Resources');
  const transform = memberOf(root, 'Transform');
  const transforms = transform?.kind === 'list' ? itemsOf(transform) : transform === undefined ? [] : [transform];
  return {
    source,
    parameters: mapped(section('Parameters'), parameterOf),
    mappings: memberOf(root, 'Mappings'),
    conditions: section('Conditions'),
    resources: mapped(
      filtered(resources, (id, member) => !isGenerator(id, member)),
      (id, member) => resourceOf(id, member, source),
    ),
    generated: filtered(resources, isGenerator),
    outputs: mapped(section('Outputs'), (_, { node, line }) => ({
      value: memberOf(node, 'Value'),
      exportName: memberOf(memberOf(node, 'Export'), 'Name'),
      condition: textOf(memberOf(node, 'Condition')),
      line,
    })),
    rules: [...section('Rules').keys()],
    transforms: transforms.map((it) => textOf(it) ?? textOf(memberOf(it, 'Name')) ?? 'without a name'),
  };
};

const parameterOf = (name: string, { node, line }: Member): Parameter => {
  const allowed = memberOf(node, 'AllowedValues');
  return {
    name,
    type: textOf(memberOf(node, 'Type')) ?? 'String',
    default: textOf(memberOf(node, 'Default')),
    allowed: allowed === undefined ? undefined : itemsOf(allowed).flatMap((it) => textOf(it) ?? []),
    line,
  };
};

const resourceOf = (id: string, { node, line }: Member, source: string): Resource => {
  const type = textOf(memberOf(node, 'Type'));
  if (type === undefined) {
    throw new InvalidInputError(`${source} cannot be used: line ${line}: the resource ${id} has no Type`);
  }
  const condition = textOf(memberOf(node, 'Condition'));
  return { id, type, line, properties: memberOf(node, 'Properties'), condition, node };
};

const mapped = <T>(
  members: ReadonlyMap<string, Member>,
  make: (name: string, member: Member) => T,
): ReadonlyMap<string, T> => new Map([...members].map(([name, member]) => [name, make(name, member)]));

const filtered = (
  members: ReadonlyMap<string, Member>,
  keep: (name: string, member: Member) => boolean,
): ReadonlyMap<string, Member> => new Map([...members].filter(([name, member]) => keep(name, member)));
