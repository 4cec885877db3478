import { readFileSync } from 'node:fs';
import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import { costOfObservability } from './cost-table.ts';
import { packCopy } from './pack-copy.ts';
import * as passed from './passed-parameters.ts';
import { README_TABLES } from './readme-tables.ts';
import { type Lines, withRegions } from './regions.ts';
import { RISKS } from './risk-table.ts';
import { runbookCopy } from './runbook-copy.ts';
import {
  definitions,
  groups,
  labels,
  type OwnDefaults,
  parametersOf,
  type TemplateParameter,
} from './template-parameters.ts';

const RUNBOOK = 'rule-definitions/remediation/appflow-flow-cmk-remediation.yaml';
const PACK = 'rule-definitions/conformance-pack.yaml';

const PARAMETERS = parametersOf();

/** A central function is of no use without a role in the members, so its templates name one, and so does the role's own. */
const MEMBER_ROLE: OwnDefaults = { executionRoleName: 'appflow-flow-cmk-member' };
const CENTRAL = parametersOf(MEMBER_ROLE);

const only = (wanted: readonly ParameterName[], own: OwnDefaults = {}): readonly TemplateParameter[] =>
  parametersOf(own).filter(({ name }) => wanted.includes(name));

const read = (file: string): string => readFileSync(file, 'utf8');

/** What is generated in each file, by the name of its place. */
const FILES: Readonly<Record<string, () => Readonly<Record<string, Lines>>>> = {
  'README.md': () => README_TABLES,
  'docs/audit.md': () => ({ risks: RISKS }),
  'docs/cost.md': () => ({ observability: costOfObservability(read('docs/observability.md')) }),
  'template.yaml': () => ({
    parameters: definitions(PARAMETERS),
    groups: groups(PARAMETERS),
    labels: labels(PARAMETERS),
    conditions: passed.conditions(PARAMETERS),
    input: passed.inputParameters(PARAMETERS),
    ...runbookCopy(read(RUNBOOK)),
  }),
  'rule-definitions/rule-only.yaml': () => ({
    parameters: definitions(PARAMETERS),
    conditions: passed.conditions(PARAMETERS),
    input: passed.inputParameters(PARAMETERS),
  }),
  'rule-definitions/stack-set.yaml': () => ({
    parameters: definitions(PARAMETERS),
    passed: passed.stackParameters(PARAMETERS),
  }),
  'rule-definitions/organization-rule.yaml': () => ({
    parameters: definitions(CENTRAL),
    conditions: passed.conditions(CENTRAL),
    input: passed.inputParametersInText(CENTRAL),
  }),
  [PACK]: () => ({
    parameters: definitions(PARAMETERS),
    conditions: passed.packConditions(PARAMETERS),
    input: passed.packRuleParameters(PARAMETERS),
  }),
  'rule-definitions/organization-conformance-pack.yaml': () => ({
    parameters: definitions(CENTRAL),
    conditions: passed.conditions(CENTRAL),
    passed: passed.packInputParameters(CENTRAL),
    pack: packCopy(generated(PACK)),
  }),
  'rule-definitions/member-account-role.yaml': () => ({
    'role-name': definitions(only(['executionRoleName'], MEMBER_ROLE)),
    parameters: definitions(only(['checkConnectorProfiles', 'checkBuckets', 'checkKeyUse'])),
  }),
  'rule-definitions/key-account-role.yaml': () => ({
    'role-name': definitions(only(['keyAccountRoleName'], { keyAccountRoleName: 'appflow-flow-cmk-keys' })),
  }),
};

/** The files of which parts are generated. */
export const GENERATED_FILES: readonly string[] = Object.keys(FILES);

/** The text that the file has to have now; what a person wrote in it stays. */
export function generated(file: string): string {
  try {
    return withRegions(read(file), FILES[file]?.() ?? {});
  } catch (error) {
    throw new Error(`${file} cannot be generated`, { cause: error });
  }
}
