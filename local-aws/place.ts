/** An account in a Region: where a resource lives and where a call goes. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export const placeKey = ({ account, region }: Place): string => `${account}/${region}`;

/** Partitions outside the standard one are told by the Region's prefix. */
export const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

export interface ArnParts extends Place {
  readonly partition: string;
  readonly service: string;
  readonly resource: string;
}

export const splitArn = (text: string): ArnParts | undefined => {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : { partition, service, region, account, resource: resource.join(':') };
};

/** Whether a text fits a pattern in which `*` stands for any run of characters. */
export const matchesPattern = (text: string, pattern: string): boolean => {
  const literal = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's').test(text);
};
