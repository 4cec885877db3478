import type { Aws } from '../aws/clients/connection.ts';
import { readSecretArns, type SecretArns } from '../aws/connector-profiles.ts';
import type { Lookups } from '../aws/lookups.ts';
import { once } from '../aws/once.ts';
import { readSecretKey } from '../aws/secret-keys.ts';
import type { RuleParameters } from '../core/input/rule-parameters.ts';
import { type Answer, given } from '../core/model/answer.ts';
import { parseArn } from '../core/model/arn.ts';
import type { Flow } from '../core/model/flow.ts';
import type { KeyOwnership } from '../core/model/key.ts';
import { keyBehind, secretOfProfile, withoutCmk } from './key-behind.ts';

/** What stands behind the secret of each connector profile of a flow, by name of the profile. */
export type ReadProfileSecrets = (flow: Flow) => Promise<Answer<ReadonlyMap<string, KeyOwnership>>>;

/** AppFlow keeps the credentials of a profile in a secret, and only the secret tells its key. Each profile is followed once. */
export const createProfileSecrets = (
  aws: Aws,
  lookups: Lookups,
  parameters: RuleParameters,
  { listsAllAtOnce }: { readonly listsAllAtOnce: boolean },
): ReadProfileSecrets => {
  let everySecretArn: Promise<Answer<SecretArns>> | undefined;
  const secretArnsOf = (profiles: readonly string[]): Promise<Answer<SecretArns>> => {
    if (!listsAllAtOnce) return readSecretArns(aws, profiles);
    everySecretArn ??= readSecretArns(aws);
    return everySecretArn;
  };
  const secretOf = once((profile: string, secretArn: string | undefined) =>
    readProfileSecret(aws, lookups, parameters, profile, secretArn),
  );
  return async ({ connectorProfiles }) => {
    const arns = await secretArnsOf(connectorProfiles);
    if (arns.kind === 'refused') return arns;
    const secrets = connectorProfiles.map(
      async (profile) => [profile, await secretOf(profile, arns.value.get(profile))] as const,
    );
    return given(new Map(await Promise.all(secrets)));
  };
};

const readProfileSecret = async (
  aws: Aws,
  lookups: Lookups,
  parameters: RuleParameters,
  profile: string,
  secretArn: string | undefined,
): Promise<KeyOwnership> => {
  if (secretArn === undefined) return withoutCmk(`connector profile ${profile} does not exist`);
  const arn = parseArn(secretArn);
  if (arn === undefined) return withoutCmk(`connector profile ${profile} names no secret`);
  const named = await readSecretKey(aws, arn);
  if (named.kind === 'refused') return named;
  const secret = secretOfProfile(profile);
  if (named.value === undefined) return withoutCmk(`${secret} does not exist`);
  return keyBehind(secret, named.value, aws.where.account, lookups, parameters);
};
