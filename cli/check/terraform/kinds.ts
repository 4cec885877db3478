import type { Instance } from './instances.ts';

/** How each kind of key calls what the others call otherwise. */
export interface KeyNames {
  readonly enabled: string;
  readonly spec: string;
  readonly usage: string;
  readonly policy: string;
}

const AWS = { enabled: 'enabled', spec: 'key_spec', usage: 'key_usage', policy: 'policy' } as const;

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key and its neighbours */
export const KEY_NAMES: ReadonlyMap<string, KeyNames> = new Map<string, KeyNames>([
  ['aws_kms_key', { ...AWS, enabled: 'is_enabled', spec: 'customer_master_key_spec' }],
  ['aws_kms_external_key', AWS],
  ['aws_kms_replica_key', AWS],
  ['aws_kms_replica_external_key', AWS],
  ['awscc_kms_key', { ...AWS, policy: 'key_policy' }],
]);

/** The attribute that holds an alias's name. */
export const ALIAS_NAMES: ReadonlyMap<string, string> = new Map([
  ['aws_kms_alias', 'name'],
  ['awscc_kms_alias', 'alias_name'],
]);

/** The attribute that holds a flow's name. */
export const FLOW_NAMES: ReadonlyMap<string, string> = new Map([
  ['aws_appflow_flow', 'name'],
  ['awscc_appflow_flow', 'flow_name'],
]);

export const PROFILE = 'aws_appflow_connector_profile';
export const BUCKET = 'aws_s3_bucket';
export const ENCRYPTION = 'aws_s3_bucket_server_side_encryption_configuration';
export const KEY_POLICY = 'aws_kms_key_policy';

const TYPES: ReadonlySet<string> = new Set([
  ...KEY_NAMES.keys(),
  ...ALIAS_NAMES.keys(),
  ...FLOW_NAMES.keys(),
  PROFILE,
  BUCKET,
  ENCRYPTION,
  KEY_POLICY,
]);

/** Whether the type is one that is read here, whoever provides it. */
export const isReadType = ({ type }: Instance): boolean => TYPES.has(type);

/** Whether AWS's own provider makes it. Terraform and OpenTofu name the same one by their own registries. */
export const isOfAws = ({ provider }: Instance): boolean => /\/hashicorp\/(aws|awscc)$/.test(provider);

export const isManaged = (instance: Instance, types: { readonly has: (type: string) => boolean }): boolean =>
  instance.mode === 'managed' && types.has(instance.type) && isOfAws(instance);
