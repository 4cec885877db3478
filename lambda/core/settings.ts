import { flag, oneOf, type Parsed, quote, wholeNumber } from './parameter-values.ts';

/** Settings of the function; the log level is only checked here, since Powertools reads it itself. */
export interface Settings {
  /** DescribeFlow calls at one time. */
  readonly appFlowConcurrency: number;
  readonly securityHubFindings: boolean;
  readonly metricsNamespace: string;
}

const DEFAULT_NAMESPACE = 'AppFlowCmkRule';

export class InvalidSettingsError extends Error {
  override readonly name = 'InvalidSettingsError';
  constructor(problems: readonly string[]) {
    super(`The environment of the function is not valid, nothing was evaluated: ${problems.join('; ')}.`);
  }
}

/** Reads the function's environment variables; absent or empty ones have defaults. Throws one error that lists every problem. */
export const parseSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const problems: string[] = [];
  const read = <T>(name: string, parse: (text: string) => Parsed<T>, absent: T): T => {
    const text = environment[name] ?? '';
    const outcome = text === '' ? { value: absent } : parse(text);
    if ('value' in outcome) return outcome.value;
    problems.push(...outcome.problems.map((problem) => `${name} is ${quote(text)}: ${problem}`));
    return absent;
  };
  const settings = {
    appFlowConcurrency: read('APPFLOW_CONCURRENCY', wholeNumber(1, 50), 5),
    securityHubFindings: read('SECURITY_HUB_FINDINGS', flag, false),
    metricsNamespace: read('POWERTOOLS_METRICS_NAMESPACE', namespace, DEFAULT_NAMESPACE),
  };
  read('POWERTOOLS_LOG_LEVEL', logLevel, 'INFO');
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  return settings;
};

/** Powertools takes these in upper case alone, and logs at INFO without a word where it reads anything else. */
const logLevel = oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT');

/** CloudWatch drops metrics of any other namespace, and keeps AWS/ for itself. */
const namespace = (text: string): Parsed<string> =>
  /^(?!AWS\/|:)[\w./#: -]{1,255}$/.test(text) && text.trim() === text
    ? { value: text }
    : {
        problems: [
          'allowed are 1 to 255 letters, digits, blanks and . - _ / # : without AWS/ or : at the start or blanks around',
        ],
      };
