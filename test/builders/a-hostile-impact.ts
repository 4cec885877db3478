import type { Impact } from '../../cli/impact/impact.ts';
import { anAffectedFlow, anAffectedThing, anImpact } from './an-impact.ts';

/**
 * A name that wants to be markup, the end of a label, a line of its own, a colour of a terminal, and read from right to
 * left.
 */
export const HOSTILE =
  '</title></desc><script>alert(1)</script><img src=x onerror=alert(1)>" style="x"]; end\nclick key "x"\u001b[31m\u202e{b|x}<br/>#quot;&';

/** Everything in it that somebody else could have named is called so. */
export const aHostileImpact = (): Impact =>
  anImpact({
    complete: false,
    risk: { tier: 'HIGH', atLeast: true, because: [HOSTILE] },
    key: { ...anImpact().key, state: HOSTILE },
    aliases: { value: [HOSTILE] },
    flows: [
      anAffectedFlow({
        flow: HOSTILE,
        arn: HOSTILE,
        tier: 'HIGH',
        status: HOSTILE,
        statusMessage: HOSTILE,
        trigger: { type: HOSTILE, schedule: HOSTILE, timezone: HOSTILE },
        nextRun: { kind: 'unknown', because: HOSTILE },
        lastRun: { status: HOSTILE },
        ties: [
          { by: 'key' },
          { by: 'connector profile', name: HOSTILE },
          { by: 'bucket', name: HOSTILE, role: 'source' },
        ],
        effects: [HOSTILE],
      }),
    ],
    profiles: [anAffectedThing({ name: HOSTILE, flows: [HOSTILE] })],
    buckets: [anAffectedThing({ name: HOSTILE, flows: [HOSTILE] })],
    places: [{ account: '111122223333', region: 'eu-west-1', status: 'unreadable', flows: 0, because: HOSTILE }],
    unread: [
      {
        account: '111122223333',
        region: 'eu-west-1',
        what: 'bucket',
        name: HOSTILE,
        because: HOSTILE,
        flows: [HOSTILE],
      },
    ],
    notes: [HOSTILE],
    cannotSee: [HOSTILE],
  });
