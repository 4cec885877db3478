import { dayOf } from '../model/days.ts';
import { isUsable, type Key, nameOfKey } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { defineCheck } from './check.ts';

/** The key can encrypt and decrypt now. */
export const keyIsUsable = defineCheck({
  name: 'key-is-usable',
  goodState: 'The key is enabled: neither disabled, nor pending deletion, nor without its key material',
  reasons: ['KEY_PENDING_DELETION', 'KEY_DISABLED', 'KEY_UNUSABLE'],
  parameters: [],
  needs: [],
  decide: ({ key }) => (isUsable(key) ? [] : [reasonOf(key)]),
  evidence: ({ key }) => (key.state === 'Enabled' ? 'is enabled' : 'is being updated'),
});

// https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
const reasonOf = (key: Key): Reason => {
  switch (key.state) {
    case 'PendingDeletion':
    case 'PendingReplicaDeletion': {
      const when = key.deletionDate === undefined ? '' : ` on ${dayOf(key.deletionDate)}`;
      return { code: 'KEY_PENDING_DELETION', problem: `${nameOfKey(key)} is pending deletion${when}` };
    }
    case 'Disabled':
      return { code: 'KEY_DISABLED', problem: `${nameOfKey(key)} is disabled` };
    default:
      return { code: 'KEY_UNUSABLE', problem: `${nameOfKey(key)} is in state ${key.state}` };
  }
};
