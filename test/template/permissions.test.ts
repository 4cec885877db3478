import { readdirSync, readFileSync } from 'node:fs';
import { CALLS } from '../../lambda/aws/calls.ts';
import { actionOf } from '../builders/action-of.ts';
import type { Given } from '../cloudformation/deploy.ts';
import { at } from '../cloudformation/json.ts';
import { actionsOf, EVERYTHING, properties, statementsOf } from './whole-stack.ts';

/** What the defaults need: nothing else is granted. */
const ALWAYS = [
  'appflow:DescribeFlow',
  'appflow:ListFlows',
  'config:GetComplianceDetailsByConfigRule',
  'config:ListDiscoveredResources',
  'config:PutEvaluations',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:SendMessage',
];

/** AWS defines no resource level for these. */
const WITHOUT_RESOURCE_LEVEL = [
  'access-analyzer:CheckNoPublicAccess',
  'appflow:DescribeConnectorProfiles',
  'config:ListDiscoveredResources',
  'config:PutEvaluations',
  'kms:ListAliases',
];

const SWITCHES: readonly { readonly name: string; readonly given: Given; readonly adds: readonly string[] }[] = [
  { name: 'on-demand rotation', given: { NonRotatableKeys: 'onDemand' }, adds: ['kms:ListKeyRotations'] },
  { name: 'users of the key', given: { KeyUsers: 'arn:aws:iam::*:role/etl-*' }, adds: ['kms:ListGrants'] },
  { name: 'duties', given: { KeyDuties: 'strict' }, adds: [] },
  { name: 'a pattern of aliases', given: { KeyAliasPattern: 'alias/*' }, adds: ['kms:ListAliases'] },
  {
    name: 'connector profiles',
    given: { CheckConnectorProfiles: 'true' },
    adds: ['appflow:DescribeConnectorProfiles', 'secretsmanager:DescribeSecret'],
  },
  { name: 'buckets', given: { CheckBuckets: 'true' }, adds: ['s3:GetEncryptionConfiguration'] },
  {
    name: 'use of keys',
    given: { CheckKeyUse: 'true' },
    adds: ['appflow:DescribeFlowExecutionRecords', 'kms:GetKeyLastUsage'],
  },
  {
    name: 'a second opinion',
    given: { PolicySecondOpinion: 'true' },
    adds: ['access-analyzer:CheckNoPublicAccess'],
  },
  { name: 'keys of other accounts', given: { KeyAccountRoleName: 'keys' }, adds: ['sts:AssumeRole'] },
  { name: 'flows of other accounts', given: { ExecutionRoleName: 'flows' }, adds: ['sts:AssumeRole'] },
  {
    name: 'findings',
    given: { SecurityHubFindings: 'true' },
    adds: ['securityhub:BatchImportFindings', 'securityhub:GetFindings'],
  },
  { name: 'tags', given: { RequiredKeyTags: 'Owner', MatchingTags: 'Class', FlowTagFilter: 'Stage' }, adds: [] },
  { name: 'sharing', given: { MaxFlowsPerKey: '3', AllowedKeyAccounts: '444455556666' }, adds: [] },
];

const SERVICE_OF_CLIENT: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  appflow: 'appflow',
  'config-service': 'config',
  kms: 'kms',
  s3: 's3',
  'secrets-manager': 'secretsmanager',
  securityhub: 'securityhub',
  sts: 'sts',
};

/** Every operation that the code takes from an SDK client, as an IAM action. */
const callsOfTheCode = (): readonly string[] => {
  const actions = readdirSync('lambda/aws', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`lambda/aws/${file}`, 'utf8'))
    .flatMap((text) => [...text.matchAll(/(?:import|export) \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)])
    .flatMap(([, names = '', client = '']) =>
      [...names.matchAll(/\b(?:paginate([A-Z]\w+)|([A-Z]\w+)Command)\b/g)].map(([, paged, sent]) =>
        actionOf(SERVICE_OF_CLIENT[client] ?? client, paged ?? sent ?? ''),
      ),
    );
  return [...new Set(actions)].sort();
};

const ALL_CALLS = Object.values(CALLS)
  .map(({ action }) => action)
  .sort();

const without = (actions: readonly string[], fewer: readonly string[]) =>
  actions.filter((action) => !fewer.includes(action));

it('the table of calls has every operation that the code takes from the SDK, and no other', () => {
  expect(callsOfTheCode()).toEqual(ALL_CALLS);
});

