import { keyIsUsable } from '../../../lambda/core/checks/key-is-usable.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';

testCheck(keyIsUsable, [
  { name: 'an enabled key passes', key: { state: 'Enabled' }, needs: [], reasons: [], evidence: 'is enabled' },
  {
    name: 'a key that is being updated passes',
    key: { state: 'Updating' },
    needs: [],
    reasons: [],
    evidence: 'is being updated',
  },
  {
    name: 'a key pending deletion fails, with its last day',
    key: { id, state: 'PendingDeletion', deletionDate: new Date('2026-12-01T23:30:00Z') },
    needs: [],
    reasons: [{ code: 'KEY_PENDING_DELETION', problem: 'key 1b2c3d4e is pending deletion on 2026-12-01' }],
  },
  {
    name: 'a key pending deletion fails although KMS tells no day',
    key: { id, state: 'PendingDeletion' },
    needs: [],
    reasons: [{ code: 'KEY_PENDING_DELETION', problem: 'key 1b2c3d4e is pending deletion' }],
  },
  {
    name: 'a primary key waiting for the deletion of its replicas fails',
    key: { id, state: 'PendingReplicaDeletion' },
    needs: [],
    reasons: [{ code: 'KEY_PENDING_DELETION', problem: 'key 1b2c3d4e is pending deletion' }],
  },
  {
    name: 'a disabled key fails',
    key: { id, state: 'Disabled' },
    needs: [],
    reasons: [{ code: 'KEY_DISABLED', problem: 'key 1b2c3d4e is disabled' }],
  },
  {
    name: 'a key that is being created fails',
    key: { id, state: 'Creating' },
    needs: [],
    reasons: [{ code: 'KEY_UNUSABLE', problem: 'key 1b2c3d4e is in state Creating' }],
  },
  {
    name: 'a key without its material fails',
    key: { id, state: 'PendingImport' },
    needs: [],
    reasons: [{ code: 'KEY_UNUSABLE', problem: 'key 1b2c3d4e is in state PendingImport' }],
  },
  {
    name: 'a key whose key store is not connected fails',
    key: { id, state: 'Unavailable' },
    needs: [],
    reasons: [{ code: 'KEY_UNUSABLE', problem: 'key 1b2c3d4e is in state Unavailable' }],
  },
  {
    name: 'a key in a state that is not known fails',
    key: { id, state: 'Dreaming' },
    needs: [],
    reasons: [{ code: 'KEY_UNUSABLE', problem: 'key 1b2c3d4e is in state Dreaming' }],
  },
]);
