import { REGION } from '../../lambda/core/model/account-region.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { readProfileRegion } from '../aws/caller.ts';

export interface RegionOptions {
  readonly region?: string;
  readonly profile?: string;
}

/** The one Region that a command works in: that of `--region`, else of the environment or profile. Throws an InvalidInputError. */
export const ownRegion = async ({ region, profile }: RegionOptions): Promise<string> => {
  // The SDK looks for it there, in all that it loads.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const own = region ?? (await readProfileRegion());
  if (own === undefined) {
    throw new InvalidInputError('No Region is given: name one with --region, AWS_REGION or the profile');
  }
  if (!REGION.test(own)) throw new InvalidInputError(`--region: ${quote(own)} is not a Region, such as eu-west-1`);
  return own;
};
