import { estimatedMonthlyCost } from '../../../lambda/core/output/key-cost.ts';
import { aKey } from '../../builders/a-key.ts';

const createdAt = new Date('2025-01-01T00:00:00Z');
const yearly = { kind: 'on', periodInDays: 365 } as const;

it.each([
  { name: 'that never rotated', key: {}, rotation: yearly, now: '2025-12-31T23:59:59Z', expected: 1 },
  { name: 'that rotated once', key: {}, rotation: yearly, now: '2026-01-01T00:00:00Z', expected: 2 },
  { name: 'that rotated twice', key: {}, rotation: yearly, now: '2027-01-01T00:00:00Z', expected: 3 },
  { name: 'that rotated often', key: {}, rotation: yearly, now: '2035-01-01T00:00:00Z', expected: 3 },
  {
    name: 'that rotates oftener',
    key: {},
    rotation: { kind: 'on', periodInDays: 90 } as const,
    now: '2025-04-01T00:00:00Z',
    expected: 2,
  },
  { name: 'whose clock is ahead of ours', key: {}, rotation: yearly, now: '2024-12-31T00:00:00Z', expected: 1 },
  {
    name: 'that does not rotate',
    key: {},
    rotation: { kind: 'off' } as const,
    now: '2035-01-01T00:00:00Z',
    expected: 1,
  },
  { name: 'whose rotation was not read', key: {}, rotation: undefined, now: '2035-01-01T00:00:00Z', expected: 1 },
  { name: 'that is disabled', key: { state: 'Disabled' }, rotation: yearly, now: '2026-01-01T00:00:00Z', expected: 2 },
  {
    name: 'pending deletion',
    key: { state: 'PendingDeletion' },
    rotation: yearly,
    now: '2026-01-01T00:00:00Z',
    expected: 0,
  },
  {
    name: 'waiting for the deletion of its replicas',
    key: { state: 'PendingReplicaDeletion' },
    rotation: yearly,
    now: '2026-01-01T00:00:00Z',
    expected: 0,
  },
])('a key $name costs $expected dollars a month', ({ key, rotation, now, expected }) => {
  expect(estimatedMonthlyCost(aKey({ createdAt, ...key }), rotation, new Date(now))).toBe(expected);
});
