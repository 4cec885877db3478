import { keyRotates } from '../../../lambda/core/checks/key-rotates.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';
const every = (periodInDays: number) => ({ rotation: known({ kind: 'on' as const, periodInDays }) });
const off = { rotation: known({ kind: 'off' as const }) };
const impossible = { rotation: known({ kind: 'impossible' as const }) };
const PRIMARY = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c';

testCheck(keyRotates, [
  {
    name: 'a key that rotates passes',
    facts: every(365),
    reads: ['rotation'],
    reasons: [],
    evidence: 'rotates every 365 days',
  },
  {
    name: 'a key that rotates within the longest period passes',
    facts: every(180),
    parameters: { maxRotationPeriodInDays: '180' },
    reads: ['rotation'],
    reasons: [],
    evidence: 'rotates every 180 days',
  },
  {
    name: 'a key that rotates too slowly fails',
    key: { id },
    facts: every(181),
    parameters: { maxRotationPeriodInDays: '180' },
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_TOO_SLOW', problem: 'key 1b2c3d4e rotates every 181 days, allowed are at most 180' }],
  },
  {
    name: 'a replica that rotates too slowly is mended on its primary key',
    key: { id, primaryArn: PRIMARY },
    facts: every(365),
    parameters: { maxRotationPeriodInDays: '180' },
    reads: ['rotation'],
    reasons: [
      {
        code: 'ROTATION_TOO_SLOW',
        problem: 'key 1b2c3d4e rotates every 365 days, allowed are at most 180',
        remedy:
          'Set it with kms:EnableKeyRotation on the primary key arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c',
      },
    ],
  },
  {
    name: 'a key that does not rotate fails',
    key: { id },
    facts: off,
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  {
    name: 'a replica that does not rotate is mended on its primary key',
    key: { id, primaryArn: PRIMARY },
    facts: off,
    reads: ['rotation'],
    reasons: [
      {
        code: 'ROTATION_OFF',
        problem: 'automatic rotation is off for key 1b2c3d4e',
        remedy:
          'Set it with kms:EnableKeyRotation on the primary key arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c',
      },
    ],
  },
  {
    name: 'rotation that may not be read is unverified',
    key: { id },
    facts: { rotation: unreadable('kms:GetKeyRotationStatus is denied') },
    reads: ['rotation'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the rotation of key 1b2c3d4e could not be read: kms:GetKeyRotationStatus is denied',
      },
    ],
  },
  {
    name: 'rotation passes unread where it is not required',
    facts: off,
    parameters: { requireRotation: 'false' },
    reads: [],
    reasons: [],
  },
  {
    name: 'a disabled key is judged',
    key: { state: 'Disabled', id },
    facts: off,
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  {
    name: 'a key that is being updated is judged',
    key: { state: 'Updating', id },
    facts: off,
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  ...['PendingDeletion', 'PendingReplicaDeletion', 'Creating', 'PendingImport', 'Unavailable', 'Dreaming'].map(
    (state) => ({ name: `a key in state ${state} is not judged`, key: { state }, facts: off, reads: [], reasons: [] }),
  ),
  { name: 'a key that is not symmetric is not judged', key: { spec: 'RSA_2048' }, facts: off, reads: [], reasons: [] },
  { name: 'a key of another usage is not judged', key: { usage: 'SIGN_VERIFY' }, facts: off, reads: [], reasons: [] },
]);

testCheck({ ...keyRotates, name: 'key-rotates, of a key that KMS cannot rotate' }, [
  ...['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].flatMap((origin) => [
    {
      name: `origin ${origin} fails by default, without a question to KMS`,
      key: { id, origin },
      reads: [],
      reasons: [
        {
          code: 'ROTATION_IMPOSSIBLE' as const,
          problem: `key 1b2c3d4e of origin ${origin} cannot rotate automatically`,
        },
      ],
    },
    {
      name: `origin ${origin} passes where such keys are allowed`,
      key: { origin },
      parameters: { nonRotatableKeys: 'allow' },
      reads: [],
      reasons: [],
    },
  ]),
  {
    name: 'a key that KMS says it cannot rotate fails',
    key: { id },
    facts: impossible,
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_IMPOSSIBLE', problem: 'key 1b2c3d4e of origin AWS_KMS cannot rotate automatically' }],
  },
  {
    name: 'a key that KMS says it cannot rotate passes where such keys are allowed',
    facts: impossible,
    parameters: { nonRotatableKeys: 'allow' },
    reads: ['rotation'],
    reasons: [],
  },
  {
    name: 'a key that KMS says it cannot rotate is not accepted on demand unless it was imported',
    key: { id },
    facts: impossible,
    parameters: { nonRotatableKeys: 'onDemand' },
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_IMPOSSIBLE', problem: 'key 1b2c3d4e of origin AWS_KMS cannot rotate automatically' }],
  },
  {
    name: 'an origin that is not known is never accepted unread: KMS tells how it rotates',
    key: { id, origin: 'MOON' },
    facts: off,
    parameters: { nonRotatableKeys: 'allow' },
    reads: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  {
    name: 'a custom key store is not accepted on demand',
    key: { id, origin: 'AWS_CLOUDHSM' },
    parameters: { nonRotatableKeys: 'onDemand' },
    reads: [],
    reasons: [
      { code: 'ROTATION_IMPOSSIBLE', problem: 'key 1b2c3d4e of origin AWS_CLOUDHSM cannot rotate automatically' },
    ],
  },
  {
    name: 'an imported key in a state that is not judged passes',
    key: { origin: 'EXTERNAL', state: 'PendingImport' },
    parameters: { nonRotatableKeys: 'onDemand' },
    reads: [],
    reasons: [],
  },
]);
