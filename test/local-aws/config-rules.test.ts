import {
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { clientsOf, closeAll, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

describe('DescribeConfigRules', () => {
  it('tells the world’s rule with its parameters', async () => {
    const { config } = await localAws({ ruleParameters: { requiredKeyTags: 'Owner', checkBuckets: 'true' } });
    const { ConfigRules } = await config.send(new DescribeConfigRulesCommand({}));
    expect(ConfigRules).toHaveLength(1);
    expect(ConfigRules?.[0]).toMatchObject({
      ConfigRuleName: 'appflow-flow-cmk',
      ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
      ConfigRuleId: 'config-rule-k3v9qa',
      InputParameters: '{"requiredKeyTags":"Owner","checkBuckets":"true"}',
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
      },
      ConfigRuleState: 'ACTIVE',
    });
  });

  it('knows a rule by its results, in their place alone', async () => {
    const result = { rule: 'org-cmk-a1b2', ResourceId: 'orders', ComplianceType: 'COMPLIANT' as const };
    const { aws, config } = await localAws({ evaluationResults: [result] });
    const named = new DescribeConfigRulesCommand({ ConfigRuleNames: ['org-cmk-a1b2'] });
    const { ConfigRules } = await config.send(named);
    const elsewhere = await errorOf(clientsOf(aws, { region: 'us-east-1' }).config.send(named));
    expect(ConfigRules?.map(({ ConfigRuleName }) => ConfigRuleName)).toEqual(['org-cmk-a1b2']);
    expect(elsewhere).toEqual({ name: 'NoSuchConfigRuleException', status: 400 });
  });

  it('knows no deleted rule', async () => {
    const { config } = await localAws({ deletedRules: ['appflow-flow-cmk'] });
    expect((await config.send(new DescribeConfigRulesCommand({}))).ConfigRules).toEqual([]);
  });

  it('knows no rule that is proactive', async () => {
    const { config } = await localAws();
    const command = new DescribeConfigRulesCommand({ Filters: { EvaluationMode: 'PROACTIVE' } });
    expect((await config.send(command)).ConfigRules).toEqual([]);
  });

  it.each([
    { name: 'a rule that is not there', names: ['other'], error: 'NoSuchConfigRuleException' },
    { name: 'more than 25 names', names: Array(26).fill('appflow-flow-cmk'), error: 'ValidationException' },
  ])('refuses $name', async ({ names, error }) => {
    const { config } = await localAws();
    const command = new DescribeConfigRulesCommand({ ConfigRuleNames: names });
    expect(await errorOf(config.send(command))).toEqual({ name: error, status: 400 });
  });
});

describe('the recorder', () => {
  const told = async (recorder: NonNullable<Parameters<typeof localAws>[0]>['recorder']) => {
    const { config } = await localAws(recorder === undefined ? {} : { recorder });
    const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
    const { ConfigurationRecordersStatus } = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
    return { recorders: ConfigurationRecorders, statuses: ConfigurationRecordersStatus };
  };

  it('runs and records everything unless told otherwise', async () => {
    const { recorders, statuses } = await told(undefined);
    expect(recorders).toEqual([
      {
        name: 'default',
        arn: 'arn:aws:config:eu-west-1:111122223333:configuration-recorder/default/ab12cd34',
        roleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
        recordingGroup: { allSupported: true },
        recordingMode: { recordingFrequency: 'CONTINUOUS' },
      },
    ]);
    expect(statuses?.map(({ name, recording }) => [name, recording])).toEqual([['default', true]]);
  });

  it('is what the world says of it', async () => {
    const recordingGroup = { allSupported: false, resourceTypes: ['AWS::KMS::Key'] };
    const recordingMode = { recordingFrequency: 'DAILY' as const };
    const { recorders, statuses } = await told({ recording: false, recordingGroup, recordingMode });
    expect(recorders?.[0]).toMatchObject({ recordingGroup, recordingMode });
    expect(statuses?.map(({ recording }) => recording)).toEqual([false]);
  });

  it('is none where the world has none', async () => {
    expect(await told(false)).toEqual({ recorders: [], statuses: [] });
  });

  it.each([
    { name: 'of another name', recorder: true, ConfigurationRecorderNames: ['other'] },
    { name: 'that is not there', recorder: false, ConfigurationRecorderNames: ['default'] },
  ])('$name is refused', async ({ recorder, ConfigurationRecorderNames }) => {
    const { config } = await localAws({ recorder });
    const commands = [
      config.send(new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames })),
      config.send(new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames })),
    ];
    const errors = await Promise.all(commands.map(errorOf));
    expect(errors.map(({ name }) => name)).toEqual(Array(2).fill('NoSuchConfigurationRecorderException'));
  });

  it('of a service is not known here', async () => {
    const { config } = await localAws();
    const command = new DescribeConfigurationRecordersCommand({ ServicePrincipal: 'x.amazonaws.com' });
    expect((await errorOf(config.send(command))).name).toBe('ValidationException');
  });
});
