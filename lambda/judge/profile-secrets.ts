import type { Aws } from '../aws/clients/connection.ts';
import { readSecretArns, type SecretArns } from '../aws/connector-profiles.ts';
import type { Lookups } from '../aws/lookups.ts';
import { once } from '../aws/once.ts';
import { readSecretKey } from '../aws/secret-keys.ts';
import { whomToAsk } from '../core/checks/key-is-customer-managed.ts';
import type { RuleParameters } from '../core/input/rule-parameters.ts';
import { type Answer, given } from '../core/model/answer.ts';
import { parseArn } from '../core/model/arn.ts';
import type { Flow } from '../core/model/flow.ts';
import type { ProfileSecret } from '../core/model/key.ts';
import { type NamedKey, nameOfReference } from '../core/model/key-reference.ts';

/** What stands behind the secret of each connector profile of a flow, by name of the profile. */
export type ReadProfileSecrets = (flow: Flow) => Promise<Answer<ReadonlyMap<string, ProfileSecret>>>;

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

const without = (because: string): ProfileSecret => ({ kind: 'without-cmk', because });

const readProfileSecret = async (
  aws: Aws,
  lookups: Lookups,
  parameters: RuleParameters,
  profile: string,
  secretArn: string | undefined,
): Promise<ProfileSecret> => {
  if (secretArn === undefined) return without(`connector profile ${profile} does not exist`);
  const arn = parseArn(secretArn);
  if (arn === undefined) return without(`connector profile ${profile} names no secret`);
  const named = await readSecretKey(aws, arn);
  if (named.kind === 'refused') return named;
  const secret = `the secret of connector profile ${profile}`;
  if (named.value === undefined) return without(`${secret} does not exist`);
  return keyBehind(secret, named.value, aws.where.account, lookups, parameters);
};

const keyBehind = async (
  secret: string,
  named: NamedKey,
  flowAccount: string,
  lookups: Lookups,
  parameters: RuleParameters,
): Promise<ProfileSecret> => {
  const whom = whomToAsk(named, flowAccount, parameters);
  switch (whom.kind) {
    case 'none':
    case 'aws-managed':
      return without(`${secret} is under the AWS managed key`);
    case 'not-an-arn':
      return without(`the key of ${secret} does not exist`);
    case 'account-not-allowed':
      return without(
        `the key of ${secret} is not allowed: account ${whom.reference.account} may not own ${nameOfReference(whom.reference)}`,
      );
    case 'ask': {
      const lookup = await lookups.key(whom.reference);
      if (lookup.kind === 'refused') return lookup;
      if (lookup.kind === 'missing') return without(`the key of ${secret} does not exist`);
      return lookup.key.manager === 'CUSTOMER'
        ? { kind: 'customer-managed' }
        : without(`${secret} is under the AWS managed key`);
    }
  }
};
