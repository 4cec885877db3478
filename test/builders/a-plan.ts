interface Values {
  readonly after?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly sensitive?: Readonly<Record<string, unknown>>;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly actions?: readonly string[];
  readonly provider?: string;
}

/** A change that a plan makes to the resource `type.name` of the root module. */
export const aChange = (
  address: string,
  { after = {}, unknown = {}, sensitive = {}, before, actions = ['create'], provider }: Values = {},
): Readonly<Record<string, unknown>> => {
  const [type = '', name = ''] = address.split('.');
  return {
    address,
    mode: 'managed',
    type,
    name,
    provider_name: provider ?? 'registry.terraform.io/hashicorp/aws',
    change: { actions, before: before ?? null, after, after_unknown: unknown, after_sensitive: sensitive },
  };
};

/** What the configuration says of a resource of the root module. */
export const aBlock = (
  address: string,
  expressions: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({ address, provider_config_key: 'aws', expressions });

/** A key that rotates, as a plan has it that makes it. */
export const aKeyChange = (address = 'aws_kms_key.lake', values: Values = {}): Readonly<Record<string, unknown>> =>
  aChange(address, {
    ...values,
    after: {
      customer_master_key_spec: 'SYMMETRIC_DEFAULT',
      enable_key_rotation: true,
      is_enabled: true,
      key_usage: 'ENCRYPT_DECRYPT',
      region: 'eu-west-1',
      ...values.after,
    },
    unknown: {
      arn: true,
      id: true,
      key_id: true,
      policy: true,
      rotation_period_in_days: true,
      tags_all: true,
      ...values.unknown,
    },
  });

/** A flow under a key that the same plan makes. */
export const aFlowChange = (address = 'aws_appflow_flow.orders', values: Values = {}) =>
  aChange(address, {
    ...values,
    after: { name: 'orders', region: 'eu-west-1', ...values.after },
    unknown: { arn: true, kms_arn: true, tags_all: true, ...values.unknown },
  });

interface Parts {
  readonly changes?: readonly Readonly<Record<string, unknown>>[];
  readonly blocks?: readonly Readonly<Record<string, unknown>>[];
  readonly calls?: Readonly<Record<string, unknown>>;
  readonly providers?: Readonly<Record<string, unknown>>;
  /** Members of the plan itself. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** The JSON of a plan; without anything given it makes one key and one flow under it. */
export const aPlan = ({
  changes = [aFlowChange(), aKeyChange()],
  blocks = [
    aBlock('aws_appflow_flow.orders', { kms_arn: { references: ['aws_kms_key.lake.arn', 'aws_kms_key.lake'] } }),
    aBlock('aws_kms_key.lake', { enable_key_rotation: { constant_value: true } }),
  ],
  calls = {},
  providers = { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
  members = {},
}: Parts = {}): string =>
  JSON.stringify({
    format_version: '1.2',
    resource_changes: changes,
    configuration: { provider_config: providers, root_module: { resources: blocks, module_calls: calls } },
    ...members,
  });
