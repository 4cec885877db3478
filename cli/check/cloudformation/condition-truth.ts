import { InvalidInputError } from '../../audit/invalid-input.ts';
import { unknownValue } from '../planned.ts';
import { canonical } from './canonical.ts';
import { evaluate, type Reading } from './evaluate.ts';
import type { Stack } from './stack.ts';
import { itemsOf, memberOf, type TemplateNode, textOf } from './template-node.ts';
import { literalOf, type TextValue, type Value } from './value.ts';

/**
 * Something that a combination decides: the value of a parameter, or whether two values that nobody knows are equal.
 */
export interface Variable {
  readonly name: string;
  readonly kind: 'parameter' | 'equality';
}

/** What a combination has decided so far, by name of the variable; `undefined` as a value leaves it open for good. */
export type Assignment = ReadonlyMap<string, TextValue | boolean | undefined>;

export interface Truth {
  readonly holds: Reading['holds'];
  /** The first variable that was asked for and not decided; conditions that hang on it counted as open. */
  readonly missing: () => Variable | undefined;
}

/**
 * Conditions under an assignment, each worked out once. What hangs on a variable that may not be tried is open.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export const truthUnder = (assignment: Assignment, mayTry: (variable: string) => boolean): Truth => {
  const worked = new Map<string, boolean | undefined>();
  const begun = new Set<string>();
  let missing: Variable | undefined;

  const ask = (variable: Variable): TextValue | boolean | undefined => {
    if (!assignment.has(variable.name) && mayTry(variable.name)) missing ??= variable;
    return assignment.get(variable.name);
  };

  const holds = (stack: Stack, condition: string): boolean | undefined => {
    const key = `${stack.path}${condition}`;
    if (worked.has(key)) return worked.get(key);
    const member = stack.template.conditions.get(condition);
    if (member === undefined) {
      throw new InvalidInputError(`${stack.file} cannot be used: there is no condition ${condition}`);
    }
    if (begun.has(key)) {
      throw new InvalidInputError(
        `${stack.file} cannot be used: line ${member.line}: the condition ${condition} hangs on itself`,
      );
    }
    begun.add(key);
    const result = truthOf(member.node, stack);
    begun.delete(key);
    worked.set(key, result);
    return result;
  };

  const reading: Reading = {
    holds,
    assume: (name) => {
      const value = ask({ name, kind: 'parameter' });
      return typeof value === 'object' ? value : undefined;
    },
    memory: new Map(),
  };

  const truthOf = (node: TemplateNode | undefined, stack: Stack): boolean | undefined => {
    const { name, argument } = conditionFunction(node);
    const items = argument === undefined ? [] : itemsOf(argument);
    switch (name) {
      case 'Condition': {
        const condition = textOf(argument);
        return condition === undefined ? undefined : holds(stack, condition);
      }
      case 'Not': {
        const inner = truthOf(items[0], stack);
        return inner === undefined ? undefined : !inner;
      }
      case 'And':
        return allOf(items, (item) => truthOf(item, stack));
      case 'Or': {
        const none = allOf(items, (item) => not(truthOf(item, stack)));
        return not(none);
      }
      case 'Equals':
        return equality(
          items.map((item) => evaluate(item, stack, reading)),
          ask,
        );
      default:
        // Whatever else stands there, such as a parameter alone, decides in a way that is not known here.
        return equality([evaluate(node, stack, reading), unknownValue('true')], ask);
    }
  };

  return { holds, missing: () => missing };
};

/** The first that is false decides, so that nothing more is asked than is needed. */
const allOf = (
  items: readonly TemplateNode[],
  truth: (item: TemplateNode) => boolean | undefined,
): boolean | undefined => {
  let all: boolean | undefined = true;
  for (const item of items) {
    const holds = truth(item);
    if (holds === false) return false;
    if (holds === undefined) all = undefined;
  }
  return all;
};

const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

/** `Condition: x` stands here in its long form, too, which elsewhere could be a member of anything. */
export const conditionFunction = (
  node: TemplateNode | undefined,
): { readonly name: string | undefined; readonly argument: TemplateNode | undefined } => {
  if (node?.kind === 'function') return { name: node.name, argument: node.argument };
  const condition = memberOf(node, 'Condition');
  return { name: condition === undefined ? undefined : 'Condition', argument: condition };
};

const equality = (
  [one, other]: readonly Value[],
  ask: (variable: Variable) => TextValue | boolean | undefined,
): boolean | undefined => {
  if (one === undefined || other === undefined) return undefined;
  const [first, second] = [canonical(one), canonical(other)].sort();
  if (first === second) return true;
  const [a, b] = [literalOf(one), literalOf(other)];
  if (a !== undefined && b !== undefined) return a === b;
  if (differs(one, b) || differs(other, a)) return false;
  const decided = ask({ name: `${first} = ${second}`, kind: 'equality' });
  return typeof decided === 'boolean' ? decided : undefined;
};

/** The value is another one than those that conditions name, and the text is not among what it stands for. */
const differs = (value: Value, text: string | undefined): boolean => {
  const [only, ...more] = value.kind === 'text' ? value.parts : [];
  return text !== undefined && only?.kind === 'another' && more.length === 0 && only.differsFrom(text);
};
