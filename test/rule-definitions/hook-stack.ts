import { deploy, type Given } from '../cloudformation/deploy.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { type Stack, stackOf } from '../cloudformation/stack.ts';

/** What a deployment of hook.yaml creates; throws what is refused. */
export const hookStackWith = (given: Given = {}): Stack => stackOf(deploy(readDefinition('hook.yaml'), given));

export const hookProperties = (id: string, given: Given = {}): JsonObject => {
  const found = hookStackWith(given).resources[id];
  if (found === undefined) throw new Error(`${id} is not created`);
  return found.Properties;
};

/** A deployment in which every check is made, and every account may own keys. */
export const OPEN_TO_EVERY_CHECK: Given = {
  RequiredKeyTags: 'Owner',
  MatchingTags: 'Owner',
  MaxRotationPeriodInDays: '365',
  NonRotatableKeys: 'onDemand',
  KeyAliasPattern: 'alias/*',
  MaxFlowsPerKey: '20',
  CheckConnectorProfiles: 'true',
  CheckBuckets: 'true',
  KeyUsers: 'arn:aws:iam::*:role/etl-*',
  KeyDuties: 'strict',
  KeyAccountRoleName: 'key-reader',
};

const texts = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value ?? null]).map(String);

/** What the role may do, as `action on resource`, sorted. */
export const allowedToHook = (role: 'FunctionRole' | 'HookRole', given: Given = {}): readonly string[] =>
  listIn(at(hookProperties(role, given), 'Policies'))
    .flatMap((policy) => listIn(at(policy, 'PolicyDocument', 'Statement')).map(objectIn))
    .flatMap(({ Action: actions, Resource: resources }) =>
      texts(actions).flatMap((action) => texts(resources).map((resource) => `${action} on ${resource}`)),
    )
    .sort();

/** The actions that the function's role allows, sorted. */
export const actionsOfHook = (given: Given = {}): readonly string[] =>
  allowedToHook('FunctionRole', given).map((allowed) => allowed.split(' on ')[0] ?? '');
