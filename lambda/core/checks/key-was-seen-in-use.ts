import { minuteOf } from '../model/days.ts';
import { nameOfKey } from '../model/key.ts';
import { didNothingInRun, wasSuccessful } from '../model/key-use.ts';
import { defineCheck } from './check.ts';

/**
 * The key worked when the flow last ran. That AppFlow uses the key in every run is inferred, so only a reason is told, as
 * evidence: nothing is said of a key that passes. KMS tells of a key's use to nobody but its own account.
 */
export const keyWasSeenInUse = defineCheck({
  name: 'key-was-seen-in-use',
  goodState: 'The key was in use when the flow last ran',
  reasons: ['KEY_NOT_SEEN_IN_USE'],
  parameters: ['checkKeyUse'],
  applies: ({ flow, key, parameters }) =>
    parameters.checkKeyUse && wasSuccessful(flow.lastRunStatus) && key.account === flow.where.account,
  needs: ['keyUse'],
  decide: ({ key }, { keyUse }) => {
    if (keyUse === undefined || !didNothingInRun(keyUse)) return [];
    const { run, lastUse } = keyUse;
    const use =
      lastUse.at === undefined
        ? `was not used since ${minuteOf(lastUse.trackedSince)}`
        : `was last used on ${minuteOf(lastUse.at)}`;
    const problem = `${nameOfKey(key)} ${use}, the flow ran on ${minuteOf(run.beganAt)} (UTC)`;
    return [{ code: 'KEY_NOT_SEEN_IN_USE', problem }];
  },
});
