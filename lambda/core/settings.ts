import { flag, type Parsed, quote, wholeNumber } from './parameter-values.ts';

/** Settings of the function, apart from those that Powertools reads itself. */
export interface Settings {
  /** DescribeFlow calls at one time. */
  readonly appFlowConcurrency: number;
  readonly securityHubFindings: boolean;
}

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
  };
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  return settings;
};
