import { at, objectIn } from '../cloudformation/json.ts';
import { EVERYTHING, idsOf, properties, resource, section, stackWith } from './whole-stack.ts';

describe('the rule', () => {
  it('is a custom rule that is asked on changes, on oversized changes and on a schedule', () => {
    expect(properties('Rule', { SweepFrequency: 'Six_Hours' })['Source']).toEqual({
      Owner: 'CUSTOM_LAMBDA',
      SourceIdentifier: 'Function.Arn',
      SourceDetails: [
        { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
        { EventSource: 'aws.config', MessageType: 'OversizedConfigurationItemChangeNotification' },
        {
          EventSource: 'aws.config',
          MessageType: 'ScheduledNotification',
          MaximumExecutionFrequency: 'Six_Hours',
        },
      ],
    });
  });

  it('knows the frequencies of AWS Config and no others', () => {
    expect(at(section('Parameters'), 'SweepFrequency', 'AllowedValues')).toEqual([
      'One_Hour',
      'Three_Hours',
      'Six_Hours',
      'Twelve_Hours',
      'TwentyFour_Hours',
    ]);
  });

  it.each([
    { KeyChangeTrigger: 'true', types: ['AWS::AppFlow::Flow', 'AWS::KMS::Key'] },
    { KeyChangeTrigger: 'false', types: ['AWS::AppFlow::Flow'] },
  ])('watches $types where KeyChangeTrigger is $KeyChangeTrigger', ({ KeyChangeTrigger, types }) => {
    expect(properties('Rule', { KeyChangeTrigger })['Scope']).toEqual({ ComplianceResourceTypes: types });
  });

  it('waits for the permission that AWS Config probes', () => {
    expect(resource('Rule').DependsOn).toBe('InvokePermission');
  });

  it('has a function that AWS Config of this account alone may invoke', () => {
    expect(properties('InvokePermission')).toEqual({
      FunctionName: 'Function.Arn',
      Action: 'lambda:InvokeFunction',
      Principal: 'config.amazonaws.com',
      SourceAccount: '111122223333',
    });
  });

  it('has the name that its metrics, alarms and notifications use', () => {
    expect(properties('Rule', { RuleName: 'strict' })['ConfigRuleName']).toBe('strict');
  });
});

describe('the function', () => {
  it('is the bundle that npm run build makes', () => {
    expect(properties('Function')).toMatchObject({
      CodeUri: 'dist/lambda/',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: '300',
    });
  });

  it('keeps events that failed three times, encrypted and for as long as SQS can', () => {
    expect(properties('Function')['EventInvokeConfig']).toEqual({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21600,
      DestinationConfig: { OnFailure: { Type: 'SQS', Destination: 'FailedEvents.Arn' } },
    });
    expect(properties('FailedEvents')).toEqual({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600 });
  });

  it.each([
    { ReservedConcurrency: '0', reserved: undefined },
    { ReservedConcurrency: '3', reserved: '3' },
  ])('reserves $reserved where ReservedConcurrency is $ReservedConcurrency', ({ ReservedConcurrency, reserved }) => {
    expect(properties('Function', { ReservedConcurrency })['ReservedConcurrentExecutions']).toBe(reserved);
  });

  it('writes to a log group of the stack that forgets', () => {
    expect(at(properties('Function'), 'LoggingConfig', 'LogGroup')).toBe('LogGroup');
    expect(properties('LogGroup', { LogRetentionInDays: '30' })).toEqual({ RetentionInDays: '30' });
  });
});

describe('the stack', () => {
  it('creates the function, the rule and what observes them by default, and nothing else', () => {
    expect(idsOf({})).toEqual([
      'Function',
      'FunctionRole',
      'LogGroup',
      'FailedEvents',
      'InvokePermission',
      'Rule',
      'FunctionErrorsAlarm',
      'FailedEventsAlarm',
      'LostEventsAlarm',
      'FailedEvaluationsAlarm',
      'NoSweepAlarm',
      'Dashboard',
    ]);
  });

  it('leaves nothing behind when it is deleted', () => {
    const kept = Object.entries(section('Resources')).filter(([, definition]) =>
      [objectIn(definition)['DeletionPolicy'], objectIn(definition)['UpdateReplacePolicy']].some(
        (policy) => policy !== undefined && policy !== 'Delete',
      ),
    );
    expect(kept).toEqual([]);
  });

  it('describes every output', () => {
    const outputs = Object.entries(stackWith(EVERYTHING).outputs);
    expect(outputs.map(([id]) => id)).toEqual([
      'RuleName',
      'RuleArn',
      'FunctionArn',
      'FunctionRoleArn',
      'LogGroupName',
      'FailedEventsUrl',
      'DashboardName',
      'TopicArn',
      'FailedNotificationsUrl',
      'RemediationDocumentName',
      'RemediationRoleArn',
    ]);
    expect(outputs.filter(([, output]) => String(at(output, 'Description')).length < 10)).toEqual([]);
  });
});
