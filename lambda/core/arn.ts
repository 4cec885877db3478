export interface Arn {
  readonly text: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN, or nothing where the text is none. */
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

export const flowArn = (at: { partition: string; region: string; account: string }, name: string): string =>
  `arn:${at.partition}:appflow:${at.region}:${at.account}:flow/${name}`;

export const roleArn = (at: { partition: string; account: string }, name: string): string =>
  `arn:${at.partition}:iam::${at.account}:role/${name}`;

/** The form of a Region's name; it may begin with more than two letters, as eusc-de-east-1 does. */
export const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** What a flow or a secret says of its key: an ARN that KMS understands, naming the key itself or an alias of it. */
export interface KeyReference {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly names: 'key' | 'alias';
  /** The key id, or the alias with its prefix `alias/`. */
  readonly id: string;
}

/** The reference that a key ARN or alias ARN makes, or nothing where the text is no ARN of KMS. */
export const parseKeyReference = (text: string): KeyReference | undefined => {
  const arn = parseArn(text);
  if (arn?.service !== 'kms' || !REGION.test(arn.region) || !/^\d{12}$/.test(arn.account)) return undefined;
  const { partition, region, account, resource } = arn;
  const keyId = /^key\/(?<id>[A-Za-z0-9-]+)$/.exec(resource)?.groups?.['id'];
  if (keyId !== undefined) return { arn: text, partition, region, account, names: 'key', id: keyId };
  if (/^alias\/.+$/.test(resource)) return { arn: text, partition, region, account, names: 'alias', id: resource };
  return undefined;
};

/** Aliases that begin so are reserved for keys that AWS manages. */
export const isAwsManagedAlias = ({ names, id }: KeyReference): boolean =>
  names === 'alias' && id.startsWith('alias/aws/');
