import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, type Json, type JsonObject, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { needed } from './rule-files.ts';

interface Trigger {
  readonly file: 'rule-only.yaml' | 'conformance-pack.yaml';
  readonly rule: string;
}

const rules: readonly Trigger[] = [
  { file: 'rule-only.yaml', rule: 'Rule' },
  { file: 'conformance-pack.yaml', rule: 'AppFlowFlowCmk' },
];

const propertiesOf = ({ file, rule }: Trigger, overrides: Readonly<Record<string, string>> = {}): JsonObject => {
  const template = readDefinition(file);
  return objectIn(
    evaluate(at(template, 'Resources', rule, 'Properties'), deploy(template, { ...needed[file], ...overrides })),
  );
};

describe.each(rules)('the rule of $file', (trigger) => {
  it('asks the function, by change and by schedule', () => {
    expect(propertiesOf(trigger)['Source']).toEqual({
      Owner: 'CUSTOM_LAMBDA',
      SourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
      SourceDetails: [
        { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
        { EventSource: 'aws.config', MessageType: 'OversizedConfigurationItemChangeNotification' },
        {
          EventSource: 'aws.config',
          MessageType: 'ScheduledNotification',
          MaximumExecutionFrequency: 'TwentyFour_Hours',
        },
      ],
    });
  });

  it.each([
    { trigger: 'true', types: ['AWS::AppFlow::Flow', 'AWS::KMS::Key'] },
    { trigger: 'false', types: ['AWS::AppFlow::Flow'] },
  ])('sees $types where KeyChangeTrigger is $trigger', ({ trigger: keyChange, types }) => {
    expect(propertiesOf(trigger, { KeyChangeTrigger: keyChange })['Scope']).toEqual({ ComplianceResourceTypes: types });
  });
});

describe('the organization rule', () => {
  const template = readDefinition('organization-rule.yaml');
  const properties = (overrides: Readonly<Record<string, string>> = {}): Json =>
    evaluate(
      at(template, 'Resources', 'OrganizationRule', 'Properties'),
      deploy(template, { ...needed['organization-rule.yaml'], ...overrides }),
    );

  it('asks the central function, by change and by schedule', () => {
    expect(properties()).toMatchObject({
      OrganizationConfigRuleName: 'appflow-flow-cmk',
      OrganizationCustomRuleMetadata: {
        LambdaFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
        OrganizationConfigRuleTriggerTypes: [
          'ConfigurationItemChangeNotification',
          'OversizedConfigurationItemChangeNotification',
          'ScheduledNotification',
        ],
        MaximumExecutionFrequency: 'TwentyFour_Hours',
        ResourceTypesScope: ['AWS::AppFlow::Flow', 'AWS::KMS::Key'],
      },
    });
  });

  it('spares no account unless told to', () => {
    expect(properties()).not.toHaveProperty('ExcludedAccounts');
    expect(properties({ ExcludedAccounts: '111122223333,444455556666' })).toMatchObject({
      ExcludedAccounts: ['111122223333', '444455556666'],
    });
  });
});

describe('the permission of AWS Config to invoke the function', () => {
  it('is given to the own account, before the rule is created', () => {
    const template = readDefinition('rule-only.yaml');
    const given = deploy(template, needed['rule-only.yaml']);
    expect(at(template, 'Resources', 'Rule', 'DependsOn')).toBe('Permission');
    expect(evaluate(at(template, 'Resources', 'Permission', 'Properties'), given)).toEqual({
      FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
      Action: 'lambda:InvokeFunction',
      Principal: 'config.amazonaws.com',
      SourceAccount: '111122223333',
    });
  });

  it('is given to each member account by name', () => {
    const loop = at(readDefinition('organization-permissions.yaml'), 'Resources', 'Fn::ForEach::MemberAccounts');
    expect(loop).toEqual([
      'AccountId',
      { Ref: 'MemberAccountIds' },
      {
        'Account${AccountId}': {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            FunctionName: { Ref: 'FunctionArn' },
            Action: 'lambda:InvokeFunction',
            Principal: 'config.amazonaws.com',
            SourceAccount: { Ref: 'AccountId' },
          },
        },
      },
    ]);
  });

  it('leaves room for 50 member accounts in the 20 KB of a policy', () => {
    const statement = {
      Sid: 'appflow-flow-cmk-callers-Account111122223333-AbCdEfGhIjKl',
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: `arn:aws:lambda:ap-southeast-1:111122223333:function:${'f'.repeat(64)}`,
      Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } },
    };
    const policy = { Version: '2012-10-17', Id: 'default', Statement: Array(50).fill(statement) };
    expect(JSON.stringify(policy).length).toBeLessThan(20_480);
  });
});
