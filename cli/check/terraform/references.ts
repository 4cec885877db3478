import { type Index, type Step, stepsOf, textOfSteps } from './address.ts';

/** What an expression refers to. */
export type Reference =
  | { readonly kind: 'variable'; readonly name: string; readonly rest: readonly Step[] }
  | { readonly kind: 'resource'; readonly resource: string; readonly index: Index; readonly rest: readonly Step[] }
  | {
      readonly kind: 'output';
      readonly module: string;
      readonly index: Index;
      /** Nothing where only the module is told. */
      readonly output: string | undefined;
      readonly rest: readonly Step[];
    }
  | { readonly kind: 'each-value'; readonly rest: readonly Step[] }
  /** `each.key`, or `count.index`. */
  | { readonly kind: 'index' }
  /** Known whenever a plan is made: `path.module`, `terraform.workspace`. */
  | { readonly kind: 'known' }
  /** What a plan does not hold, such as `local.x`. */
  | { readonly kind: 'not-held' };

export interface NamedReference {
  /** As the plan writes it. */
  readonly name: string;
  readonly reference: Reference;
}

/**
 * What the references of an expression name, each once. A plan lists `aws_kms_key.a.arn` with `aws_kms_key.a` after it,
 * so what another one begins with is left out.
 */
export const referencesOf = (texts: readonly string[]): readonly NamedReference[] => {
  const parsed = new Map<string, { readonly name: string; readonly steps: readonly Step[] }>();
  const beginnings = new Set<string>();
  for (const name of texts) {
    const steps = stepsOf(name) ?? [];
    parsed.set(textOfSteps(steps) || name, { name, steps });
    for (let length = 1; length < steps.length; length += 1) beginnings.add(textOfSteps(steps.slice(0, length)));
  }
  return [...parsed].flatMap(([text, { name, steps }]) =>
    beginnings.has(text) ? [] : [{ name, reference: referenceOf(steps) }],
  );
};

const NOT_HELD: Reference = { kind: 'not-held' };
const KNOWN = ['path', 'terraform', 'tofu'];

const referenceOf = (steps: readonly Step[]): Reference => {
  const [first, second, third] = steps.map((step) => ('name' in step ? step.name : undefined));
  if (first === undefined) return NOT_HELD;
  if (KNOWN.includes(first)) return { kind: 'known' };
  if (first === 'count' || (first === 'each' && second === 'key')) return { kind: 'index' };
  if (first === 'each') return { kind: 'each-value', rest: steps.slice(2) };
  if (second === undefined || ['local', 'self', 'ephemeral'].includes(first)) return NOT_HELD;
  if (first === 'var') return { kind: 'variable', name: second, rest: steps.slice(2) };
  if (first === 'module') {
    const { index, rest } = indexed(steps.slice(2));
    const [output, ...others] = rest;
    const named = output !== undefined && 'name' in output ? output.name : undefined;
    return { kind: 'output', module: second, index, output: named, rest: others };
  }
  if (first === 'data') {
    return third === undefined
      ? NOT_HELD
      : { kind: 'resource', resource: `data.${second}.${third}`, ...indexed(steps.slice(3)) };
  }
  return { kind: 'resource', resource: `${first}.${second}`, ...indexed(steps.slice(2)) };
};

const indexed = (steps: readonly Step[]): { readonly index: Index; readonly rest: readonly Step[] } => {
  const [first, ...rest] = steps;
  return first !== undefined && 'index' in first ? { index: first.index, rest } : { index: undefined, rest: steps };
};

/**
 * The reference with more steps after it; nothing where it names an attribute already, whose parts a plan does not
 * tell.
 */
export const extended = (reference: Reference, steps: readonly Step[]): Reference | undefined => {
  switch (reference.kind) {
    case 'variable':
    case 'each-value':
      return { ...reference, rest: [...reference.rest, ...steps] };
    case 'resource': {
      if (reference.rest.length > 0) return undefined;
      return { ...reference, ...(reference.index === undefined ? indexed(steps) : { rest: steps }) };
    }
    case 'output': {
      if (reference.output !== undefined) return { ...reference, rest: [...reference.rest, ...steps] };
      const { index, rest } = reference.index === undefined ? indexed(steps) : { index: reference.index, rest: steps };
      const [output, ...others] = rest;
      if (output === undefined || !('name' in output)) return undefined;
      return { ...reference, index, output: output.name, rest: others };
    }
    default:
      return undefined;
  }
};
