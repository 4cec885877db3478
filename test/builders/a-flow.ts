import type { Flow } from '../../lambda/core/model/flow.ts';
import { parseNamedKey } from '../../lambda/core/model/key-reference.ts';

type Overrides = Partial<Omit<Flow, 'tags' | 'key' | 'where'>> & {
  readonly tags?: Readonly<Record<string, string>>;
  /** As AppFlow tells it; `undefined` makes a flow that names no key. */
  readonly kmsArn?: string | undefined;
};

/** A flow that nothing is wrong with. */
export const aFlow = ({ tags = { Owner: 'data-platform' }, ...overrides }: Overrides = {}): Flow => {
  const { kmsArn, ...flow } = {
    name: 'orders-to-lake',
    arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
    where: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
    kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    connectorProfiles: ['crm-prod'],
    buckets: [{ name: 'company-lake', role: 'destination' }] as const,
    lastRunStatus: 'Successful',
    ...overrides,
  };
  return { ...flow, tags: new Map(Object.entries(tags)), key: parseNamedKey(kmsArn) };
};
