import { parseRuleParameters, RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import { admits, deploy, type Given } from '../cloudformation/deploy.ts';
import { at, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { refusals } from '../cloudformation/stack.ts';
import { actionsOfHook, allowedToHook, hookProperties, hookStackWith, OPEN_TO_EVERY_CHECK } from './hook-stack.ts';
import { PARAMETER_TEXTS } from './parameter-texts.ts';
import { templateName } from './rule-files.ts';

const ofHook = PARAMETER_TEXTS.filter(({ name }) => name !== 'executionRoleName' && name !== 'checkKeyUse');

describe('the hook', () => {
  it('judges flows that CloudFormation or Cloud Control are about to make or change, and warns', () => {
    expect(hookProperties('Hook')).toEqual({
      Alias: 'Private::Lambda::FlowKey',
      LambdaFunction: 'Function.Arn',
      ExecutionRole: 'HookRole.Arn',
      HookStatus: 'ENABLED',
      FailureMode: 'WARN',
      TargetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
      TargetFilters: {
        TargetNames: ['AWS::AppFlow::Flow'],
        Actions: ['CREATE', 'UPDATE'],
        InvocationPoints: ['PRE_PROVISION'],
      },
      StackFilters: { FilteringCriteria: 'ALL', StackNames: { Exclude: ['appflow-flow-cmk-hook'] } },
    });
  });

  it('refuses where that is asked for, and can be switched off', () => {
    expect(hookProperties('Hook', { FailureMode: 'FAIL', HookStatus: 'DISABLED' })).toMatchObject({
      FailureMode: 'FAIL',
      HookStatus: 'DISABLED',
    });
  });

  it('lets other stacks alone as well, and its own always', () => {
    expect(at(hookProperties('Hook', { ExcludedStacks: 'crm,legacy-flows' }), 'StackFilters', 'StackNames')).toEqual({
      Exclude: ['appflow-flow-cmk-hook', 'crm', 'legacy-flows'],
    });
  });

  it('is called with a role that may call its function, and nothing else', () => {
    expect(allowedToHook('HookRole')).toEqual(['lambda:InvokeFunction on Function.Arn']);
    expect(at(hookProperties('HookRole'), 'AssumeRolePolicyDocument', 'Statement')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'hooks.cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });
});

describe('what the template admits', () => {
  const admitted = (name: string, text: string): boolean =>
    admits(objectIn(at(readDefinition('hook.yaml'), 'Parameters', name)), text);

  it.each(['Private::Lambda::FlowKey', 'ab::cd::ef'])('is the alias %s', (text) => {
    expect(admitted('Alias', text)).toBe(true);
  });

  it.each(['FlowKey', 'AWS::Lambda::FlowKey', 'awsome::Lambda::FlowKey', 'a::bc::de', 'a-b::cd::ef', 'ab::cd::ef::gh'])(
    'is not the alias %s, which CloudFormation refuses',
    (text) => {
      expect(admitted('Alias', text)).toBe(false);
    },
  );

  it.each([' crm', 'crm, erp', '1st', 'crm,', Array(50).fill('s').join(',')])('are not the stacks "%s"', (text) => {
    expect(admitted('ExcludedStacks', text)).toBe(false);
  });

  it('is no bound on a rotation that is not judged', () => {
    const given = { RequireRotation: 'false', MaxRotationPeriodInDays: '365', NonRotatableKeys: 'onDemand' };
    expect(refusals(deploy(readDefinition('hook.yaml'), given))).toEqual([
      'MaxRotationPeriodInDays bounds a rotation that RequireRotation=false does not judge. Set RequireRotation to true, or leave MaxRotationPeriodInDays empty.',
      'NonRotatableKeys=onDemand asks for rotations that RequireRotation=false does not judge. Set RequireRotation to true, or NonRotatableKeys to reject or allow.',
    ]);
  });
});

describe('the policy of the hook', () => {
  const policyOf = (given: Given): string =>
    String(at(hookProperties('Function', given), 'Environment', 'Variables', 'RULE_PARAMETERS'));

  it('is JSON with one member where every default is kept', () => {
    expect(policyOf({})).toBe('{"requireRotation":"true"}');
  });

  it.each(ofHook)('has $name where it alone is changed', ({ name, good: [text] }) => {
    expect(JSON.parse(policyOf({ [templateName(name)]: text }))).toEqual({ requireRotation: 'true', [name]: text });
  });

  it('has all of them together, in texts that the function understands', () => {
    const given = Object.fromEntries(ofHook.map(({ name, good: [text] }) => [templateName(name), text]));
    const { RequireRotation: _, ...judged } = given;
    const policy = policyOf(judged);
    expect(Object.keys(JSON.parse(policy))).toEqual(ofHook.map(({ name }) => name));
    expect(() => parseRuleParameters(policy)).not.toThrow();
  });

  it('has no parameter that would do nothing: of roles in accounts of flows, and of flows that ran', () => {
    const offered = Object.keys(objectIn(at(readDefinition('hook.yaml'), 'Parameters')));
    const missing = RULE_PARAMETERS.filter(({ name }) => !offered.includes(templateName(name)));
    expect(missing.map(({ name }) => name)).toEqual(['checkKeyUse', 'executionRoleName']);
  });

  it('is defined as the rule defines its own', () => {
    for (const { name } of ofHook) {
      const parameter = (file: string) => at(readDefinition(file), 'Parameters', templateName(name));
      expect(parameter('hook.yaml')).toEqual(parameter('rule-only.yaml'));
    }
  });
});

describe('the function', () => {
  it('is the bundle that npm run build makes, and answers within the time that CloudFormation waits', () => {
    expect(hookProperties('Function')).toMatchObject({
      CodeUri: '../dist/hook/',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 30,
      Role: 'FunctionRole.Arn',
    });
  });

  it('writes to a log group of the stack that forgets', () => {
    expect(at(hookProperties('Function'), 'LoggingConfig', 'LogGroup')).toBe('LogGroup');
    expect(hookProperties('LogGroup', { LogRetentionInDays: '30' })).toEqual({ RetentionInDays: '30' });
  });
});

describe("the function's role", () => {
  const ALWAYS = [
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListResourceTags',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ];

  it('may do what the default checks need', () => {
    expect(actionsOfHook()).toEqual(ALWAYS);
  });

  it.each<{ readonly given: Given; readonly adds: readonly string[] }>([
    { given: { NonRotatableKeys: 'onDemand' }, adds: ['kms:ListKeyRotations'] },
    { given: { KeyUsers: 'arn:aws:iam::*:role/etl-*' }, adds: ['kms:ListGrants'] },
    { given: { KeyDuties: 'strict' }, adds: [] },
    { given: { KeyAliasPattern: 'alias/*' }, adds: ['kms:ListAliases'] },
    { given: { MaxFlowsPerKey: '3' }, adds: ['appflow:DescribeFlow', 'appflow:ListFlows'] },
    {
      given: { CheckConnectorProfiles: 'true' },
      adds: ['appflow:DescribeConnectorProfiles', 'secretsmanager:DescribeSecret'],
    },
    { given: { CheckBuckets: 'true' }, adds: ['s3:GetEncryptionConfiguration'] },
    { given: { KeyAccountRoleName: 'keys' }, adds: ['sts:AssumeRole'] },
    { given: { RequiredKeyTags: 'Owner', MatchingTags: 'Class', FlowTagFilter: 'Stage' }, adds: [] },
  ])('may do more only where it is asked for: $given', ({ given, adds }) => {
    expect(actionsOfHook(given)).toEqual([...ALWAYS, ...adds].sort());
  });

  it.each([
    { given: { RequireRotation: 'false' }, never: 'kms:GetKeyRotationStatus' },
    { given: { CheckKeyPolicy: 'false' }, never: 'kms:GetKeyPolicy' },
  ])('may not $never with $given', ({ given, never }) => {
    expect(actionsOfHook(given)).not.toContain(never);
  });

  it.each([{ KeyUsers: '*' }, { KeyDuties: 'separated' }])('may read key policies for %j', (given) => {
    expect(actionsOfHook({ CheckKeyPolicy: 'false', ...given })).toContain('kms:GetKeyPolicy');
  });

  it('may do everything on no more than it must, and change nothing', () => {
    expect(allowedToHook('FunctionRole', OPEN_TO_EVERY_CHECK)).toEqual([
      'appflow:DescribeConnectorProfiles on *',
      'appflow:DescribeFlow on arn:aws:appflow:eu-west-1:111122223333:flow/*',
      'appflow:ListFlows on arn:aws:appflow:eu-west-1:111122223333:flow/*',
      'kms:DescribeKey on arn:aws:kms:*:*:key/*',
      'kms:GetKeyPolicy on arn:aws:kms:*:111122223333:key/*',
      'kms:GetKeyRotationStatus on arn:aws:kms:*:*:key/*',
      'kms:ListAliases on *',
      'kms:ListGrants on arn:aws:kms:*:*:key/*',
      'kms:ListKeyRotations on arn:aws:kms:*:111122223333:key/*',
      'kms:ListResourceTags on arn:aws:kms:*:111122223333:key/*',
      'logs:CreateLogStream on LogGroup.Arn',
      'logs:PutLogEvents on LogGroup.Arn',
      's3:GetEncryptionConfiguration on arn:aws:s3:::*',
      'secretsmanager:DescribeSecret on arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!*',
      'sts:AssumeRole on arn:aws:iam::*:role/key-reader',
    ]);
  });
});

describe('the stack', () => {
  it('is a hook, its function and their roles, and leaves no log behind', () => {
    expect(Object.keys(hookStackWith().resources)).toEqual([
      'Hook',
      'HookRole',
      'Function',
      'FunctionRole',
      'LogGroup',
    ]);
    expect(at(readDefinition('hook.yaml'), 'Resources', 'LogGroup', 'DeletionPolicy')).toBe('Delete');
  });

  it('has the sentences of the rule about rotation, word for word', () => {
    expect(at(readDefinition('hook.yaml'), 'Rules')).toEqual(at(readDefinition('rule-only.yaml'), 'Rules'));
  });

  it('describes every output', () => {
    const outputs = Object.values(hookStackWith().outputs);
    expect(outputs.filter((output) => String(at(output, 'Description')).length < 10)).toEqual([]);
    expect(Object.keys(hookStackWith().outputs)).toEqual(['HookArn', 'FunctionArn', 'FunctionRoleArn', 'LogGroupName']);
  });
});
