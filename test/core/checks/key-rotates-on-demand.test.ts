import { keyRotates } from '../../../lambda/core/checks/key-rotates.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import { type CheckCase, testCheck } from './test-check.ts';

const imported = { id: '1b2c3d4e', origin: 'EXTERNAL', createdAt: new Date('2020-01-01T00:00:00Z') };
const onDemand = { nonRotatableKeys: 'onDemand' } as const;
const newest = (date: string) => ({ newestOnDemandRotation: known(new Date(date)) });

/** Rows of an imported key where keys that are rotated on demand are accepted. */
const cases: readonly (Omit<CheckCase, 'reads'> & Partial<Pick<CheckCase, 'reads'>> & { readonly now: string })[] = [
  {
    name: 'a rotation 365 days ago is in time',
    facts: newest('2026-01-15T08:00:00Z'),
    now: '2027-01-15T08:00:00Z',
    reasons: [],
  },
  {
    name: 'a rotation a second more than 365 days ago is overdue',
    facts: newest('2026-01-15T08:00:00Z'),
    now: '2027-01-15T08:00:01Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was last rotated on demand on 2026-01-15, allowed are 365 days',
      },
    ],
  },
  {
    name: 'a rotation within the longest period is in time',
    facts: newest('2026-01-15T08:00:00Z'),
    parameters: { ...onDemand, maxRotationPeriodInDays: '1000' },
    now: '2028-01-15T08:00:00Z',
    reasons: [],
  },
  {
    name: 'a rotation beyond the longest period is overdue',
    facts: newest('2026-01-15T08:00:00Z'),
    parameters: { ...onDemand, maxRotationPeriodInDays: '90' },
    now: '2026-05-01T08:00:00Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was last rotated on demand on 2026-01-15, allowed are 90 days',
      },
    ],
  },
  {
    name: 'a key is in time 365 days after its creation, and its rotations are not asked for',
    now: '2020-12-31T00:00:00Z',
    reads: [],
    reasons: [],
  },
  {
    name: 'a key that was never rotated is overdue later',
    facts: { newestOnDemandRotation: known(undefined) },
    now: '2021-01-01T00:00:00Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was created on 2020-01-01 and never rotated on demand, allowed are 365 days',
      },
    ],
  },
  {
    name: 'rotations that may not be read are unverified',
    facts: { newestOnDemandRotation: unreadable('kms:ListKeyRotations is denied') },
    now: '2026-11-20T12:00:00Z',
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the rotations of key 1b2c3d4e could not be read: kms:ListKeyRotations is denied',
      },
    ],
  },
];

testCheck(
  { ...keyRotates, name: 'key-rotates, on demand' },
  cases.map((row) => ({ parameters: onDemand, key: imported, reads: ['newestOnDemandRotation'], ...row })),
);
