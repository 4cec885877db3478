/** The partitions of AWS other than its ordinary one, by how the names of their Regions begin. */
const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
] as const;

/**
 * The partition of a Region: what an ARN in it begins with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitionOfRegion = (region: string): string =>
  PARTITIONS.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
