import { at, listIn, objectIn } from '../cloudformation/json.ts';
import { idsOf, idsOfType, properties, resource, stackWith } from './whole-stack.ts';

const ON = { NotificationTopic: 'true' };

const statements = (id: string, document: string) =>
  listIn(at(properties(id, ON), document, 'Statement')).map(objectIn);

/** What a statement says to whom, whatever it is called. */
const said = (id: string, document: string) => statements(id, document).map(({ Sid: _, ...statement }) => statement);

describe('notifications', () => {
  it('are never needed: the topic and all around it are there by choice', () => {
    const before = idsOf({});
    expect(idsOf(ON).filter((id) => !before.includes(id))).toEqual([
      'FailedNotificationsAlarm',
      'TopicKey',
      'Topic',
      'TopicPolicy',
      'FailedNotifications',
      'FailedNotificationsPolicy',
      'ComplianceChange',
    ]);
    expect(stackWith(ON).outputs).toMatchObject({
      TopicArn: { Value: 'Topic' },
      FailedNotificationsUrl: { Value: 'FailedNotifications' },
    });
  });

  it('go by e-mail to the address that is given', () => {
    expect(properties('EmailSubscription', { ...ON, NotificationEmail: 'data@example.com' })).toEqual({
      TopicArn: 'Topic',
      Protocol: 'email',
      Endpoint: 'data@example.com',
    });
    expect(idsOf(ON)).not.toContain('EmailSubscription');
  });
});

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html, on event sources from AWS services */
describe('the key of the topic', () => {
  it('encrypts the topic, rotates and is tagged', () => {
    expect(properties('Topic', ON)['KmsMasterKeyId']).toBe('TopicKey.Arn');
    expect(properties('TopicKey', ON)).toMatchObject({
      EnableKeyRotation: true,
      Tags: [{ Key: 'Purpose', Value: 'Notifications of appflow-flow-cmk' }],
    });
  });

  it('may be used by EventBridge for topics of this account and Region, bound by nothing that EventBridge does not send', () => {
    expect(said('TopicKey', 'KeyPolicy')[1]).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:eu-west-1:111122223333:*' } },
    });
  });

  it('may be used by alarms of this account', () => {
    expect(said('TopicKey', 'KeyPolicy')[2]).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  it('may be used by nobody else, but for whom IAM of the account allows', () => {
    expect(said('TopicKey', 'KeyPolicy')).toHaveLength(3);
    expect(said('TopicKey', 'KeyPolicy')[0]).toMatchObject({
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    });
  });
});

describe('the policy of the topic', () => {
  it('lets EventBridge publish without a condition, and the alarms of the rule', () => {
    expect(said('TopicPolicy', 'PolicyDocument')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'Topic',
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'Topic',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:appflow-flow-cmk-*' },
        },
      },
    ]);
  });

  it('stands before the first event can come', () => {
    expect(resource('ComplianceChange', ON).DependsOn).toBe('TopicPolicy');
  });
});

describe('the target of the events', () => {
  const target = () => objectIn(at(properties('ComplianceChange', ON), 'Targets', 0));
  const transformer = () => objectIn(target()['InputTransformer'] ?? {});

  it('is the topic, by its policy and without a role, and a queue where that fails', () => {
    const { InputTransformer: _, ...delivery } = target();
    expect(delivery).toEqual({
      Id: 'topic',
      Arn: 'Topic',
      DeadLetterConfig: { Arn: 'FailedNotifications.Arn' },
    });
    expect(listIn(at(properties('ComplianceChange', ON), 'Targets'))).toHaveLength(1);
  });

  it('gets one JSON object: the quotes of a text would be delivered with it', () => {
    expect(JSON.parse(String(transformer()['InputTemplate']))).toEqual({
      message:
        'The AppFlow flow <flow> in account <account>, <region>, is <verdict> since <time>. The annotation of AWS Config says why: open the rule <rule> in the console of AWS Config, or run aws configservice get-compliance-details-by-config-rule --config-rule-name <rule> --region <region>',
    });
  });

  it('has a path for every placeholder, and a placeholder for every path', () => {
    const placeholders = String(transformer()['InputTemplate']).matchAll(/<(\w+)>/g);
    const names = new Set(Array.from(placeholders, ([, name]) => name));
    expect([...names].sort()).toEqual(Object.keys(objectIn(transformer()['InputPathsMap'] ?? {})).sort());
  });
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
describe('the queue of the notifications that could not be published', () => {
  it('is encrypted with a key of SQS, which needs no key policy, and keeps them for as long as SQS can', () => {
    expect(properties('FailedNotifications', ON)).toEqual({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1209600,
    });
  });

  it('takes messages of the one EventBridge rule, and nothing without TLS', () => {
    expect(properties('FailedNotificationsPolicy', ON)['Queues']).toEqual(['FailedNotifications']);
    expect(said('FailedNotificationsPolicy', 'PolicyDocument')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: 'FailedNotifications.Arn',
        Condition: { ArnEquals: { 'aws:SourceArn': 'ComplianceChange.Arn' } },
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
        Resource: 'FailedNotifications.Arn',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('has an alarm, unless alarms are switched off', () => {
    expect(idsOfType('AWS::CloudWatch::Alarm', ON)).toContain('FailedNotificationsAlarm');
    expect(idsOfType('AWS::CloudWatch::Alarm', { ...ON, Observability: 'false' })).toEqual([]);
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
