import type { RecordedCall } from '../local-aws/record.ts';
import { actionOf } from './builders/action-of.ts';
import { deploy } from './cloudformation/deploy.ts';
import { evaluate } from './cloudformation/evaluate.ts';
import { at, listIn, objectIn } from './cloudformation/json.ts';
import { readDefinition } from './cloudformation/read-template.ts';
import type { Step } from './scenario-files.ts';

/** A role of the rule definitions that the function assumes, and the rule parameter that names it. */
export interface AssumedRole {
  readonly file: string;
  readonly resource: string;
  readonly namedBy: 'executionRoleName' | 'keyAccountRoleName';
  /** What a deployment with every feature is given. */
  readonly everything: Readonly<Record<string, string>>;
}

export const MEMBER_ROLE: AssumedRole = {
  file: 'member-account-role.yaml',
  resource: 'MemberAccountRole',
  namedBy: 'executionRoleName',
  everything: {
    CheckConnectorProfiles: 'true',
    CheckBuckets: 'true',
    CheckKeyUse: 'true',
    PolicySecondOpinion: 'true',
    SecurityHubFindings: 'true',
  },
};

export const KEY_ROLE: AssumedRole = {
  file: 'key-account-role.yaml',
  resource: 'KeyAccountRole',
  namedBy: 'keyAccountRoleName',
  everything: {},
};

const TRUST = { FunctionAccountId: '999900001111', OrganizationId: 'o-a1b2c3d4e5' };

/** The actions that a deployment of the role allows, sorted. */
export const actionsAllowed = (
  { file, resource }: AssumedRole,
  given: Readonly<Record<string, string>>,
): readonly string[] => {
  const template = readDefinition(file);
  const statements = at(template, 'Resources', resource, 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement');
  return listIn(evaluate(statements, deploy(template, { ...TRUST, ...given })))
    .flatMap((statement) => objectIn(statement)['Action'] ?? [])
    .map(String)
    .sort();
};

/** The actions that a step called with the role that its parameters name, each once, sorted. */
export const actionsCalled = (
  { namedBy }: AssumedRole,
  { step, calls }: { readonly step: Step; readonly calls: readonly RecordedCall[] },
): readonly string[] => {
  const name = step.parameters?.[namedBy];
  const made = calls.filter(({ caller }) => caller.endsWith(`:role/${name}`));
  return [...new Set(made.map(({ service, operation }) => actionOf(service, operation)))].sort();
};