describe("the function's role", () => {
  it('may do what the default checks need', () => {
    expect(actionsOf('FunctionRole')).toEqual(ALWAYS);
  });

  it.each(SWITCHES)('may do more only where it is asked for: $name', ({ given, adds }) => {
    expect(actionsOf('FunctionRole', given)).toEqual([...ALWAYS, ...adds].sort());
  });

  it('may read no rotation where rotation is not judged', () => {
    expect(actionsOf('FunctionRole', { RequireRotation: 'false' })).toEqual(
      without(ALWAYS, ['kms:GetKeyRotationStatus']),
    );
  });

  it('may read no key policy where key policies are not checked', () => {
    expect(actionsOf('FunctionRole', { CheckKeyPolicy: 'false' })).toEqual(without(ALWAYS, ['kms:GetKeyPolicy']));
  });

  it.each([{ KeyUsers: '*' }, { KeyDuties: 'separated' }])(
    'may read key policies for %j, although everyone may be admitted',
    (given) => {
      expect(actionsOf('FunctionRole', { CheckKeyPolicy: 'false', ...given })).toContain('kms:GetKeyPolicy');
    },
  );

  it('may do, with everything on, exactly what the code can call', () => {
    const forLambda = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'];
    const granted = new Set(without(actionsOf('FunctionRole', EVERYTHING), forLambda));
    expect([...granted]).toEqual(ALL_CALLS);
  });

  it.each([
    { action: 'logs:PutLogEvents', on: ['LogGroup.Arn'] },
    { action: 'sqs:SendMessage', on: ['FailedEvents.Arn'] },
    { action: 'appflow:DescribeFlow', on: ['arn:aws:appflow:eu-west-1:111122223333:flow/*'] },
    {
      action: 'config:GetComplianceDetailsByConfigRule',
      on: ['arn:aws:config:eu-west-1:111122223333:config-rule/*'],
    },
    // KMS answers these three for keys of other accounts as well, and in the Region of the key.
    { action: 'kms:DescribeKey', on: ['arn:aws:kms:*:*:key/*'] },
    { action: 'kms:GetKeyRotationStatus', on: ['arn:aws:kms:*:*:key/*'] },
    { action: 'kms:ListGrants', on: ['arn:aws:kms:*:*:key/*'] },
    { action: 'kms:ListResourceTags', on: ['arn:aws:kms:*:111122223333:key/*'] },
    { action: 'kms:GetKeyPolicy', on: ['arn:aws:kms:*:111122223333:key/*'] },
    { action: 'kms:ListKeyRotations', on: ['arn:aws:kms:*:111122223333:key/*'] },
    { action: 's3:GetEncryptionConfiguration', on: ['arn:aws:s3:::*'] },
    {
      action: 'secretsmanager:DescribeSecret',
      on: ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!*'],
    },
    {
      action: 'securityhub:BatchImportFindings',
      on: ['arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default'],
    },
    { action: 'securityhub:GetFindings', on: ['arn:aws:securityhub:eu-west-1:111122223333:hub/default'] },
    { action: 'sts:AssumeRole', on: ['arn:aws:iam::*:role/key-reader', 'arn:aws:iam::*:role/flow-reader'] },
  ])('may $action on $on', ({ action, on }) => {
    const granting = statementsOf('FunctionRole', EVERYTHING).filter(({ actions }) => actions.includes(action));
    expect(granting.flatMap(({ resources }) => resources)).toEqual(on);
  });

  it('is for Lambda alone', () => {
    expect(at(properties('FunctionRole'), 'AssumeRolePolicyDocument', 'Statement')).toEqual([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });
});

describe.each(['FunctionRole', 'RemediationRole'])('%s', (role) => {
  it('names each action in full', () => {
    expect(actionsOf(role, EVERYTHING).filter((action) => !/^[a-z\d-]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
  });

  it('has every resource only for actions that know no resource level', () => {
    const everywhere = statementsOf(role, EVERYTHING)
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ actions }) => actions);
    expect(without(everywhere, WITHOUT_RESOURCE_LEVEL)).toEqual([]);
  });

  it('has no policy of AWS, which would grant far more', () => {
    expect(Object.keys(properties(role, EVERYTHING)).sort()).toEqual([
      'AssumeRolePolicyDocument',
      'Description',
      'Policies',
    ]);
  });
});
