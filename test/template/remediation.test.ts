import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Given } from '../cloudformation/deploy.ts';
import { at, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import {
  actionsOf,
  EVERYTHING,
  idsOf,
  idsOfType,
  properties,
  resource,
  stackWith,
  statementsOf,
} from './whole-stack.ts';

const MANUAL: Given = { Remediation: 'manual' };
const runbook = parse(readFileSync('rule-definitions/remediation/appflow-flow-cmk-remediation.yaml', 'utf8')) as Json;
const passed = (given: Given) => objectIn(at(properties('RemediationConfiguration', given), 'Parameters'));

describe('the runbook of the stack', () => {
  it('is the runbook of rule-definitions/remediation', () => {
    expect(properties('RemediationDocument', MANUAL)['Content']).toEqual(runbook);
  });

  it('has a name of its own for its content, so that another one replaces it', () => {
    const { Content: content, ...others } = properties('RemediationDocument', { ...MANUAL, RuleName: 'aws-flows' });
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
    // No UpdateMethod: CloudFormation replaces. Names that begin with aws, amazon or amzn are reserved.
    expect(others).toEqual({
      Name: `FlowKeyRemediation-aws-flows-${hash}`,
      DocumentType: 'Automation',
      TargetType: '/AWS::AppFlow::Flow',
    });
  });

  it('has a name that the policy for runs by hand fits', () => {
    const page = readFileSync('rule-definitions/remediation/README.md', 'utf8');
    const [, pattern = ''] = /:document\/(FlowKeyRemediation-[^"]+)"/.exec(page) ?? [];
    const fits = new RegExp(`^${pattern.replaceAll('?', '.')}$`);
    expect(properties('RemediationDocument', MANUAL)['Name']).toMatch(fits);
    expect(properties('RemediationDocument', { ...MANUAL, RuleName: 'appflow-flow-cmk-2' })['Name']).not.toMatch(fits);
  });

  it('has a name that Systems Manager takes, however long the name of the rule is', () => {
    const { Name } = properties('RemediationDocument', { ...MANUAL, RuleName: 'x'.repeat(64) });
    expect(Name).toMatch(/^[a-zA-Z0-9_\-.]{3,128}$/);
  });
});

describe('remediation', () => {
  it('is off by default', () => {
    expect(idsOf({}).filter((id) => id.startsWith('Remediation'))).toEqual([]);
    expect(idsOfType('AWS::Config::RemediationConfiguration', MANUAL)).toEqual(['RemediationConfiguration']);
  });

  it('waits for a person where it is manual', () => {
    const { Automatic, MaximumAutomaticAttempts, RetryAttemptSeconds } = properties('RemediationConfiguration', MANUAL);
    expect([Automatic, MaximumAutomaticAttempts, RetryAttemptSeconds]).toEqual([false, undefined, undefined]);
  });

  it('gives a flow up after three attempts in a week where it is automatic', () => {
    expect(properties('RemediationConfiguration', { Remediation: 'automatic' })).toMatchObject({
      Automatic: true,
      MaximumAutomaticAttempts: 3,
      RetryAttemptSeconds: 604800,
    });
  });

  it('belongs to the rule and is deleted before it', () => {
    expect(resource('RemediationConfiguration', MANUAL).Properties).toMatchObject({
      ConfigRuleName: 'Rule',
      ResourceType: 'AWS::AppFlow::Flow',
      TargetType: 'SSM_DOCUMENT',
      TargetId: 'RemediationDocument',
    });
  });

  it('tells where runbook and role are, for runs by hand and for key policies', () => {
    expect(stackWith(MANUAL).outputs).toMatchObject({
      RemediationDocumentName: { Value: 'RemediationDocument' },
      RemediationRoleArn: { Value: 'RemediationRole.Arn' },
    });
    expect(stackWith({}).outputs).not.toHaveProperty('RemediationRoleArn');
  });
});

describe('what the runbook is told', () => {
  it('is the flow, and the switches as they are by default', () => {
    expect(passed(MANUAL)).toEqual({
      AutomationAssumeRole: { StaticValue: { Values: ['RemediationRole.Arn'] } },
      FlowId: { ResourceValue: { Value: 'RESOURCE_ID' } },
      RuleName: { StaticValue: { Values: ['appflow-flow-cmk'] } },
      EnableRotation: { StaticValue: { Values: ['true'] } },
      RotationPeriodInDays: { StaticValue: { Values: ['365'] } },
      CancelDeletion: { StaticValue: { Values: ['true'] } },
      EnableDisabledKey: { StaticValue: { Values: ['false'] } },
      ReplaceTagValues: { StaticValue: { Values: ['false'] } },
      QuarantineFlow: { StaticValue: { Values: ['false'] } },
    });
  });

  it.each([
    { parameter: 'TopicArn', value: 'Topic' },
    { parameter: 'RotationPeriodInDays', value: '180' },
    { parameter: 'EnableDisabledKey', value: 'true' },
    { parameter: 'KeyTags', value: 'Owner=data-platform' },
    { parameter: 'ReplaceTagValues', value: 'true' },
    { parameter: 'QuarantineFlow', value: 'true' },
    { parameter: 'NewKeyArn', value: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e' },
  ])('is $value for $parameter where everything is on', ({ parameter, value }) => {
    expect(passed(EVERYTHING)[parameter]).toEqual({ StaticValue: { Values: [value] } });
  });

  it('turns on no rotation that the rule does not judge', () => {
    expect(passed({ ...MANUAL, RequireRotation: 'false' })['EnableRotation']).toEqual({
      StaticValue: { Values: ['false'] },
    });
  });

  it('is every parameter of the runbook and no other', () => {
    expect(Object.keys(passed(EVERYTHING)).sort()).toEqual(Object.keys(objectIn(at(runbook, 'parameters'))).sort());
  });

  it.each(
    Object.entries(passed(EVERYTHING)).filter(([name]) => !/^(AutomationAssumeRole|FlowId|TopicArn)$/.test(name)),
  )('is a value that the runbook takes: %s', (name, value) => {
    const { allowedValues, allowedPattern } = objectIn(at(runbook, 'parameters', name));
    const text = String(at(value, 'StaticValue', 'Values', 0));
    if (allowedValues !== undefined) expect(listIn(allowedValues)).toContain(text);
    else expect(text).toMatch(new RegExp(String(allowedPattern)));
  });
});

describe('the role of the remediation', () => {
  const ALWAYS = ['appflow:DescribeFlow', 'config:StartConfigRulesEvaluation', 'kms:DescribeKey'];
  const OFF: Given = { ...MANUAL, RemediationEnableRotation: 'false', RemediationCancelDeletion: 'false' };

  it.each([
    { name: 'every switch off', given: OFF, adds: [] },
    {
      name: 'rotation',
      given: { ...OFF, RemediationEnableRotation: 'true' },
      adds: ['kms:EnableKeyRotation', 'kms:GetKeyRotationStatus'],
    },
    {
      name: 'cancelled deletions',
      given: { ...OFF, RemediationCancelDeletion: 'true' },
      adds: ['kms:CancelKeyDeletion', 'kms:EnableKey'],
    },
    { name: 'disabled keys', given: { ...OFF, RemediationEnableDisabledKey: 'true' }, adds: ['kms:EnableKey'] },
    {
      name: 'tags',
      given: { ...OFF, RemediationKeyTags: 'Owner=data' },
      adds: ['kms:ListResourceTags', 'kms:TagResource'],
    },
    { name: 'quarantine', given: { ...OFF, RemediationQuarantineFlow: 'true' }, adds: ['appflow:StopFlow'] },
    {
      name: 'reports',
      given: { ...OFF, NotificationTopic: 'true' },
      adds: ['kms:Decrypt', 'kms:GenerateDataKey', 'sns:Publish'],
    },
  ])('may do what is switched on and no more: $name', ({ given, adds }) => {
    expect(actionsOf('RemediationRole', given)).toEqual([...ALWAYS, ...adds].sort());
  });

  it('reaches keys and flows of this account and Region, its topic and its rule', () => {
    const reached = new Set(statementsOf('RemediationRole', EVERYTHING).flatMap(({ resources }) => resources));
    expect([...reached].sort()).toEqual([
      'Rule.Arn',
      'Topic',
      'TopicKey.Arn',
      'arn:aws:appflow:eu-west-1:111122223333:flow/*',
      'arn:aws:kms:eu-west-1:111122223333:key/*',
    ]);
  });

  it.each([
    { name: 'one', tags: 'Owner=data-platform', keys: ['Owner'] },
    { name: 'three', tags: 'Owner=data,Cost Center=4410,Class=a=b', keys: ['Owner', 'Cost Center', 'Class'] },
    { name: 'as many as there can be', tags: 'a=1,b=2,c=3,d=4,e=5,f=', keys: ['a', 'b', 'c', 'd', 'e', 'f'] },
  ])('may set the configured tag keys and no other: $name', ({ tags, keys }) => {
    const tagging = statementsOf('RemediationRole', { ...OFF, RemediationKeyTags: tags }).filter(({ actions }) =>
      actions.includes('kms:TagResource'),
    );
    expect(tagging.map(({ actions }) => actions)).toEqual([['kms:TagResource']]);
    const condition = tagging[0]?.condition ?? null;
    expect(condition).toEqual({
      // Of no tag key at all, everything is true.
      Null: { 'aws:TagKeys': 'false' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': expect.any(Array) },
    });
    const allowed = listIn(at(condition, 'ForAllValues:StringEquals', 'aws:TagKeys'));
    // KMS has no tag with an empty key.
    expect(allowed.filter((key) => key !== '')).toEqual(keys);
  });

  it('is lent to runs of this account only', () => {
    expect(at(properties('RemediationRole', MANUAL), 'AssumeRolePolicyDocument', 'Statement', 0)).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'ssm.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:ssm:*:111122223333:automation-execution/*' },
      },
    });
  });
});
