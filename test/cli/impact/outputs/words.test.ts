import {
  factsOf,
  placesNotRead,
  questionOf,
  riskInWords,
  tieInWords,
  totalsOf,
  unreadInWords,
  whenItRan,
  whenItRuns,
} from '../../../../cli/impact/outputs/words.ts';
import type { NextRun } from '../../../../cli/impact/schedule.ts';
import { anAffectedFlow, anImpact } from '../../../builders/an-impact.ts';

const runs = (nextRun: NextRun, timezone = 'America/New_York') =>
  whenItRuns({ nextRun, trigger: { type: 'Scheduled', timezone } });

describe('the next run in words', () => {
  it.each<[NextRun, string]>([
    [{ kind: 'at', at: '2026-11-25T06:30:00Z' }, '2026-11-25 06:30 UTC'],
    [{ kind: 'at', at: '2026-11-25T06:30:00Z', local: '2026-11-25 06:30' }, '2026-11-25 06:30 UTC'],
    [
      { kind: 'at', at: '2026-11-25T06:30:00Z', local: '2026-11-25 01:30' },
      '2026-11-25 06:30 UTC (01:30 in America/New_York)',
    ],
    [
      { kind: 'at', at: '2026-11-25T03:30:00Z', local: '2026-11-24 22:30' },
      '2026-11-25 03:30 UTC (2026-11-24 22:30 in America/New_York)',
    ],
    [{ kind: 'before', until: '2026-11-25T08:00:00Z' }, 'before 2026-11-25 08:00 UTC'],
    [{ kind: 'with-the-next-event' }, 'with the next event'],
    [{ kind: 'when-started' }, 'when somebody starts it'],
    [{ kind: 'not-at-all', because: 'it is suspended' }, 'not at present: it is suspended'],
    [
      { kind: 'unknown', because: 'its schedule is not understood: cron(0 1 * * ? *)' },
      'at any time: its schedule is not understood: cron(0 1 * * ? *)',
    ],
  ])('of %j', (nextRun, words) => {
    expect(runs(nextRun)).toBe(words);
  });
});

describe('the last run in words', () => {
  it('is when it was, and how it ended, as far as that is known', () => {
    expect(whenItRan(anAffectedFlow())).toBe('2026-11-24 06:30 UTC, Successful');
    expect(whenItRan({ lastRun: { status: 'Error' } })).toBe('Error');
    expect(whenItRan({ lastRun: { at: '2026-11-24T06:30:00Z' } })).toBe('2026-11-24 06:30 UTC');
    expect(whenItRan({ lastRun: {} })).toBe('never');
    expect(whenItRan({})).toBe('never');
  });
});

describe('a tie in words', () => {
  it('says what it is and what it is called', () => {
    expect(tieInWords({ by: 'key' })).toBe('its key');
    expect(tieInWords({ by: 'connector profile', name: 'crm-prod' })).toBe('connector profile crm-prod');
    expect(tieInWords({ by: 'bucket', name: 'lake', role: 'error handling' })).toBe('bucket lake (error handling)');
  });
});

describe('what was not read, in words', () => {
  const unread = { account: '111122223333', region: 'eu-west-1', because: 'denied' } as const;

  it('names it with the flows that use it', () => {
    expect(unreadInWords({ ...unread, what: 'bucket', name: 'lake', flows: ['a', 'b'] })).toBe(
      'bucket lake (flows a, b)',
    );
    expect(unreadInWords({ ...unread, what: 'flow', name: 'a', flows: [] })).toBe('flow a');
    expect(unreadInWords({ ...unread, what: 'every other connector profile', flows: [] })).toBe(
      'every other connector profile',
    );
  });

  it('names the places', () => {
    expect(
      placesNotRead(
        anImpact({
          places: [
            { account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 },
            { account: '444455556666', region: 'all', status: 'skipped', flows: 0, because: 'it is suspended' },
            { account: '777788889999', region: 'af-south-1', status: 'not-enabled', flows: 0 },
          ],
        }),
      ),
    ).toEqual([
      'account 444455556666 in all is skipped: it is suspended',
      'account 777788889999 in af-south-1 is not-enabled',
    ]);
  });
});

