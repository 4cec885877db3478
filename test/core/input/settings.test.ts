import { InvalidSettingsError, parseSettings } from '../../../lambda/core/input/settings.ts';

const DEFAULTS = {
  appFlowConcurrency: 5,
  policySecondOpinion: false,
  securityHubFindings: false,
  metricsNamespace: 'AppFlowCmkRule',
};
const CONCURRENCY = 'must be a whole number from 1 to 50';
const FLAG = 'must be true or false';
const LEVEL = 'must be TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL or SILENT';
const NAMESPACE =
  'must be 1 to 255 letters, digits, blanks and . - _ / # : without AWS/ or : at the start or blanks around';

it.each([
  { name: 'no variable', environment: {} },
  { name: 'variables of others', environment: { AWS_REGION: 'eu-west-1', APPFLOW: '9' } },
  {
    name: 'empty variables',
    environment: {
      APPFLOW_CONCURRENCY: '',
      POLICY_SECOND_OPINION: '',
      SECURITY_HUB_FINDINGS: '',
      POWERTOOLS_LOG_LEVEL: '',
      POWERTOOLS_METRICS_NAMESPACE: '',
    },
  },
])('$name: the defaults of the contract', ({ environment }) => {
  expect(parseSettings({ ...environment })).toEqual(DEFAULTS);
});

it.each([
  { name: 'APPFLOW_CONCURRENCY', text: '1', expected: { appFlowConcurrency: 1 } },
  { name: 'APPFLOW_CONCURRENCY', text: '50', expected: { appFlowConcurrency: 50 } },
  { name: 'POLICY_SECOND_OPINION', text: 'true', expected: { policySecondOpinion: true } },
  { name: 'POLICY_SECOND_OPINION', text: 'false', expected: { policySecondOpinion: false } },
  { name: 'SECURITY_HUB_FINDINGS', text: 'true', expected: { securityHubFindings: true } },
  { name: 'SECURITY_HUB_FINDINGS', text: 'false', expected: { securityHubFindings: false } },
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'].map((text) => ({
    name: 'POWERTOOLS_LOG_LEVEL',
    text,
    expected: {},
  })),
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'a', expected: { metricsNamespace: 'a' } },
  {
    name: 'POWERTOOLS_METRICS_NAMESPACE',
    text: 'My Team/a.b-c_d#e:f',
    expected: { metricsNamespace: 'My Team/a.b-c_d#e:f' },
  },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'AWSome', expected: { metricsNamespace: 'AWSome' } },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'n'.repeat(255), expected: { metricsNamespace: 'n'.repeat(255) } },
])('$name "$text" is read', ({ name, text, expected }) => {
  expect(parseSettings({ [name]: text })).toEqual({ ...DEFAULTS, ...expected });
});

it.each([
  { name: 'APPFLOW_CONCURRENCY', text: '0', problem: CONCURRENCY },
  { name: 'APPFLOW_CONCURRENCY', text: '51', problem: CONCURRENCY },
  { name: 'APPFLOW_CONCURRENCY', text: 'five', problem: CONCURRENCY },
  { name: 'POLICY_SECOND_OPINION', text: 'TRUE', problem: FLAG },
  { name: 'SECURITY_HUB_FINDINGS', text: 'yes', problem: FLAG },
  { name: 'POWERTOOLS_LOG_LEVEL', text: 'info', problem: LEVEL },
  { name: 'POWERTOOLS_LOG_LEVEL', text: 'LOUD', problem: LEVEL },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'AWS/AppFlow', problem: NAMESPACE },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: ':mine', problem: NAMESPACE },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: ' mine', problem: NAMESPACE },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'mine ', problem: NAMESPACE },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'a$b', problem: NAMESPACE },
  { name: 'POWERTOOLS_METRICS_NAMESPACE', text: 'größe', problem: NAMESPACE },
])('$name "$text" is refused', ({ name, text, problem }) => {
  const parse = () => parseSettings({ [name]: text });
  expect(parse).toThrow(InvalidSettingsError);
  expect(parse).toThrow(new InvalidSettingsError([`${name} is "${text}": ${problem}`]));
});

it('a namespace of 256 characters is refused, and its beginning shown', () => {
  expect(() => parseSettings({ POWERTOOLS_METRICS_NAMESPACE: 'n'.repeat(256) })).toThrow(
    new InvalidSettingsError([`POWERTOOLS_METRICS_NAMESPACE is "${'n'.repeat(79)}…": ${NAMESPACE}`]),
  );
});

it('one error lists every problem', () => {
  expect(() =>
    parseSettings({ APPFLOW_CONCURRENCY: '99', SECURITY_HUB_FINDINGS: '1', POWERTOOLS_LOG_LEVEL: 'x' }),
  ).toThrow(
    'The environment of the function is not valid, nothing was evaluated: APPFLOW_CONCURRENCY is "99": must be a whole number from 1 to 50; SECURITY_HUB_FINDINGS is "1": must be true or false; POWERTOOLS_LOG_LEVEL is "x": must be TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL or SILENT.',
  );
  expect(new InvalidSettingsError([]).name).toBe('InvalidSettingsError');
});
