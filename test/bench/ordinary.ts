import { type Place, partitionOf } from '../../local-aws/place.ts';

/** What a test means where it says nothing else: one account and Region, one key, and the times of an event. */

export const HERE = { account: '111122223333', region: 'eu-west-1' } as const;

export const KEY_ID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

export const keyArn = (id: string = KEY_ID, { account, region }: Place = HERE): string =>
  `arn:${partitionOf(region)}:kms:${region}:${account}:key/${id}`;

export const flowArn = (name: string, { account, region }: Place = HERE): string =>
  `arn:${partitionOf(region)}:appflow:${region}:${account}:flow/${name}`;

/** When AWS Config captured an item. */
export const CAPTURED = '2026-01-15T08:00:00.250Z';

/** When AWS Config made a notification, of an item or of a schedule. */
export const NOTIFIED = '2026-01-15T08:00:02.500Z';
