import { keyRotatesOnDemand } from '../../../lambda/core/checks/key-rotates-on-demand.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { type CheckCase, testCheck } from './test-check.ts';

const imported = { id: '1b2c3d4e', origin: 'EXTERNAL', createdAt: new Date('2020-01-01T00:00:00Z') };
const onDemand = { nonRotatableKeys: 'onDemand' } as const;
const newest = (date: string) => ({ newestOnDemandRotation: given(new Date(date)) });

/** Rows of an imported key where keys that are rotated on demand are accepted. */
const cases: readonly (Omit<CheckCase, 'needs'> & Partial<Pick<CheckCase, 'needs'>> & { readonly now: string })[] = [
  {
    name: 'a rotation 365 days ago is in time',
    answers: newest('2026-01-15T08:00:00Z'),
    now: '2027-01-15T08:00:00Z',
    reasons: [],
  },
  {
    name: 'a rotation a second more than 365 days ago is overdue',
    answers: newest('2026-01-15T08:00:00Z'),
    now: '2027-01-15T08:00:01Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was last rotated on demand on 2026-01-15, at most 365 days are allowed',
      },
    ],
  },
  {
    name: 'a rotation within the longest period is in time',
    answers: newest('2026-01-15T08:00:00Z'),
    parameters: { ...onDemand, maxRotationPeriodInDays: '1000' },
    now: '2028-01-15T08:00:00Z',
    reasons: [],
  },
  {
    name: 'a rotation beyond the longest period is overdue',
    answers: newest('2026-01-15T08:00:00Z'),
    parameters: { ...onDemand, maxRotationPeriodInDays: '90' },
    now: '2026-05-01T08:00:00Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was last rotated on demand on 2026-01-15, at most 90 days are allowed',
      },
    ],
  },
  {
    name: 'a key is in time 365 days after its creation, and its rotations are not asked for',
    now: '2020-12-31T00:00:00Z',
    needs: [],
    reasons: [],
  },
  {
    name: 'a key that was never rotated is overdue later',
    answers: { newestOnDemandRotation: given(undefined) },
    now: '2021-01-01T00:00:00Z',
    reasons: [
      {
        code: 'ROTATION_OVERDUE',
        problem: 'key 1b2c3d4e was created on 2020-01-01 and never rotated on demand, at most 365 days are allowed',
      },
    ],
  },
  {
    name: 'rotations that may not be read are unverified',
    answers: { newestOnDemandRotation: refused('kms:ListKeyRotations is denied') },
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
  { ...keyRotatesOnDemand, name: 'key-rotates-on-demand, of an imported key that is accepted for that' },
  cases.map((row) => ({ parameters: onDemand, key: imported, needs: ['newestOnDemandRotation'], ...row })),
);

/** Rows of a key whose rotation would be overdue, for which that says nothing. */
const notApplicable: readonly Omit<CheckCase, 'needs' | 'reasons'>[] = [
  { name: 'rotation is not required', parameters: { ...onDemand, requireRotation: 'false' } },
  { name: 'such keys are refused anyway', parameters: { nonRotatableKeys: 'reject' } },
  { name: 'such keys are accepted unrotated', parameters: { nonRotatableKeys: 'allow' } },
  { name: 'the key was not imported', key: { ...imported, origin: 'AWS_KMS' } },
  { name: 'the key is in a custom key store', key: { ...imported, origin: 'EXTERNAL_KEY_STORE' } },
  { name: 'the key waits for its material', key: { ...imported, state: 'PendingImport' } },
  { name: 'the key is not symmetric', key: { ...imported, spec: 'HMAC_256' } },
];

testCheck(
  { ...keyRotatesOnDemand, name: 'key-rotates-on-demand asks nothing where' },
  notApplicable.map((row) => ({ parameters: onDemand, key: imported, needs: [], reasons: [], ...row })),
);