describe('the question in words', () => {
  it('names key or alias, and what is done to it', () => {
    expect(questionOf(anImpact())).toBe('If key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled');
    const key = { ...anImpact().key, arn: 'arn:aws:kms:eu-west-1:111122223333:alias/team:lake' };
    expect(questionOf(anImpact({ key, if: 'deleted' }))).toBe('If alias/team:lake is deleted');
  });

  it('says that a risk may be worse', () => {
    expect(riskInWords(anImpact())).toBe('CRITICAL');
    expect(riskInWords(anImpact({ risk: { tier: 'MEDIUM', atLeast: true, because: [] } }))).toBe('MEDIUM or worse');
    expect(riskInWords(anImpact({ risk: { tier: 'CRITICAL', atLeast: true, because: [] } }))).toBe('CRITICAL');
  });
});

describe('the facts of a key in words', () => {
  it('are all told where all is known', () => {
    expect(factsOf(anImpact())).toEqual([
      ['Key', 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'],
      ['State', 'Enabled'],
      ['Aliases', 'alias/lake'],
      ['Kind', 'single-Region'],
      ['Last use', '2026-11-24 06:30 UTC, GenerateDataKey'],
    ]);
  });

  it('say what is not known', () => {
    const { arn, account, region } = anImpact().key;
    const impact = anImpact({
      key: { arn, account, region, role: 'unknown' },
      aliases: { because: 'kms:ListAliases is denied' },
      lastUse: { because: 'kms:GetKeyLastUsage is denied' },
    });
    expect(factsOf(impact).slice(1)).toEqual([
      ['State', 'not known'],
      ['Aliases', 'not known: kms:ListAliases is denied'],
      ['Kind', 'unknown'],
      ['Last use', 'not known: kms:GetKeyLastUsage is denied'],
    ]);
  });

  it('name primary and replicas', () => {
    const impact = anImpact({
      key: { ...anImpact().key, role: 'replica' },
      relatedKeys: [
        { arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', region: 'us-east-1', role: 'primary' },
        { arn: 'arn:aws:kms:eu-west-2:111122223333:key/mrk-1', region: 'eu-west-2', role: 'replica' },
      ],
      aliases: { value: [] },
      lastUse: { value: { trackedSince: '2026-04-23T00:00:00Z' } },
    });
    expect(factsOf(impact).slice(2)).toEqual([
      ['Aliases', 'none'],
      ['Kind', 'multi-Region, replica'],
      ['Its primary', 'arn:aws:kms:us-east-1:111122223333:key/mrk-1'],
      ['A replica', 'arn:aws:kms:eu-west-2:111122223333:key/mrk-1'],
      ['Last use', 'none since 2026-04-23 00:00 UTC'],
    ]);
  });

  it('say that a key was never used', () => {
    const impact = anImpact({ lastUse: { value: { neverUsed: true, trackedSince: '2026-11-01T00:00:00Z' } } });
    expect(factsOf(impact).at(-1)).toEqual(['Last use', 'never']);
  });
});

describe('the last line', () => {
  it('counts what hangs on the key', () => {
    expect(totalsOf(anImpact())).toBe(
      '1 flow, 0 connector profiles, 0 buckets hang on the key in 1 place that was read; complete',
    );
  });

  it('counts what was not read', () => {
    const impact = anImpact({
      complete: false,
      places: [
        { account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 },
        { account: '111122223333', region: 'eu-west-2', status: 'read', flows: 0 },
        { account: '444455556666', region: 'eu-west-1', status: 'unreadable', flows: 0, because: 'denied' },
      ],
      unread: [
        { account: '111122223333', region: 'eu-west-1', what: 'flow', name: 'a', because: 'denied', flows: [] },
        { account: '111122223333', region: 'eu-west-1', what: 'flow', name: 'b', because: 'denied', flows: [] },
      ],
    });
    expect(totalsOf(impact)).toBe(
      '1 flow, 0 connector profiles, 0 buckets hang on the key in 2 places that were read; INCOMPLETE: 2 things that may hang on it and 1 place could not be read',
    );
  });
});
