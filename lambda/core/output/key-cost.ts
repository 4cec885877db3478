import { daysBetween } from '../model/days.ts';
import type { Key, Rotation } from '../model/key.ts';

const DOLLARS_PER_KEY = 1;
const DOLLARS_PER_ROTATION = 1;
/** From the third rotation on, further ones cost nothing. */
const BILLED_ROTATIONS = 2;

/**
 * What a customer managed key costs a month, in US dollars, requests apart; rotations are estimated from its age and
 * period, since counting them would cost a call a key. https://aws.amazon.com/kms/pricing/
 */
export const estimatedMonthlyCost = (key: Key, rotation: Rotation | undefined, now: Date): number => {
  if (key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion') return 0;
  if (rotation?.kind !== 'on') return DOLLARS_PER_KEY;
  const rotations = Math.floor(daysBetween(key.createdAt, now) / rotation.periodInDays);
  return DOLLARS_PER_KEY + DOLLARS_PER_ROTATION * Math.min(BILLED_ROTATIONS, Math.max(0, rotations));
};
