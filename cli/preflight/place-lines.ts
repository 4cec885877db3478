import type { Answer } from '../../lambda/core/model/answer.ts';
import type { PreflightLine } from './line.ts';

/** Whether AppFlow exists in this Region, of those in which it exists at all. */
export const regionLine = (region: string, regions: readonly string[]): PreflightLine => {
  const check = 'Region';
  if (regions.includes(region)) return { check, outcome: 'pass', told: `AppFlow exists in ${region}.` };
  return {
    check,
    outcome: 'fail',
    told: `AppFlow does not exist in ${region}, so that there is nothing to judge.`,
    remedy: `Deploy the rule in Regions that have it: ${regions.join(', ')}.`,
  };
};

/** Whether findings would have somewhere to go; the rule works without. */
export const hubLine = (isOn: Answer<boolean>): PreflightLine => {
  const check = 'Security Hub';
  if (isOn.kind === 'refused') {
    return {
      check,
      outcome: 'warn',
      told: `Whether Security Hub CSPM is on could not be read: ${isOn.because}.`,
      remedy: 'Allow it to whoever runs this; it matters only for SecurityHubFindings=true.',
    };
  }
  if (isOn.value) return { check, outcome: 'pass', told: 'Security Hub CSPM is on.' };
  return {
    check,
    outcome: 'warn',
    told: 'Security Hub CSPM is off in this Region: findings could not be imported.',
    remedy: 'Turn it on before SecurityHubFindings=true, or leave that switch off.',
  };
};
