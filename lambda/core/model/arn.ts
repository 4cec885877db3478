import type { AccountRegion } from './account-region.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn extends AccountRegion {
  readonly text: string;
  readonly service: string;
  readonly resource: string;
}

/** The parts of an ARN, or nothing where the text is not one. */
export const parseArn = (text: string): Arn | undefined => {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  if (resource.length === 0 || resource[0] === '') return undefined;
  return { text, partition, service, region, account, resource: resource.join(':') };
};

/** The name of a flow as the end of its ARN, `arn:aws:appflow:<region>:<account>:flow/<name>`. */
export const flowNameOfArn = (text: string): string | undefined => {
  const arn = parseArn(text);
  if (arn?.service !== 'appflow' || !arn.resource.startsWith('flow/')) return undefined;
  return arn.resource.slice('flow/'.length) || undefined;
};

export const flowArn = (where: AccountRegion, name: string): string =>
  `arn:${where.partition}:appflow:${where.region}:${where.account}:flow/${name}`;

export const roleArn = (where: Pick<AccountRegion, 'partition' | 'account'>, name: string): string =>
  `arn:${where.partition}:iam::${where.account}:role/${name}`;
