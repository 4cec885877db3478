import { readFileSync } from 'node:fs';
import { deploy, type Given } from '../cloudformation/deploy.ts';
import { at, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { stackOf } from '../cloudformation/stack.ts';
import { deniedBy, type OrganizationRequest } from './denied-by.ts';

const DEPLOYMENT = 'arn:aws:iam::111122223333:role/deploy-flows';
const GUARDIAN = 'arn:aws:iam::111122223333:role/key-admin';
const SOMEBODY = 'arn:aws:iam::111122223333:role/somebody';
const NEEDED: Given = {
  DeploymentRolePatterns: 'arn:aws:iam::*:role/deploy-flows',
  GuardianRolePatterns: 'arn:aws:iam::*:role/deploy-keys,arn:aws:iam::*:role/key-admin',
};

const policyOf = (given: Given = {}): Json =>
  at(
    stackOf(deploy(readDefinition('guardrails.yaml'), { ...NEEDED, ...given })).resources as unknown as Json,
    'Guardrails',
    'Properties',
  );
const statementsOf = (given: Given = {}) => listIn(at(policyOf(given), 'Content', 'Statement')).map(objectIn);

const allTags = {
  'aws:RequestTag/Owner': 'data-platform',
  'aws:RequestTag/DataClass': 'PII',
  'aws:RequestTag/CostCenter': '4711',
};
const without = (tag: keyof typeof allTags) =>
  Object.fromEntries(Object.entries(allTags).filter(([key]) => key !== tag));
const aProtectedKey = { 'aws:ResourceTag/DataClass': 'PII' };
const theFunction = 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk-hook-Function-1a2b3c';

interface Case extends OrganizationRequest {
  readonly what: string;
  readonly sids: readonly string[];
}

describe('the service control policy', () => {
  it.each<Case>([
    {
      what: 'a flow with its tags, by a deployment role',
      who: DEPLOYMENT,
      action: 'appflow:CreateFlow',
      context: allTags,
      sids: [],
    },
    {
      what: 'a flow with its tags, by somebody else',
      who: SOMEBODY,
      action: 'appflow:CreateFlow',
      context: allTags,
      sids: ['OnlyDeploymentRolesCreate'],
    },
    {
      what: 'a connector profile by somebody else',
      who: SOMEBODY,
      action: 'appflow:CreateConnectorProfile',
      sids: ['OnlyDeploymentRolesCreate'],
    },
    {
      what: 'a connector profile by a deployment role',
      who: DEPLOYMENT,
      action: 'appflow:CreateConnectorProfile',
      sids: [],
    },
    {
      what: 'a flow without an owner',
      who: DEPLOYMENT,
      action: 'appflow:CreateFlow',
      context: without('aws:RequestTag/Owner'),
      sids: ['FlowsHaveAnOwner'],
    },
    {
      what: 'a flow without a data class',
      who: DEPLOYMENT,
      action: 'appflow:CreateFlow',
      context: without('aws:RequestTag/DataClass'),
      sids: ['FlowsHaveADataClass'],
    },
    {
      what: 'a flow without a cost center',
      who: DEPLOYMENT,
      action: 'appflow:CreateFlow',
      context: without('aws:RequestTag/CostCenter'),
      sids: ['FlowsHaveACostCenter'],
    },
    {
      what: 'the end of a tag of a flow, by a deployment role',
      who: DEPLOYMENT,
      action: 'appflow:UntagResource',
      context: { 'aws:TagKeys': ['Team', 'Owner'] },
      sids: ['FlowsKeepTheirTags'],
    },
    {
      what: 'the end of another tag of a flow',
      who: DEPLOYMENT,
      action: 'appflow:UntagResource',
      context: { 'aws:TagKeys': ['Team'] },
      sids: [],
    },
    {
      what: 'a run of a flow by somebody',
      who: SOMEBODY,
      action: 'appflow:StartFlow',
      sids: [],
    },
    {
      what: 'a hook that somebody switches off',
      who: SOMEBODY,
      action: 'cloudformation:SetTypeConfiguration',
      sids: ['HooksStayOn'],
    },
    {
      what: 'a hook that a deployment role switches off',
      who: DEPLOYMENT,
      action: 'cloudformation:SetTypeConfiguration',
      sids: ['HooksStayOn'],
    },
    {
      what: 'a hook that a guardian switches off',
      who: GUARDIAN,
      action: 'cloudformation:SetTypeConfiguration',
      sids: [],
    },
    {
      what: 'a hook without concurrency',
      who: SOMEBODY,
      action: 'lambda:PutFunctionConcurrency',
      resource: theFunction,
      sids: ['TheHookStaysWhole'],
    },
    {
      what: 'other code in the hook, by a guardian',
      who: GUARDIAN,
      action: 'lambda:UpdateFunctionCode',
      resource: theFunction,
      sids: [],
    },
    {
      what: 'other code in another function',
      who: SOMEBODY,
      action: 'lambda:UpdateFunctionCode',
      resource: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
      sids: [],
    },
    {
      what: "the end of the hook's stack",
      who: SOMEBODY,
      action: 'cloudformation:DeleteStack',
      resource: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/appflow-flow-cmk-hook/1a2b3c',
      sids: ['TheHookStaysWhole'],
    },
    {
      what: 'the end of a stack with a longer name',
      who: SOMEBODY,
      action: 'cloudformation:DeleteStack',
      resource: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/appflow-flow-cmk-hook-trial/1a2b3c',
      sids: [],
    },
    {
      what: "a right less for the hook's role",
      who: SOMEBODY,
      action: 'iam:DeleteRolePolicy',
      resource: 'arn:aws:iam::111122223333:role/appflow-flow-cmk-hook-FunctionRole-1a2b3c',
      sids: ['TheHookStaysWhole'],
    },
    {
      what: 'a protected key that somebody disables',
      who: SOMEBODY,
      action: 'kms:DisableKey',
      context: aProtectedKey,
      sids: ['OnlyGuardiansChangeKeys'],
    },
    {
      what: 'a protected key with another policy',
      who: SOMEBODY,
      action: 'kms:PutKeyPolicy',
      context: aProtectedKey,
      sids: ['OnlyGuardiansChangeKeys'],
    },
    {
      what: 'a protected key that a guardian disables',
      who: GUARDIAN,
      action: 'kms:DisableKey',
      context: { ...aProtectedKey, 'kms:TrailingDaysWithoutKeyUsage': '0' },
      sids: [],
    },
    { what: 'a key without the tag', who: SOMEBODY, action: 'kms:DisableKey', sids: [] },
    {
      what: 'the end of the tag that protects a key',
      who: SOMEBODY,
      action: 'kms:UntagResource',
      context: { ...aProtectedKey, 'aws:TagKeys': ['DataClass'] },
      sids: ['KeysKeepTheirTags'],
    },
    {
      what: 'the same by a guardian',
      who: GUARDIAN,
      action: 'kms:UntagResource',
      context: { ...aProtectedKey, 'aws:TagKeys': ['DataClass'] },
      sids: [],
    },
    { what: 'a look at a key', who: SOMEBODY, action: 'kms:DescribeKey', context: aProtectedKey, sids: [] },
  ])('judges $what', ({ what: _, sids, ...request }) => {
    expect(deniedBy(statementsOf(), request)).toEqual(sids);
  });

  it.each<Case>([
    {
      what: 'a key in use',
      who: GUARDIAN,
      action: 'kms:ScheduleKeyDeletion',
      context: { ...aProtectedKey, 'kms:TrailingDaysWithoutKeyUsage': '30' },
      sids: ['NobodyStopsAKeyInUse'],
    },
    {
      what: 'a key that was idle for longer',
      who: GUARDIAN,
      action: 'kms:ScheduleKeyDeletion',
      context: { ...aProtectedKey, 'kms:TrailingDaysWithoutKeyUsage': '31' },
      sids: [],
    },
    {
      what: 'a key in use without the tag',
      who: GUARDIAN,
      action: 'kms:DisableKey',
      context: { 'kms:TrailingDaysWithoutKeyUsage': '0' },
      sids: [],
    },
  ])('with its guard, judges $what', ({ what: _, sids, ...request }) => {
    expect(deniedBy(statementsOf({ GuardDays: '30' }), request)).toEqual(sids);
  });

  it('denies and never allows', () => {
    expect(statementsOf({ GuardDays: '30' }).map(({ Effect: effect }) => effect)).toEqual(Array(10).fill('Deny'));
  });

  it('is a service control policy of a size that AWS Organizations takes', () => {
    expect(at(policyOf(), 'Type')).toBe('SERVICE_CONTROL_POLICY');
    expect(JSON.stringify(at(policyOf({ GuardDays: '30' }), 'Content')).length).toBeLessThanOrEqual(5120);
  });

  it('is attached to nothing unless targets are given', () => {
    expect(objectIn(policyOf())['TargetIds']).toBeUndefined();
    expect(objectIn(policyOf({ TargetIds: 'ou-abcd-11112222,111122223333' }))['TargetIds']).toEqual([
      'ou-abcd-11112222',
      '111122223333',
    ]);
  });

  it.each([
    { name: 'every role as a guardian', overrides: { GuardianRolePatterns: 'arn:aws:iam::*:role/*' } },
    { name: 'everyone as a guardian', overrides: { GuardianRolePatterns: '*' } },
    { name: 'no deployment role', overrides: { DeploymentRolePatterns: '' } },
  ])('refuses $name', ({ overrides }) => {
    expect(() => policyOf(overrides)).toThrow('does not admit');
  });
});

describe('the page of guardrails', () => {
  const page = readFileSync('docs/guardrails.md', 'utf8');

  it('says of each statement what it prevents and what it does not', () => {
    const told = [...page.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, sid]) => sid),
    );
    expect(told.sort()).toEqual(
      statementsOf({ GuardDays: '30' })
        .map(({ Sid: sid }) => String(sid))
        .sort(),
    );
  });

  it('promises no key', () => {
    expect(page).toContain('No service control policy can demand a customer managed key.');
  });
});
