import { resolve } from 'node:path';
import { VERSION } from '../cli/version.ts';
import { parseRuleParameters } from '../lambda/core/input/rule-parameters.ts';
import { REASON_CODES } from '../lambda/core/model/reasons.ts';
import type { flowKeyPlugin as declared, FlowKeyPluginOptions } from './api.ts';
import { assembliesOf } from './assemblies.ts';
import { startJudge } from './start-judge.ts';
import { UNKNOWN, violationsIn } from './violations.ts';

/** See `api.ts`, which is what its users read. */
export const flowKeyPlugin: typeof declared = (options = {}) => {
  const { parameters, unknown } = checked(options);
  return {
    name: 'appflow-flow-cmk',
    version: VERSION,
    ruleIds: [...REASON_CODES, UNKNOWN],
    validate: ({ templatePaths }) => {
      if (templatePaths.length === 0) return { success: true, violations: [] };
      const report = startJudge({ assemblies: assembliesOf(templatePaths), parameters });
      return violationsIn(report, unknown, (file) => resolve(file));
    },
  };
};

interface CheckedOptions {
  readonly parameters: Readonly<Record<string, string>>;
  readonly unknown: 'warn' | 'fail';
}

/** An app in JavaScript can give anything, and a misspelt `fial` must not be a `warn`. Throws where the app is wrong, not at synthesis. */
const checked = ({ parameters = {}, unknown = 'warn', ...others }: FlowKeyPluginOptions): CheckedOptions => {
  const [surplus] = Object.keys(others);
  if (surplus !== undefined)
    throw new TypeError(`flowKeyPlugin knows no option ${surplus}: parameters and unknown are all`);
  if (unknown !== 'warn' && unknown !== 'fail') throw new TypeError("The option unknown must be 'warn' or 'fail'");
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  parseRuleParameters(JSON.stringify(texts));
  return { parameters: texts, unknown };
};
