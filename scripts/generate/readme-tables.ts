import { CALLS, callOf, type Operation } from '../../lambda/aws/calls.ts';
import { CHECKS, KEY_CHECKS } from '../../lambda/core/checks/index.ts';
import { RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import type { AnswerName } from '../../lambda/core/model/key.ts';
import { REASON_CODES, REASONS } from '../../lambda/core/model/reasons.ts';
import { code, codes, table } from './markdown-table.ts';
import type { Lines } from './regions.ts';

const OPERATIONS = Object.keys(CALLS) as readonly Operation[];

/** What every check rests on. */
const FLOW_AND_KEY = [CALLS.DescribeFlow.action, CALLS.DescribeKey.action];

const actionsBehind = (name: string): readonly string[] => {
  const needs = KEY_CHECKS.find((check) => check.name === name)?.mayNeed ?? [];
  return OPERATIONS.map(callOf)
    .filter(({ gives = [] }) => gives.some((answer: AnswerName) => needs.includes(answer)))
    .map(({ action }) => action);
};

const checks = table(
  ['check', 'what good looks like', 'reason codes', 'parameters', 'AWS calls and IAM actions'],
  CHECKS.map(({ name, goodState, reasons, parameters }) => {
    const actions = actionsBehind(name);
    return [
      code(name),
      goodState,
      codes(reasons),
      codes(parameters),
      codes(actions.length > 0 ? actions : FLOW_AND_KEY),
    ];
  }),
);

const reasons = table(
  ['reason code', 'what is wrong', 'severity', 'how to fix it'],
  REASON_CODES.map((reason) => [code(reason), REASONS[reason].title, REASONS[reason].severity, REASONS[reason].remedy]),
);

const parameters = table(
  ['parameter', 'value', 'default', 'meaning'],
  RULE_PARAMETERS.map(({ name, accepts, defaultValue, meaning }) => [
    code(name),
    accepts,
    defaultValue ?? 'none',
    meaning,
  ]),
);

/** Actions that are allowed on the same resource under the same condition share a row. */
const permissions = (): Lines => {
  const rows = new Map<string, readonly [readonly string[], string, string]>();
  for (const { action, resource, when } of OPERATIONS.map(callOf)) {
    const [actions] = rows.get(`${resource} ${when}`) ?? [[]];
    rows.set(`${resource} ${when}`, [[...actions, action], resource, when]);
  }
  return table(
    ['action', 'resource', 'when'],
    [...rows.values()].map(([actions, resource, when]) => [codes(actions), resource, when]),
  );
};

export const README_TABLES = { checks, reasons, parameters, permissions: permissions() };
