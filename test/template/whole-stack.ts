import { deploy, type Given } from '../cloudformation/deploy.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from '../cloudformation/json.ts';
import { readWholeStack } from '../cloudformation/read-template.ts';
import { type Resource, refusals, type Stack, stackOf } from '../cloudformation/stack.ts';

const template = readWholeStack();

/** A part of template.yaml. */
export const section = (name: string): JsonObject => objectIn(at(template, name));

/** What a deployment of template.yaml creates; throws what is refused. */
export const stackWith = (given: Given = {}): Stack => stackOf(deploy(template, given));

/** The messages of the rules that a deployment of template.yaml breaks. */
export const refusalsOf = (given: Given): readonly string[] => refusals(deploy(template, given));

/** A deployment with everything switched on that can be on at one time. */
export const EVERYTHING: Given = {
  RequiredKeyTags: 'Owner,DataClass=PII|Internal',
  MatchingTags: 'DataClass',
  MaxRotationPeriodInDays: '180',
  NonRotatableKeys: 'onDemand',
  KeyAliasPattern: 'alias/prod-*',
  AllowedKeyAccounts: '444455556666',
  MaxFlowsPerKey: '20',
  CheckConnectorProfiles: 'true',
  KeyUsers: 'arn:aws:iam::*:role/etl-*',
  KeyDuties: 'strict',
  CheckBuckets: 'true',
  CheckKeyUse: 'true',
  FlowTagFilter: 'Stage=prod',
  ExemptionTag: 'ExemptUntil',
  Unverified: 'NOT_APPLICABLE',
  KeyAccountRoleName: 'key-reader',
  ExecutionRoleName: 'flow-reader',
  NotificationTopic: 'true',
  NotificationEmail: 'data@example.com',
  PolicySecondOpinion: 'true',
  SecurityHubFindings: 'true',
  Remediation: 'manual',
  RemediationEnableDisabledKey: 'true',
  RemediationKeyTags: 'Owner=data-platform',
  RemediationReplaceTagValues: 'true',
  RemediationQuarantineFlow: 'true',
  RemediationNewKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e',
  ReservedConcurrency: '2',
};

export const resource = (id: string, given: Given = {}): Resource => {
  const found = stackWith(given).resources[id];
  if (found === undefined) throw new Error(`${id} is not created`);
  return found;
};

export const properties = (id: string, given: Given = {}): JsonObject => resource(id, given).Properties;

export const idsOf = (given: Given): readonly string[] => Object.keys(stackWith(given).resources);

export const idsOfType = (type: string, given: Given = {}): readonly string[] =>
  Object.entries(stackWith(given).resources).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Json;
}

const texts = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value ?? null]).map(String);

/** The statements of a role's inline policies. */
export const statementsOf = (id: string, given: Given = {}): readonly Statement[] =>
  listIn(at(properties(id, given), 'Policies')).flatMap((policy) =>
    listIn(at(policy, 'PolicyDocument', 'Statement'))
      .map(objectIn)
      .map(({ Action, Resource: on, Condition: condition = null }) => ({
        actions: texts(Action),
        resources: texts(on),
        condition,
      })),
  );

export const actionsOf = (id: string, given: Given = {}): readonly string[] =>
  statementsOf(id, given)
    .flatMap(({ actions }) => actions)
    .sort();
