import { keyRotates } from '../../../lambda/core/checks/key-rotates.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';
const every = (periodInDays: number) => ({ rotation: given({ kind: 'on' as const, periodInDays }) });
const off = { rotation: given({ kind: 'off' as const }) };
const impossible = { rotation: given({ kind: 'impossible' as const }) };
const PRIMARY = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c';

testCheck(keyRotates, [
  {
    name: 'a key that rotates passes',
    answers: every(365),
    needs: ['rotation'],
    reasons: [],
    evidence: 'rotates every 365 days',
  },
  {
    name: 'a key that rotates within the longest period passes',
    answers: every(180),
    parameters: { maxRotationPeriodInDays: '180' },
    needs: ['rotation'],
    reasons: [],
    evidence: 'rotates every 180 days',
  },
  {
    name: 'a key that rotates too slowly fails',
    key: { id },
    answers: every(181),
    parameters: { maxRotationPeriodInDays: '180' },
    needs: ['rotation'],
    reasons: [
      { code: 'ROTATION_TOO_SLOW', problem: 'key 1b2c3d4e rotates every 181 days, at most 180 days are allowed' },
    ],
  },
  {
    name: 'a replica that rotates too slowly is mended on its primary key',
    key: { id, primaryArn: PRIMARY },
    answers: every(365),
    parameters: { maxRotationPeriodInDays: '180' },
    needs: ['rotation'],
    reasons: [
      {
        code: 'ROTATION_TOO_SLOW',
        problem: 'key 1b2c3d4e rotates every 365 days, at most 180 days are allowed',
        remedy:
          'Set it with kms:EnableKeyRotation on the primary key arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c',
      },
    ],
  },
  {
    name: 'a key that does not rotate fails',
    key: { id },
    answers: off,
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  {
    name: 'a replica that does not rotate is mended on its primary key',
    key: { id, primaryArn: PRIMARY },
    answers: off,
    needs: ['rotation'],
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
    answers: { rotation: refused('kms:GetKeyRotationStatus is denied') },
    needs: ['rotation'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the rotation of key 1b2c3d4e could not be read: kms:GetKeyRotationStatus is denied',
      },
    ],
  },
  {
    name: 'rotation passes unread where it is not required',
    answers: off,
    parameters: { requireRotation: 'false' },
    needs: [],
    reasons: [],
  },
  {
    name: 'a disabled key is judged',
    key: { state: 'Disabled', id },
    answers: off,
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  {
    name: 'a key that is being updated is judged',
    key: { state: 'Updating', id },
    answers: off,
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  ...['PendingDeletion', 'PendingReplicaDeletion', 'Creating', 'PendingImport', 'Unavailable', 'Dreaming'].map(
    (state) => ({
      name: `a key in state ${state} is not judged`,
      key: { state },
      answers: off,
      needs: [],
      reasons: [],
    }),
  ),
  {
    name: 'a key that is not symmetric is not judged',
    key: { spec: 'RSA_2048' },
    answers: off,
    needs: [],
    reasons: [],
  },
  { name: 'a key of another usage is not judged', key: { usage: 'SIGN_VERIFY' }, answers: off, needs: [], reasons: [] },
]);

testCheck({ ...keyRotates, name: 'key-rotates, of a key that KMS cannot rotate' }, [
  {
    name: 'a key that KMS says it cannot rotate fails',
    key: { id },
    answers: impossible,
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_IMPOSSIBLE', problem: 'key 1b2c3d4e of origin AWS_KMS cannot rotate automatically' }],
  },
  {
    name: 'a key that KMS says it cannot rotate passes where such keys are allowed',
    answers: impossible,
    parameters: { nonRotatableKeys: 'allow' },
    needs: ['rotation'],
    reasons: [],
  },
  {
    name: 'a key that KMS says it cannot rotate is not accepted on demand unless it was imported',
    key: { id },
    answers: impossible,
    parameters: { nonRotatableKeys: 'onDemand' },
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_IMPOSSIBLE', problem: 'key 1b2c3d4e of origin AWS_KMS cannot rotate automatically' }],
  },
  {
    name: 'an origin that is not known is never accepted unread: KMS tells how it rotates',
    key: { id, origin: 'MOON' },
    answers: off,
    parameters: { nonRotatableKeys: 'allow' },
    needs: ['rotation'],
    reasons: [{ code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c3d4e' }],
  },
  ...['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].map((origin) => ({
    name: `a key of origin ${origin} cannot rotate, and KMS is not asked`,
    key: { origin },
    answers: off,
    needs: [],
    reasons: [],
  })),
]);
