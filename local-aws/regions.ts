import { partitionOf } from './place.ts';

/**
 * The Regions that no account can do without, as of November 2026.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const alwaysEnabled: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'eusc-de-east-1',
];

/** Those that an account enables when it wants them; of newer ones only a world that names them knows. */
const optional: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

/** The Regions of a partition in the order of their names, with what an account that has enabled each says of it. */
export const regionsOf = (partition: string, others: readonly string[]) => {
  const all = new Set([...alwaysEnabled, ...optional, ...others].filter((region) => partitionOf(region) === partition));
  return [...all].sort().map((region) => ({
    region,
    whenEnabled: alwaysEnabled.includes(region) ? ('ENABLED_BY_DEFAULT' as const) : ('ENABLED' as const),
  }));
};
