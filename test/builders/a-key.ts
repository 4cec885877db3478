import type { Key } from '../../lambda/core/model/key.ts';

/** A customer managed key that nothing is wrong with. */
export const aKey = (overrides: Partial<Key> = {}): Key => ({
  arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  account: '111122223333',
  region: 'eu-west-1',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  createdAt: new Date('2026-03-02T08:30:11.915Z'),
  ...overrides,
});
