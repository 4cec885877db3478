import { canRotateAutomatically, isRotationJudged, nameOfKey } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { type CheckInput, defineCheck } from './check.ts';

/** The key is one that KMS can rotate automatically, or the organization accepts that it is not. */
export const keyCanRotate = defineCheck({
  name: 'key-can-rotate',
  goodState: 'The key can rotate automatically, or keys like it are accepted',
  reasons: ['ROTATION_IMPOSSIBLE'],
  parameters: ['requireRotation', 'nonRotatableKeys'],
  applies: ({ key, parameters }) => parameters.requireRotation && isRotationJudged(key) && !canRotateAutomatically(key),
  needs: [],
  decide: (input) => cannotRotate(input),
});

/** The reason for a key that cannot rotate automatically, by its origin or by the word of KMS; none where it is accepted. */
export const cannotRotate = ({ key, parameters: { nonRotatableKeys } }: CheckInput): readonly Reason[] => {
  // Whether an imported key was rotated on demand in time is the question of another check.
  const isAccepted = nonRotatableKeys === 'allow' || (nonRotatableKeys === 'onDemand' && key.origin === 'EXTERNAL');
  if (isAccepted) return [];
  const problem = `${nameOfKey(key)} of origin ${key.origin} cannot rotate automatically`;
  return [{ code: 'ROTATION_IMPOSSIBLE', problem }];
};
