import type { RuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import type { PolicyOptions } from './commander-options.ts';
import { demandsOf, type ParameterTexts, parseSettings, readParametersFile } from './policy.ts';

/** What is demanded: as it was written, and what that means. */
export interface Policy {
  readonly texts: ParameterTexts;
  readonly parameters: RuleParameters;
}

/** The policy that the options name beside what a rule or a recording brings. */
export interface GivenPolicy {
  /** Of `--parameters`; nothing without it. */
  readonly file?: ParameterTexts;
  readonly settings: ParameterTexts;
}

/** Reads the options, and checks what can be checked before anything is read. Throws an InvalidInputError. */
export const readPolicyOptions = async ({ set, parameters, rule }: PolicyOptions): Promise<GivenPolicy> => {
  if (parameters !== undefined && rule !== undefined) {
    throw new InvalidInputError('--parameters: goes without --rule, which has its own; leave out one of them');
  }
  const settings = parseSettings(set);
  const file = parameters === undefined ? undefined : await readParametersFile(parameters);
  demandsOf('--set', settings);
  const given = { ...(file === undefined ? {} : { file }), settings };
  policyOf(given, undefined);
  return given;
};

/** What these texts demand. Throws an InvalidInputError that lists every problem. */
export const policyFrom = (texts: ParameterTexts): Policy => ({
  texts,
  parameters: demandsOf('The rule parameters', texts),
});

/** What `--parameters` names, else what rule or recording brought, else the defaults. */
export const basePolicy = ({ file }: GivenPolicy, brought: ParameterTexts | undefined): ParameterTexts =>
  file ?? brought ?? {};

/** The same with every setting on top. Throws an InvalidInputError. */
export const policyOf = (given: GivenPolicy, brought: ParameterTexts | undefined): Policy =>
  policyFrom({ ...basePolicy(given, brought), ...given.settings });
