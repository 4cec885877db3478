import { keyWasSeenInUse } from '../../../lambda/core/checks/key-was-seen-in-use.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { testCheck } from './test-check.ts';

const checked = { checkKeyUse: 'true' };
const usedAt = (at: Date | undefined) => ({
  keyUse: given({
    run: { beganAt: new Date('2026-11-20T08:00:00Z'), endedAt: new Date('2026-11-20T08:10:00Z') },
    lastUse: { at, trackedSince: new Date('2026-04-23T00:00:00Z') },
  }),
});

testCheck(keyWasSeenInUse, [
  {
    name: 'use is not looked at unless that is switched on',
    answers: usedAt(undefined),
    needs: [],
    reasons: [],
  },
  {
    name: 'a flow that never ran tells nothing',
    flow: { lastRunStatus: undefined },
    answers: usedAt(undefined),
    parameters: checked,
    needs: [],
    reasons: [],
  },
  {
    name: 'a flow whose last run failed tells nothing',
    flow: { lastRunStatus: 'Error' },
    answers: usedAt(undefined),
    parameters: checked,
    needs: [],
    reasons: [],
  },
  {
    name: "nothing is asked of another account's key",
    key: { account: '444455556666' },
    answers: usedAt(undefined),
    parameters: checked,
    needs: [],
    reasons: [],
  },
  {
    name: 'a key that was used in the run passes, and nothing is claimed',
    answers: usedAt(new Date('2026-11-20T08:00:01Z')),
    parameters: checked,
    needs: ['keyUse'],
    reasons: [],
  },
  {
    name: 'what cannot be compared passes, and nothing is claimed',
    answers: { keyUse: given(undefined) },
    parameters: checked,
    needs: ['keyUse'],
    reasons: [],
  },
  {
    name: 'a key whose last use is older than the run fails, with both times',
    answers: usedAt(new Date('2026-11-20T05:59:59Z')),
    parameters: checked,
    needs: ['keyUse'],
    reasons: [
      {
        code: 'KEY_NOT_SEEN_IN_USE',
        problem:
          'key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d was last used on 2026-11-20 05:59, the flow ran on 2026-11-20 08:00 (UTC)',
      },
    ],
  },
  {
    name: 'a key that was not used at all fails, with the time since when that is known',
    answers: usedAt(undefined),
    parameters: checked,
    needs: ['keyUse'],
    reasons: [
      {
        code: 'KEY_NOT_SEEN_IN_USE',
        problem:
          'key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d was not used since 2026-04-23 00:00, the flow ran on 2026-11-20 08:00 (UTC)',
      },
    ],
  },
  {
    name: 'use that may not be read is unverified',
    answers: { keyUse: refused('kms:GetKeyLastUsage is denied') },
    parameters: checked,
    needs: ['keyUse'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the use of key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d could not be read: kms:GetKeyLastUsage is denied',
      },
    ],
  },
]);
