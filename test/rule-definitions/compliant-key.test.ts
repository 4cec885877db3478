import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';
import { given } from '../../lambda/core/model/answer.ts';
import { decideByChecks } from '../../lambda/core/verdict.ts';
import { aFlow } from '../builders/a-flow.ts';
import { aKey } from '../builders/a-key.ts';
import { statementsOf } from '../builders/a-policy.ts';
import { parameters } from '../builders/parameters.ts';
import { someAnswers, tagged } from '../builders/some-answers.ts';
import { deploy, type Given } from '../cloudformation/deploy.ts';
import { at, type Json, listIn } from '../cloudformation/json.ts';
import { readDefinition, readText } from '../cloudformation/read-template.ts';
import { refusals, type Stack } from '../cloudformation/stack.ts';
import {
  ADMINISTRATOR,
  DEPLOYER,
  EVERYTHING,
  keyIn,
  keyStack,
  NEEDED,
  READER,
  replicaStack,
  SOMEBODY,
  statementsIn,
  USER,
} from './compliant-keys.ts';

const STRICTEST = {
  requiredKeyTags: 'Owner=data-platform,DataClass=PII|Secret,CostCenter=4711',
  matchingTags: 'DataClass',
  maxRotationPeriodInDays: '90',
  nonRotatableKeys: 'reject',
  checkKeyPolicy: 'true',
  keyAliasPattern: 'alias/appflow-*',
  maxFlowsPerKey: '1',
  checkConnectorProfiles: 'true',
  checkBuckets: 'true',
  keyUsers: `${USER},${READER}`,
  keyDuties: 'strict',
  checkKeyUse: 'true',
} as const;

const RENEWED_OFTEN: Given = { ...EVERYTHING, RotationPeriodInDays: '90' };

const tagsIn = (stack: Stack): Readonly<Record<string, string>> =>
  Object.fromEntries(listIn(at(keyIn(stack), 'Tags')).map((tag) => [String(at(tag, 'Key')), String(at(tag, 'Value'))]));

const aliasIn = (stack: Stack): string =>
  String(at(stack.resources as unknown as Json, 'Alias', 'Properties', 'AliasName'));

/** What the rule says of a flow with the key of the stack, nothing else being wrong with it. */
const verdictOn = (stack: Stack, policy: Partial<Readonly<Record<ParameterName, string>>>) => {
  const { EnableKeyRotation: rotates, RotationPeriodInDays: period, KeyPolicy: keyPolicy } = keyIn(stack);
  return decideByChecks(
    {
      flow: aFlow({ tags: { DataClass: 'PII' } }),
      key: aKey(),
      parameters: parameters(policy),
      now: new Date('2026-11-24T12:00:00Z'),
    },
    someAnswers({
      rotation: given(rotates === true ? { kind: 'on', periodInDays: Number(period) } : { kind: 'off' }),
      tags: tagged(tagsIn(stack)),
      aliases: given([aliasIn(stack)]),
      policy: given(statementsOf(JSON.stringify(keyPolicy))),
    }),
  );
};

const COMPLIANT = 'COMPLIANT';

describe('the key of compliant-key.yaml', () => {
  it.each([
    { name: 'its defaults', stack: NEEDED, policy: {} },
    { name: 'its defaults, under strict duties', stack: NEEDED, policy: { keyDuties: 'strict', keyUsers: USER } },
    { name: 'everything optional, under the strictest parameters', stack: RENEWED_OFTEN, policy: STRICTEST },
  ])('passes with $name', ({ stack, policy }) => {
    expect(verdictOn(keyStack(stack), policy)).toMatchObject({ complianceType: COMPLIANT });
  });

  it.each([
    {
      name: 'a role in both lists, which the template cannot see',
      stack: {
        ...RENEWED_OFTEN,
        AdministratorRoleArns: `${ADMINISTRATOR},${USER}`,
        UserRoleArns: `${USER},${SOMEBODY}`,
      },
      policy: { ...STRICTEST, keyUsers: `${USER},${SOMEBODY},${READER}` },
      codes: ['DUTIES_NOT_SEPARATED'],
    },
    {
      name: 'a reader who is not listed',
      stack: { ...RENEWED_OFTEN, ReaderRoleArns: SOMEBODY },
      policy: STRICTEST,
      codes: ['KEY_USER_NOT_ALLOWED'],
    },
    {
      name: 'a rotation that is too slow',
      stack: { ...RENEWED_OFTEN, RotationPeriodInDays: '91' },
      policy: STRICTEST,
      codes: ['ROTATION_TOO_SLOW'],
    },
    {
      name: 'another alias',
      stack: { ...RENEWED_OFTEN, AliasPrefix: 'lake-' },
      policy: STRICTEST,
      codes: ['ALIAS_NOT_CONVENTIONAL'],
    },
    {
      name: 'another owner',
      stack: { ...RENEWED_OFTEN, Owner: 'sales' },
      policy: STRICTEST,
      codes: ['TAG_VALUE_NOT_ALLOWED'],
    },
    {
      name: 'another data class than that of its flow',
      stack: { ...RENEWED_OFTEN, DataClass: 'Secret' },
      policy: STRICTEST,
      codes: ['TAG_MISMATCH'],
    },
  ])('fails with $name', ({ stack, policy, codes }) => {
    const verdict = verdictOn(keyStack(stack), policy);
    expect('reasons' in verdict ? verdict.reasons.map(({ code }) => code) : []).toEqual(codes);
  });

  it('gives 30 days to cancel its deletion', () => {
    expect(keyIn(keyStack())['PendingWindowInDays']).toBe(30);
    expect(keyIn(replicaStack())['PendingWindowInDays']).toBe(30);
  });

  it('is of one Region unless replicas are asked for', () => {
    expect(keyIn(keyStack())['MultiRegion']).toBe(false);
    expect(keyIn(keyStack(EVERYTHING))['MultiRegion']).toBe(true);
  });

  it('tells its ARN and its alias', () => {
    expect(keyStack().outputs).toMatchObject({ KeyArn: { Value: 'Key.Arn' }, AliasName: { Value: 'Alias' } });
    expect(aliasIn(keyStack())).toBe('alias/appflow-orders');
  });

  it('stands in a stack of its own', () => {
    expect(Object.values(keyStack(EVERYTHING).resources).map(({ Type }) => Type)).toEqual([
      'AWS::KMS::Key',
      'AWS::KMS::Alias',
    ]);
  });

  it('says before it is made what its guard forbids', () => {
    const { Description: description } = at(readDefinition('compliant-key.yaml'), 'Parameters', 'GuardDays') as {
      readonly Description: string;
    };
    expect(description).toContain('also forbids to disable a compromised key');
    expect(at(readDefinition('compliant-key.yaml'), 'Parameters', 'GuardDays', 'Default')).toBe(0);
  });
});

