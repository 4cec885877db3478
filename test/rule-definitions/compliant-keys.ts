import type { Given } from '../cloudformation/deploy.ts';
import { deploy } from '../cloudformation/deploy.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { type Stack, stackOf } from '../cloudformation/stack.ts';

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

export const ADMINISTRATOR = role('key-admin');
export const DEPLOYER = role('deploy-keys');
export const USER = role('etl-orders');
export const READER = role('bi-orders');
/** A role of the account that no parameter names. */
export const SOMEBODY = role('somebody');

/** The least that compliant-key.yaml wants to be told. */
export const NEEDED: Given = {
  KeyName: 'orders',
  Owner: 'data-platform',
  DataClass: 'PII',
  CostCenter: '4711',
  DeployerRoleArn: DEPLOYER,
  AdministratorRoleArns: ADMINISTRATOR,
  UserRoleArns: USER,
};

/** With everything that is optional. */
export const EVERYTHING: Given = {
  ...NEEDED,
  ReaderRoleArns: READER,
  ReplicaRegions: 'eu-central-1,eu-west-3',
  GuardDays: '30',
};

/** The stack of a key in eu-west-1 of account 111122223333. */
export const keyStack = (given: Given = NEEDED): Stack => stackOf(deploy(readDefinition('compliant-key.yaml'), given));

export const replicaStack = (given: Given = NEEDED): Stack =>
  stackOf(
    deploy(readDefinition('compliant-replica-key.yaml'), {
      PrimaryKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/mrk-0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d',
      ...given,
    }),
  );

/** The properties of the key of such a stack. */
export const keyIn = (stack: Stack): JsonObject =>
  objectIn(at(stack.resources as unknown as Json, 'Key', 'Properties'));

export const statementsIn = (stack: Stack): readonly JsonObject[] =>
  listIn(at(keyIn(stack), 'KeyPolicy', 'Statement')).map(objectIn);
