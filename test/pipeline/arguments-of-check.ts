import { parseSettings } from '../../cli/options/policy.ts';
import { policyFrom } from '../../cli/options/policy-of.ts';
import { programOf } from '../../cli/program.ts';

interface Taken {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

const nowhere = { write: () => true } as never;

/** What the program takes from these arguments of `check`, without running it. Throws where it refuses them. */
export const takenByCheck = (args: readonly string[]): Taken => {
  const program = programOf({ out: nowhere, err: nowhere, page: new URL('file:///') }, async () => {});
  const check = program.commands.find((command) => command.name() === 'check');
  if (check === undefined) throw new Error('The program has no command check');
  const taken: Taken[] = [];
  check.exitOverride().configureOutput({ writeErr: () => {} });
  check.action((files: readonly string[], options: Readonly<Record<string, unknown>>) => {
    taken.push({ files, options });
  });
  program.parse(['check', ...args], { from: 'user' });
  const [only] = taken;
  if (only === undefined) throw new Error('It is not a call of check');
  return only;
};

/** Throws where the rule knows no such parameter, or does not take the value. */
export const mustBePolicy = (settings: readonly string[]): void => {
  policyFrom(parseSettings(settings));
};
