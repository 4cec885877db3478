import type { PlannedCase } from '../planned.ts';
import type { ConditionCases } from './cases.ts';
import { type Stack, withNested } from './stack.ts';
import { NESTED_STACKS } from './types.ts';

/** CDK writes it into every template; it says nothing of any other parameter. */
const RULE_OF_CDK = 'CheckBootstrapVersion';

/** What of some stacks is not seen, and how many combinations were read, in whole sentences. */
export const notesOn = (
  outermost: readonly Stack[],
  { cases, most, open }: ConditionCases,
  worlds: readonly PlannedCase[],
): readonly string[] => {
  const stacks = outermost.flatMap(withNested);
  const files = filesOf(outermost);
  const hasFlows = worlds.some(({ world }) => world.flows.length > 0);
  const hasRules = stacks.some(({ template }) => template.rules.some((rule) => rule !== RULE_OF_CDK));
  const when = (holds: boolean, sentence: string): readonly string[] => (holds ? [`${files}: ${sentence}`] : []);
  return [
    ...when(
      cases.length > 1 && open.length === 0,
      `${cases.length} combinations of conditions are possible, and each was read.`,
    ),
    ...when(
      open.length > 0,
      `more than ${most} combinations of conditions are possible, too many to read, so that these stay open: ` +
        `${listed(open)}.`,
    ),
    ...when(
      cases.length > 1 && hasRules,
      'Rules of the template are not run, and combinations that they refuse are read, too.',
    ),
    ...stacks.flatMap(notSeenIn),
    ...when(
      hasFlows && outermost.some(({ tagsAreKnown }) => !tagsAreKnown),
      'tags of the stack itself, which CloudFormation hands on to keys and flows, are not seen in a template.',
    ),
  ];
};

const MOST_LISTED = 10;

const listed = (names: readonly string[]): string =>
  names.length <= MOST_LISTED
    ? names.join(', ')
    : `${names.slice(0, MOST_LISTED).join(', ')} and ${names.length - MOST_LISTED} more`;

const filesOf = (stacks: readonly Stack[]): string => stacks.map(({ file }) => file).join(', ');

const notSeenIn = ({ file, template, nested }: Stack): readonly string[] => [
  ...template.transforms
    .filter((name) => !name.startsWith('AWS::'))
    .map((name) => `${file}: the macro ${name} is not run: what it changes is not seen.`),
  ...[...template.generated].map(
    ([name, { line }]) => `${file}: ${name} in line ${line} is not run: what it makes is not seen.`,
  ),
  ...[...template.resources.values()].flatMap(({ id, type, line }) => {
    if (NESTED_STACKS.includes(type) && !nested.has(id)) {
      return [
        `${file}: the template of the nested stack ${id} in line ${line} is not at hand: flows in it are not seen.`,
      ];
    }
    return type.endsWith('::MODULE')
      ? [`${file}: the module ${id} in line ${line} is not at hand: flows in it are not seen.`]
      : [];
  }),
];
