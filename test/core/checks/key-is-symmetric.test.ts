import { keyIsSymmetric } from '../../../lambda/core/checks/key-is-symmetric.ts';
import { testCheck } from './test-check.ts';

testCheck(keyIsSymmetric, [
  { name: 'a symmetric encryption key passes', needs: [], reasons: [] },
  {
    name: 'an asymmetric encryption key fails',
    key: { id: '1b2c3d4e', spec: 'RSA_4096' },
    needs: [],
    reasons: [{ code: 'KEY_NOT_SYMMETRIC', problem: 'key 1b2c3d4e has spec RSA_4096 and usage ENCRYPT_DECRYPT' }],
  },
  {
    name: 'a key of another usage fails',
    key: { id: '1b2c3d4e', usage: 'GENERATE_VERIFY_MAC' },
    needs: [],
    reasons: [
      { code: 'KEY_NOT_SYMMETRIC', problem: 'key 1b2c3d4e has spec SYMMETRIC_DEFAULT and usage GENERATE_VERIFY_MAC' },
    ],
  },
]);
