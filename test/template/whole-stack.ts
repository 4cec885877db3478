import { deploy, type Given, type Resource } from './deploy-template.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from './read-template.ts';

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
  FlowTagFilter: 'Stage=prod',
  ExemptionTag: 'ExemptUntil',
  Unverified: 'NOT_APPLICABLE',
  KeyAccountRoleName: 'key-reader',
  ExecutionRoleName: 'flow-reader',
  NotificationTopic: 'true',
  NotificationEmail: 'data@example.com',
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
  const found = deploy(given).resources[id];
  if (found === undefined) throw new Error(`${id} is not created`);
  return found;
};

export const properties = (id: string, given: Given = {}): JsonObject => resource(id, given).Properties;

export const idsOf = (given: Given): readonly string[] => Object.keys(deploy(given).resources);

export const idsOfType = (type: string, given: Given = {}): readonly string[] =>
  Object.entries(deploy(given).resources).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

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
