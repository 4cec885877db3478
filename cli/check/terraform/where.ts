import { ACCOUNT_ID, REGION } from '../../../lambda/core/model/account-region.ts';
import { parseArn } from '../../../lambda/core/model/arn.ts';
import { known, type Planned } from '../planned.ts';
import type { Configuration } from './configuration.ts';
import type { Instance, Instances } from './instances.ts';
import { memberOf } from './json.ts';
import { referencesOf } from './references.ts';
import { attributeAt, constantIn, readSpot, referencesIn } from './spot.ts';
import { unknownBecause } from './words.ts';

/** Where the flows of a plan will be. */
export interface Where {
  readonly account: Planned<string>;
  readonly region: Planned<string>;
}

/**
 * What the plan tells of account and Region: by what is there already, by data sources, by the configuration of
 * providers.
 */
export const whereOf = (
  instances: Instances,
  flows: readonly Instance[],
  configuration: Configuration,
  variables: unknown,
): Where => {
  const providers = new Set(flows.flatMap((flow) => flow.configuration?.providerKey ?? []));
  const beside = instances.all.filter(
    ({ configuration: it, mode }) =>
      mode === 'managed' && it?.providerKey !== undefined && providers.has(it.providerKey),
  );
  return {
    account: onlyOne(
      new Set([
        ...beside.flatMap(accountOf),
        ...instances.all.flatMap(callerAccount),
        ...[...providers].flatMap((it) => providerAccount(it, configuration)),
      ]),
      'account',
      'the plan does not tell the account: aws_caller_identity would, or allowed_account_ids of the provider',
    ),
    region: onlyOne(
      new Set(flows.flatMap((flow) => regionOf(flow, configuration, variables))),
      'Region',
      'the plan does not tell the Region of the provider',
    ),
  };
};

const onlyOne = (found: ReadonlySet<string>, what: string, otherwise: string): Planned<string> => {
  const [one, ...others] = found;
  if (one === undefined) return unknownBecause(otherwise);
  return others.length === 0 ? known(one) : unknownBecause(`the plan is for more than one ${what}`);
};

const textAt = (instance: Instance, attribute: string): string | undefined => {
  const reading = readSpot(attributeAt(instance.root, attribute));
  return reading.kind === 'known' && typeof reading.value === 'string' ? reading.value : undefined;
};

/** Of what is there already, made by a provider of flows. */
const accountOf = (instance: Instance): readonly string[] => {
  const arn = parseArn(textAt(instance, instance.type === 'awscc_appflow_flow' ? 'flow_arn' : 'arn') ?? '');
  return arn !== undefined && ACCOUNT_ID.test(arn.account) ? [arn.account] : [];
};

/** The one account that a provider may be used in, or whose role it takes. */
const providerAccount = (provider: string, configuration: Configuration): readonly string[] => {
  const expressions = configuration.provider(provider);
  const allowed = constantIn(memberOf(expressions, 'allowed_account_ids'))?.value;
  const [id, ...others] = Array.isArray(allowed) ? allowed : [];
  if (typeof id === 'string' && others.length === 0 && ACCOUNT_ID.test(id)) return [id];
  const roles = memberOf(expressions, 'assume_role');
  const [role] = Array.isArray(roles) ? roles : [];
  const arn = constantIn(memberOf(role, 'role_arn'))?.value;
  const account = typeof arn === 'string' ? parseArn(arn)?.account : undefined;
  return account !== undefined && ACCOUNT_ID.test(account) ? [account] : [];
};

const callerAccount = (instance: Instance): readonly string[] => {
  const account = instance.resource.startsWith('data.aws_caller_identity.')
    ? textAt(instance, 'account_id')
    : undefined;
  return account !== undefined && ACCOUNT_ID.test(account) ? [account] : [];
};

/** Since version 6 of the provider each resource has its Region; before, the provider alone knew it. */
const regionOf = (flow: Instance, configuration: Configuration, variables: unknown): readonly string[] => {
  const region = textAt(flow, 'region') ?? providerRegion(flow, configuration, variables);
  return region !== undefined && REGION.test(region) ? [region] : [];
};

const providerRegion = (flow: Instance, configuration: Configuration, variables: unknown): string | undefined => {
  const key = flow.configuration?.providerKey;
  const expression = memberOf(key === undefined ? undefined : configuration.provider(key), 'region');
  const constant = constantIn(expression)?.value;
  if (typeof constant === 'string') return constant;
  const [only, ...others] = referencesOf(referencesIn(expression) ?? []);
  if (only?.reference.kind !== 'variable' || only.reference.rest.length > 0 || others.length > 0) return undefined;
  const value = memberOf(memberOf(variables, only.reference.name), 'value');
  return typeof value === 'string' ? value : undefined;
};
