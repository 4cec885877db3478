import { deploy } from './deploy-template.ts';
import { at, isObject, type Json, type JsonObject, listIn, objectIn } from './read-template.ts';
import { idsOf, properties } from './whole-stack.ts';

const ON = { NotificationTopic: 'true' };

/** An event as EventBridge delivers it; a first evaluation has no old result. */
const anEvent = (change: { readonly to: string; readonly from?: string; readonly rule?: string }): JsonObject => ({
  'detail-type': 'Config Rules Compliance Change',
  source: 'aws.config',
  account: '111122223333',
  region: 'eu-west-1',
  detail: {
    resourceId: 'orders-to-lake',
    awsRegion: 'eu-west-1',
    awsAccountId: '111122223333',
    configRuleName: change.rule ?? 'Rule',
    messageType: 'ComplianceChangeNotification',
    newEvaluationResult: { complianceType: change.to, resultRecordedTime: '2026-11-21T06:03:11.207Z' },
    ...(change.from === undefined ? {} : { oldEvaluationResult: { complianceType: change.from } }),
    resourceType: 'AWS::AppFlow::Flow',
  },
});

/** EventBridge's matching, as far as the pattern uses it: lists of texts, nested fields, $or. */
const matches = (pattern: JsonObject, event: Json | undefined): boolean =>
  isObject(event) &&
  Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return listIn(wanted).some((part) => matches(objectIn(part), event));
    return Array.isArray(wanted) ? wanted.includes(event[field] ?? null) : matches(objectIn(wanted), event[field]);
  });

const pattern = () => objectIn(at(properties('ComplianceChange', ON), 'EventPattern'));

describe('a notification', () => {
  it.each([
    { name: 'becomes non-compliant', event: anEvent({ from: 'COMPLIANT', to: 'NON_COMPLIANT' }) },
    { name: 'is non-compliant at its first evaluation', event: anEvent({ to: 'NON_COMPLIANT' }) },
    { name: 'becomes compliant again', event: anEvent({ from: 'NON_COMPLIANT', to: 'COMPLIANT' }) },
  ])('goes out when a flow $name', ({ event }) => {
    expect(matches(pattern(), event)).toBe(true);
  });

  it.each([
    { name: 'a first evaluation that is compliant', event: anEvent({ to: 'COMPLIANT' }) },
    { name: 'an exemption that ended well', event: anEvent({ from: 'NOT_APPLICABLE', to: 'COMPLIANT' }) },
    { name: 'a flow that is gone', event: anEvent({ from: 'NON_COMPLIANT', to: 'NOT_APPLICABLE' }) },
    { name: 'another rule', event: anEvent({ from: 'COMPLIANT', to: 'NON_COMPLIANT', rule: 'other' }) },
    { name: 'another event', event: { ...anEvent({ to: 'NON_COMPLIANT' }), source: 'aws.ec2' } },
  ])('does not go out for $name', ({ event }) => {
    expect(matches(pattern(), event)).toBe(false);
  });

  it('is a text that a person can read', () => {
    const [target] = listIn(at(properties('ComplianceChange', ON), 'Targets'));
    const { InputPathsMap, InputTemplate } = objectIn(at(target ?? null, 'InputTransformer'));
    const event = anEvent({ from: 'COMPLIANT', to: 'NON_COMPLIANT' });
    const text = Object.entries(objectIn(InputPathsMap ?? null)).reduce((filled, [name, path]) => {
      const value = at(event, ...String(path).replace('$.', '').split('.'));
      return filled.replaceAll(`<${name}>`, String(value));
    }, String(InputTemplate));
    expect(text.split('\n')).toEqual([
      '"The AppFlow flow orders-to-lake in account 111122223333, eu-west-1, is NON_COMPLIANT since 2026-11-21T06:03:11.207Z."',
      '"The annotation of AWS Config says why: open the rule Rule in the console of AWS Config, or run"',
      '"aws configservice get-compliance-details-by-config-rule --config-rule-name Rule --region eu-west-1"',
    ]);
  });

  it('is never needed: the topic and all around it are there by choice', () => {
    const all = ['TopicKey', 'Topic', 'TopicPolicy', 'EmailSubscription', 'ComplianceChange'];
    expect(idsOf({}).filter((id) => all.includes(id))).toEqual([]);
    expect(idsOf(ON).filter((id) => all.includes(id))).toEqual([
      'TopicKey',
      'Topic',
      'TopicPolicy',
      'ComplianceChange',
    ]);
    const addressed = { ...ON, NotificationEmail: 'data@example.com' };
    expect(properties('EmailSubscription', addressed)).toEqual({
      TopicArn: 'Topic',
      Protocol: 'email',
      Endpoint: 'data@example.com',
    });
    expect(deploy(ON).outputs).toHaveProperty('TopicArn.Value', 'Topic');
  });
});

describe('the topic', () => {
  it('takes messages of this rule and of its alarms only', () => {
    const statements = listIn(at(properties('TopicPolicy', ON), 'PolicyDocument', 'Statement')).map(objectIn);
    expect(statements.map(({ Principal, Action, Condition }) => ({ Principal, Action, Condition }))).toEqual([
      {
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { ArnEquals: { 'aws:SourceArn': 'ComplianceChange.Arn' } },
      },
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:appflow-flow-cmk-*' },
        },
      },
    ]);
  });

  it('is encrypted with a key that rotates and that its publishers may use', () => {
    expect(properties('Topic', ON)['KmsMasterKeyId']).toBe('TopicKey.Arn');
    expect(properties('TopicKey', ON)['EnableKeyRotation']).toBe(true);
    expect(at(properties('TopicKey', ON), 'KeyPolicy', 'Statement', 1)).toEqual({
      Sid: 'LetEventsAndAlarmsPublish',
      Effect: 'Allow',
      Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });
});

describe('the duplicate that AWS Config itself sends to Security Hub', () => {
  it('is suppressed where the rule imports findings of its own', () => {
    const given = { SecurityHubFindings: 'true', RuleName: 'strict' };
    expect(properties('NativeFindings', given)).toMatchObject({
      RuleStatus: 'ENABLED',
      Criteria: {
        ProductName: [{ Value: 'Config', Comparison: 'EQUALS' }],
        Title: [{ Value: 'strict', Comparison: 'EQUALS' }],
      },
      Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status: 'SUPPRESSED' } } }],
    });
  });

  it.each([
    { SecurityHubFindings: 'false', QuietNativeFindings: 'true' },
    { SecurityHubFindings: 'true', QuietNativeFindings: 'false' },
  ])('stays where it is not one, or where the account may not suppress it: %j', (given) => {
    expect(idsOf(given)).not.toContain('NativeFindings');
  });
});
