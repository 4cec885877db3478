import type { Given } from '../cloudformation/deploy.ts';
import { at, listIn, objectIn } from '../cloudformation/json.ts';
import { properties, section, stackWith } from './whole-stack.ts';

const PARAMETERS = section('Parameters');

describe('every parameter', () => {
  it.each(Object.entries(PARAMETERS))('%s is described', (_, definition) => {
    expect(String(at(definition, 'Description')).length).toBeGreaterThan(10);
  });

  it.each(Object.entries(PARAMETERS))('%s is bounded, and says how where a pattern bounds it', (_, definition) => {
    const { Type, AllowedValues, AllowedPattern, ConstraintDescription, MinValue, MaxValue } = objectIn(definition);
    const bounds = Type === 'Number' ? (MinValue !== undefined && MaxValue !== undefined) || AllowedValues : true;
    expect(bounds && (Type === 'Number' || AllowedValues || (AllowedPattern && ConstraintDescription))).toBeTruthy();
  });

  it('stands in one group of the console and has a label there', () => {
    const forms = at(section('Metadata'), 'AWS::CloudFormation::Interface');
    const grouped = listIn(at(forms, 'ParameterGroups')).flatMap((group) => listIn(at(group, 'Parameters')));
    expect([...grouped].sort()).toEqual(Object.keys(PARAMETERS).sort());
    expect(Object.keys(objectIn(at(forms, 'ParameterLabels'))).sort()).toEqual(Object.keys(PARAMETERS).sort());
  });
});

describe('the settings of the function', () => {
  it('reach it as environment variables', () => {
    const given = {
      AppFlowConcurrency: '12',
      PolicySecondOpinion: 'true',
      SecurityHubFindings: 'true',
      LogLevel: 'DEBUG',
    };
    expect(at(properties('Function', given), 'Environment', 'Variables')).toEqual({
      APPFLOW_CONCURRENCY: '12',
      POLICY_SECOND_OPINION: 'true',
      SECURITY_HUB_FINDINGS: 'true',
      POWERTOOLS_SERVICE_NAME: 'appflow-flow-cmk',
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
      POWERTOOLS_METRICS_NAMESPACE: 'AppFlowCmkRule',
      POWERTOOLS_METRICS_DISABLED: 'false',
    });
  });

  it('let no metric be written, and paid for, where observability is off', () => {
    const variables = at(properties('Function', { Observability: 'false' }), 'Environment', 'Variables');
    expect(at(variables, 'POWERTOOLS_METRICS_DISABLED')).toBe('true');
  });

  it.each([
    { LogLevel: 'TRACE', level: 'TRACE' },
    { LogLevel: 'INFO', level: 'INFO' },
    // Stricter than INFO, Lambda would filter the metrics, which are lines of the log.
    { LogLevel: 'ERROR', level: 'INFO' },
  ])('let Lambda pass what log level $LogLevel asks for, and the metrics', ({ LogLevel, level }) => {
    expect(at(properties('Function', { LogLevel }), 'LoggingConfig', 'ApplicationLogLevel')).toBe(level);
  });
});

describe('what is out of bounds', () => {
  it.each([
    { RuleName: 'with blanks' },
    { RuleName: 'x'.repeat(65) },
    { SweepFrequency: 'Two_Hours' },
    { MaxRotationPeriodInDays: '89' },
    { MaxRotationPeriodInDays: '2561' },
    { MaxFlowsPerKey: '0' },
    { AllowedKeyAccounts: '12345' },
    { KeyAccountRoleName: 'path/role' },
    { Unverified: 'COMPLIANT' },
    { NotificationEmail: 'nobody' },
    { Remediation: 'true' },
    { RemediationKeyTags: 'Owner' },
    { RemediationKeyTags: 'aws:owner=me' },
    { RemediationKeyTags: ',Owner=me' },
    { RemediationKeyTags: 'Owner=me,' },
    { RemediationKeyTags: 'Owner=me, Team=lake' },
    { RemediationKeyTags: 'Owner =me' },
    { RemediationKeyTags: 'Owner={{ssm:secret}}' },
    { RemediationKeyTags: 'a=1,b=2,c=3,d=4,e=5,f=6,g=7' },
    // AWS Config takes no longer text as a parameter of a remediation.
    { RemediationKeyTags: `Owner=${'x'.repeat(251)}` },
    { RemediationNewKeyArn: 'alias/lake' },
    { MemorySize: '128' },
    { Timeout: '901' },
    { ReservedConcurrency: '-1' },
    { AppFlowConcurrency: '0' },
    { AppFlowConcurrency: '51' },
    { LogLevel: 'loud' },
    { LogRetentionInDays: '2' },
  ] as readonly Given[])('is refused: %j', (given) => {
    expect(() => stackWith(given)).toThrow(`${Object.keys(given)[0]} does not admit`);
  });
});
