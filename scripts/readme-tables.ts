import { ACTION_OF_FACT } from '../lambda/aws/kms-key-facts.ts';
import { CHECKS, KEY_CHECKS } from '../lambda/core/checks/index.ts';
import type { FactName } from '../lambda/core/key.ts';
import { REASON_CODES, REASONS } from '../lambda/core/reasons.ts';
import { RULE_PARAMETERS } from '../lambda/core/rule-parameters.ts';

/** The IAM actions behind each fact; an AWS call and the action that allows it have the same name. */
const ACTIONS_OF_FACT: Readonly<Record<FactName, readonly string[]>> = {
  rotation: [ACTION_OF_FACT.rotation],
  newestOnDemandRotation: [ACTION_OF_FACT.newestOnDemandRotation],
  policy: [ACTION_OF_FACT.policy],
  tags: [ACTION_OF_FACT.tags],
  aliases: [ACTION_OF_FACT.aliases],
  flowsOnKey: ['appflow:ListFlows', 'appflow:DescribeFlow'],
  credentials: ['appflow:DescribeConnectorProfiles', 'secretsmanager:DescribeSecret', 'kms:DescribeKey'],
};

/** What every check rests on. */
const FLOW_AND_KEY = ['appflow:DescribeFlow', 'kms:DescribeKey'];

const factsOf = (name: string): readonly FactName[] =>
  Object.keys(KEY_CHECKS.find((check) => check.name === name)?.needs ?? {}) as FactName[];

const code = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const checks = (): string =>
  table(
    ['check', 'what good looks like', 'reason codes', 'parameters', 'AWS calls and IAM actions'],
    CHECKS.map(({ name, goodState, reasons, parameters }) => {
      const actions = factsOf(name).flatMap((fact) => ACTIONS_OF_FACT[fact]);
      return [
        code(name),
        goodState,
        reasons.map(code).join(' '),
        parameters.map(code).join(' '),
        (actions.length > 0 ? actions : FLOW_AND_KEY).map(code).join(' '),
      ];
    }),
  );

const reasons = (): string =>
  table(
    ['reason code', 'what is wrong', 'severity', 'how to fix it'],
    REASON_CODES.map((reason) => [
      code(reason),
      REASONS[reason].title,
      REASONS[reason].severity,
      REASONS[reason].remedy,
    ]),
  );

const parameters = (): string =>
  table(
    ['parameter', 'value', 'default', 'meaning'],
    RULE_PARAMETERS.map(({ name, accepts, defaultValue, meaning }) => [
      code(name),
      accepts,
      defaultValue ?? 'none',
      meaning,
    ]),
  );

/** The tables of the README by the name of their place: generated from the code, so that they cannot rot. */
export const README_TABLES: Readonly<Record<string, () => string>> = { checks, reasons, parameters };

/** The text with every `<!-- begin NAME -->` … `<!-- end NAME -->` filled anew. Throws where a place is missing. */
export const withTables = (readme: string): string =>
  Object.entries(README_TABLES).reduce((text, [name, write]) => {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}: write ${begin} and ${end}`);
    return `${text.slice(0, from)}${begin}\n${write()}\n${text.slice(to)}`;
  }, readme);