describe('the replica of compliant-replica-key.yaml', () => {
  it.each([
    { name: 'the least', stack: NEEDED },
    { name: 'everything', stack: EVERYTHING },
  ])('has the policy and the tags of its primary, with $name', ({ stack }) => {
    expect(statementsIn(replicaStack(stack))).toEqual(statementsIn(keyStack(stack)));
    expect(tagsIn(replicaStack(stack))).toEqual(tagsIn(keyStack(stack)));
    expect(aliasIn(replicaStack(stack))).toBe(aliasIn(keyStack(stack)));
  });

  it('has the rotation of its primary, and none to set', () => {
    expect(Object.keys(keyIn(replicaStack())).sort()).toEqual([
      'Description',
      'KeyPolicy',
      'PendingWindowInDays',
      'PrimaryKeyArn',
      'Tags',
    ]);
  });
});

describe.each(['compliant-key.yaml', 'compliant-replica-key.yaml'])('%s', (file) => {
  const PRIMARY: Given = file.includes('replica')
    ? { PrimaryKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/mrk-0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d' }
    : {};
  const refused = (overrides: Given) =>
    refusals(deploy(readDefinition(file), { ...NEEDED, ReaderRoleArns: READER, ...PRIMARY, ...overrides }));

  it.each([
    { name: 'three roles', overrides: {}, messages: [] },
    {
      name: 'administrators who all use the key',
      overrides: { UserRoleArns: `${USER},${ADMINISTRATOR}` },
      messages: ['Every role of AdministratorRoleArns is in UserRoleArns, too. Who administers may not decrypt.'],
    },
    {
      name: 'users who all administer the key',
      overrides: { AdministratorRoleArns: `${ADMINISTRATOR},${USER}` },
      messages: ['Every role of UserRoleArns is in AdministratorRoleArns, too. Who administers may not decrypt.'],
    },
    {
      name: 'a user who deploys',
      overrides: { DeployerRoleArn: USER },
      messages: ['DeployerRoleArn is in UserRoleArns. Who puts the policy may not decrypt.'],
    },
    {
      name: 'a reader who deploys',
      overrides: { DeployerRoleArn: READER },
      messages: ['DeployerRoleArn is in ReaderRoleArns. Who puts the policy may not decrypt.'],
    },
    { name: 'an administrator who deploys', overrides: { DeployerRoleArn: ADMINISTRATOR }, messages: [] },
  ])('judges $name', ({ overrides, messages }) => {
    expect(refused(overrides)).toEqual(messages);
  });

  it.each([
    { name: 'a user of IAM in place of a role', overrides: { UserRoleArns: 'arn:aws:iam::111122223333:user/pat' } },
    { name: 'an account in place of a role', overrides: { AdministratorRoleArns: 'arn:aws:iam::111122223333:root' } },
    { name: 'everyone in place of a role', overrides: { UserRoleArns: '*' } },
    { name: 'every role', overrides: { UserRoleArns: 'arn:aws:iam::111122223333:role/*' } },
    { name: 'nobody in place of who deploys', overrides: { DeployerRoleArn: '' } },
    { name: 'an alias of AWS', overrides: { AliasPrefix: 'aws/' } },
    { name: 'a window of the guard beyond ten years', overrides: { GuardDays: '3651' } },
    { name: 'a tag without a value', overrides: { Owner: '' } },
  ])('refuses $name', ({ overrides }) => {
    expect(() => refused(overrides)).toThrow('does not admit');
  });

  it('names who deploys in the example on top', () => {
    expect(readText(file)).toContain(`DeployerRoleArn=${DEPLOYER}`);
  });
});
