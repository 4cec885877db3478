import { isSymmetric, nameOfKey } from '../key.ts';
import type { Check } from './check.ts';

/** The key is a symmetric encryption key, the only kind AppFlow works with. */
export const keyIsSymmetric: Check = {
  name: 'key-is-symmetric',
  goodState: 'The key is a symmetric encryption key',
  reasons: ['KEY_NOT_SYMMETRIC'],
  parameters: [],
  needs: {},
  decide: ({ key }) =>
    isSymmetric(key)
      ? []
      : [{ code: 'KEY_NOT_SYMMETRIC', problem: `${nameOfKey(key)} has spec ${key.spec} and usage ${key.usage}` }],
};
