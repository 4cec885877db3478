import { quote } from '../model/text.ts';
import { flag, numberFromOneTo, oneOf, type Parsed } from './parameter-kinds.ts';

/** Settings of the function; the log level is only checked here, since Powertools reads it itself. */
export interface Settings {
  /** DescribeFlow calls at one time to begin with. */
  readonly appFlowConcurrency: number;
  /** Whether Access Analyzer is asked about each key policy that is read. */
  readonly policySecondOpinion: boolean;
  readonly securityHubFindings: boolean;
  readonly metricsNamespace: string;
}

/** The most DescribeFlow calls at one time, however little AppFlow throttles. */
export const MOST_APPFLOW_CONCURRENCY = 50;

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
  const read = <T>(name: string, { parse }: { parse: (text: string) => Parsed<T> }, whenAbsent: T): T => {
    const text = environment[name] ?? '';
    const result = text === '' ? { value: whenAbsent } : parse(text);
    if ('value' in result) return result.value;
    problems.push(...result.problems.map((problem) => `${name} is ${quote(text)}: ${problem}`));
    return whenAbsent;
  };
  const settings = {
    appFlowConcurrency: read('APPFLOW_CONCURRENCY', numberFromOneTo(MOST_APPFLOW_CONCURRENCY), 5),
    policySecondOpinion: read('POLICY_SECOND_OPINION', flag, false),
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
const namespace = {
  parse: (text: string): Parsed<string> =>
    /^(?!AWS\/|:)[\w./#: -]{1,255}$/.test(text) && text.trim() === text
      ? { value: text }
      : {
          problems: [
            'must be 1 to 255 letters, digits, blanks and . - _ / # : without AWS/ or : at the start or blanks around',
          ],
        },
};
