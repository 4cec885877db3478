import { canRotateAutomatically, isRotationJudged, type Key, nameOfKey } from '../model/key.ts';
import { defineCheck } from './check.ts';
import { cannotRotate } from './key-can-rotate.ts';

/** The key gets new key material automatically, often enough. */
export const keyRotates = defineCheck({
  name: 'key-rotates',
  goodState: 'A key that can rotate automatically does, at least as often as demanded',
  reasons: ['ROTATION_OFF', 'ROTATION_TOO_SLOW', 'ROTATION_IMPOSSIBLE'],
  parameters: ['requireRotation', 'maxRotationPeriodInDays', 'nonRotatableKeys'],
  applies: ({ key, parameters }) => parameters.requireRotation && isRotationJudged(key) && canRotateAutomatically(key),
  needs: ['rotation'],
  decide: (input, { rotation }) => {
    const { key, parameters } = input;
    switch (rotation.kind) {
      case 'impossible':
        return cannotRotate(input);
      case 'off':
        return [
          { code: 'ROTATION_OFF', problem: `automatic rotation is off for ${nameOfKey(key)}`, ...remedyOnPrimary(key) },
        ];
      case 'on': {
        const longest = parameters.maxRotationPeriodInDays;
        if (longest === undefined || rotation.periodInDays <= longest) return [];
        const problem = `${nameOfKey(key)} rotates every ${rotation.periodInDays} days, at most ${longest} days are allowed`;
        return [{ code: 'ROTATION_TOO_SLOW', problem, ...remedyOnPrimary(key) }];
      }
    }
  },
  evidence: (_, { rotation }) => (rotation.kind === 'on' ? `rotates every ${rotation.periodInDays} days` : undefined),
});

/** A replica shares the rotation of its primary key, which alone can change it. */
const remedyOnPrimary = ({ primaryArn }: Key): { readonly remedy?: string } =>
  primaryArn === undefined ? {} : { remedy: `Set it with kms:EnableKeyRotation on the primary key ${primaryArn}` };
