import { InvalidInputError } from '../audit/invalid-input.ts';
import type { ObserveCalls } from '../aws/live-connect.ts';
import type { SourceOptions } from '../options/commander-options.ts';
import { parseSelection } from '../options/selection.ts';
import type { Source } from './source.ts';

const OF_AWS = ['region', 'profile', 'accounts', 'organization', 'ou', 'exclude', 'role'] as const;

/** Refuses what contradicts itself before anything is read, with an InvalidInputError. */
export const checkSourceOptions = (options: SourceOptions & { readonly rule?: string }): void => {
  parseSelection(options);
  if (options.replay === undefined) return;
  const wrong = [...OF_AWS, 'rule' as const].find((name) => options[name] !== undefined);
  if (wrong !== undefined) {
    throw new InvalidInputError(`--${wrong}: goes without --replay, which has accounts and policy of its own`);
  }
};

/** AWS as it is now, or the recording; `observe` sees the calls to AWS. Throws an InvalidInputError. */
export const openSource = async (
  options: SourceOptions & { readonly rule?: string },
  observe: ObserveCalls,
): Promise<Source> => {
  if (options.replay !== undefined) {
    const { openReplay } = await import('./replay.ts');
    return openReplay(options.replay, observe);
  }
  // The SDK looks for it there, in all that it loads.
  if (options.profile !== undefined) process.env['AWS_PROFILE'] = options.profile;
  const { openLive } = await import('./live.ts');
  return openLive(parseSelection(options), options.rule, observe);
};
