import { keyCanRotate } from '../../../lambda/core/checks/key-can-rotate.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';

testCheck(keyCanRotate, [
  { name: 'a key of KMS passes', needs: [], reasons: [] },
  ...['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].flatMap((origin) => [
    {
      name: `origin ${origin} fails by default, without a question to KMS`,
      key: { id, origin },
      needs: [],
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
      needs: [],
      reasons: [],
    },
    {
      name: `origin ${origin} passes where rotation is not required`,
      key: { origin },
      parameters: { requireRotation: 'false' },
      needs: [],
      reasons: [],
    },
  ]),
  ...['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].map((origin) => ({
    name: `origin ${origin} is not accepted on demand`,
    key: { id, origin },
    parameters: { nonRotatableKeys: 'onDemand' },
    needs: [],
    reasons: [
      {
        code: 'ROTATION_IMPOSSIBLE' as const,
        problem: `key 1b2c3d4e of origin ${origin} cannot rotate automatically`,
      },
    ],
  })),
  {
    name: 'an imported key is accepted on demand: whether in time is the question of another check',
    key: { origin: 'EXTERNAL' },
    parameters: { nonRotatableKeys: 'onDemand' },
    needs: [],
    reasons: [],
  },
  {
    name: 'of an origin that is not known, KMS must say it: nothing is decided here',
    key: { origin: 'MOON' },
    needs: [],
    reasons: [],
  },
  ...['PendingDeletion', 'PendingReplicaDeletion', 'Creating', 'PendingImport', 'Unavailable', 'Dreaming'].map(
    (state) => ({
      name: `a key in state ${state} is not judged`,
      key: { origin: 'EXTERNAL', state },
      needs: [],
      reasons: [],
    }),
  ),
  {
    name: 'a key that is not symmetric is not judged',
    key: { origin: 'EXTERNAL', spec: 'RSA_2048' },
    needs: [],
    reasons: [],
  },
]);
