import type { Flow } from '../../lambda/core/flow.ts';

type Wish = Partial<Omit<Flow, 'tags' | 'kmsArn'>> & {
  readonly tags?: Readonly<Record<string, string>>;
  /** `undefined` makes a flow that names no key. */
  readonly kmsArn?: string | undefined;
};

/** A flow that nothing is wrong with. */
export const aFlow = ({ tags = { Owner: 'data-platform' }, ...wish }: Wish = {}): Flow => {
  const { kmsArn, ...flow } = {
    name: 'orders-to-lake',
    arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
    account: '111122223333',
    kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    connectorProfiles: ['crm-prod'],
    ...wish,
  };
  return { ...flow, tags: new Map(Object.entries(tags)), ...(kmsArn === undefined ? {} : { kmsArn }) };
};
