import { isSymmetric, nameOfKey } from '../model/key.ts';
import { defineCheck } from './check.ts';

/** The key is a symmetric encryption key, the only kind AppFlow works with. */
export const keyIsSymmetric = defineCheck({
  name: 'key-is-symmetric',
  goodState: 'The key is a symmetric encryption key',
  reasons: ['KEY_NOT_SYMMETRIC'],
  parameters: [],
  needs: [],
  decide: ({ key }) =>
    isSymmetric(key)
      ? []
      : [{ code: 'KEY_NOT_SYMMETRIC', problem: `${nameOfKey(key)} has spec ${key.spec} and usage ${key.usage}` }],
});
