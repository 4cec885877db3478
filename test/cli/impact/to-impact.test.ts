import type { FlowDetails } from '../../../cli/impact/flow-details.ts';
import type { Deed } from '../../../cli/impact/impact.ts';
import type { KeyReading, PlaceReading } from '../../../cli/impact/readings.ts';
import { toImpact } from '../../../cli/impact/to-impact.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { aKey } from '../../builders/a-key.ts';
import { aReference } from '../../builders/a-reference.ts';

const NOW = new Date('2026-11-24T08:00:00.500Z');

const details = (overrides: Partial<FlowDetails> = {}): FlowDetails => ({
  name: 'orders-to-lake',
  arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
  where: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
  key: { kind: 'reference', reference: aReference() },
  status: 'Active',
  statusMessage: undefined,
  trigger: {
    type: 'Scheduled',
    schedule: {
      expression: 'rate(1days)',
      start: new Date('2026-11-01T06:30:00Z'),
      end: undefined,
      offsetInSeconds: 0,
      timezone: 'America/New_York',
      pullMode: 'Incremental',
      recordsFrom: undefined,
    },
  },
  lastRun: { at: new Date('2026-11-24T06:30:00Z'), status: 'Successful' },
  connectorProfiles: ['crm-prod'],
  buckets: [{ name: 'company-lake', role: 'destination' }],
  ...overrides,
});

const keyReading = (overrides: Partial<KeyReading> = {}): KeyReading => ({
  reference: aReference(),
  lookup: { kind: 'found', key: aKey() },
  family: { role: 'single-Region', related: [] },
  aliases: given(['alias/lake']),
  lastUse: given({
    at: new Date('2026-11-24T06:30:00Z'),
    operation: 'Decrypt',
    trackedSince: new Date('2026-04-23T00:00:00Z'),
  }),
  ...overrides,
});

const ON = { kind: 'on' } as const;
const OFF = { kind: 'off' } as const;

const placeReading = (overrides: Partial<PlaceReading> = {}): PlaceReading => ({
  place: { account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 },
  flows: [{ details: details(), relation: ON }],
  undescribed: [],
  profiles: [],
  buckets: [],
  ...overrides,
});

const impactOf = (deed: Deed, reading: Partial<PlaceReading> = {}, key: Partial<KeyReading> = {}) =>
  toImpact(deed, NOW, keyReading(key), [placeReading(reading)]);

describe('the impact', () => {
  it('tells of a flow all that it needs to be judged by', () => {
    expect(impactOf('disabled')).toMatchObject({
      format: 'appflow-flow-cmk/impact/1',
      at: '2026-11-24T08:00:00Z',
      if: 'disabled',
      complete: true,
      risk: { tier: 'CRITICAL' },
      key: {
        arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
        role: 'single-Region',
        state: 'Enabled',
        manager: 'CUSTOMER',
      },
      aliases: { value: ['alias/lake'] },
      lastUse: { value: { at: '2026-11-24T06:30:00Z', operation: 'Decrypt', trackedSince: '2026-04-23T00:00:00Z' } },
      places: [{ account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 }],
      unread: [],
      notes: [],
    });
    expect(impactOf('disabled').flows).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        flow: 'orders-to-lake',
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
        tier: 'CRITICAL',
        status: 'Active',
        trigger: {
          type: 'Scheduled',
          schedule: 'rate(1days)',
          start: '2026-11-01T06:30:00Z',
          timezone: 'America/New_York',
          pullMode: 'Incremental',
        },
        nextRun: { kind: 'at', at: '2026-11-25T06:30:00Z', local: '2026-11-25 01:30' },
        lastRun: { at: '2026-11-24T06:30:00Z', status: 'Successful' },
        ties: [{ by: 'key' }],
        effects: [
          'its runs fail until the key is enabled again',
          'what it wrote to bucket company-lake under the key is unreadable until the key is enabled again',
        ],
        losesData: false,
      },
    ]);
  });

  it('tells of an end, an offset, a first time and a status message where there are some', () => {
    const flow = details({
      statusMessage: 'the connector was throttled',
      lastRun: undefined,
      trigger: {
        type: 'Scheduled',
        schedule: {
          expression: 'rate(1days)',
          pullMode: 'Complete',
          start: undefined,
          timezone: undefined,
          end: new Date('2027-11-01T06:30:00Z'),
          offsetInSeconds: 60,
          recordsFrom: new Date('2026-10-01T00:00:00Z'),
        },
      },
    });
    const [told] = impactOf('disabled', { flows: [{ details: flow, relation: ON }] }).flows;
    expect(told?.statusMessage).toBe('the connector was throttled');
    expect(told).not.toHaveProperty('lastRun');
    expect(told?.trigger).toEqual({
      type: 'Scheduled',
      schedule: 'rate(1days)',
      end: '2027-11-01T06:30:00Z',
      offsetInSeconds: 60,
      pullMode: 'Complete',
      recordsFrom: '2026-10-01T00:00:00Z',
    });
  });

  it('sorts the worst and the next first', () => {
    const flow = (name: string, start: string) => ({
      details: details({
        name,
        trigger: {
          type: 'Scheduled',
          schedule: {
            expression: 'rate(1days)',
            start: new Date(start),
            end: undefined,
            offsetInSeconds: 0,
            timezone: undefined,
            pullMode: undefined,
            recordsFrom: undefined,
          },
        },
      }),
      relation: ON,
    });
    const flows = [
      flow('next-week', '2026-11-30T00:00:00Z'),
      flow('tonight', '2026-11-24T23:00:00Z'),
      flow('soon', '2026-11-24T09:00:00Z'),
      { details: details({ name: 'b', trigger: { type: 'Event' } }), relation: ON },
      { details: details({ name: 'a', trigger: { type: 'Event' } }), relation: ON },
      { details: details({ name: 'on-demand', trigger: { type: 'OnDemand' } }), relation: ON },
    ];
    expect(impactOf('disabled', { flows }).flows.map((it) => [it.tier, it.flow])).toEqual([
      ['CRITICAL', 'soon'],
      ['CRITICAL', 'tonight'],
      ['CRITICAL', 'a'],
      ['CRITICAL', 'b'],
      ['HIGH', 'next-week'],
      ['MEDIUM', 'on-demand'],
    ]);
  });
});

describe('what becomes unreadable', () => {
  const everything: Partial<PlaceReading> = {
    flows: [
      {
        details: details({
          buckets: [
            { name: 'in', role: 'source' },
            { name: 'out', role: 'destination' },
          ],
        }),
        relation: OFF,
      },
    ],
    profiles: [{ name: 'crm-prod', relation: ON }],
    buckets: [
      { name: 'in', relation: ON },
      { name: 'out', relation: ON },
    ],
  };

  it('by a disabled key comes back', () => {
    const { flows, profiles, buckets } = impactOf('disabled', everything);
    expect(flows[0]).toMatchObject({
      ties: [
        { by: 'connector profile', name: 'crm-prod' },
        { by: 'bucket', name: 'in', role: 'source' },
        { by: 'bucket', name: 'out', role: 'destination' },
      ],
      effects: [
        'it cannot sign in with connector profile crm-prod until the key is enabled again',
        'it cannot read objects of bucket in that are under the key until the key is enabled again',
        'it may fail to write to bucket out (destination) until the key is enabled again',
      ],
      losesData: false,
    });
    expect(profiles[0]?.effect).toBe(
      'its credentials are unreadable until the key is enabled again: flows that use it cannot sign in',
    );
    expect(buckets[0]?.effect).toBe(
      'objects that were put under its default encryption are unreadable until the key is enabled again, and new ones are refused unless they name another key',
    );
  });

  it('by a deleted key does not', () => {
    const { flows, profiles, buckets } = impactOf('deleted', everything);
    expect(flows[0]?.losesData).toBe(true);
    expect(profiles[0]?.effect).toBe(
      'its credentials are unreadable for good: it has to be made anew, and flows that use it cannot sign in until then',
    );
    expect(buckets[0]?.effect).toContain('are unreadable for good, and');
    expect(impactOf('deleted').flows[0]).toMatchObject({
      effects: [
        'its runs fail for good: no flow can be given another key, it has to be made anew',
        'what it wrote to bucket company-lake under the key is unreadable for good',
      ],
      losesData: true,
    });
  });

  it('is no object where a flow only reads, or writes to no bucket', () => {
    for (const buckets of [[], [{ name: 'in', role: 'source' } as const]]) {
      const [flow] = impactOf('deleted', { flows: [{ details: details({ buckets }), relation: ON }] }).flows;
      expect(flow).toMatchObject({
        effects: ['its runs fail for good: no flow can be given another key, it has to be made anew'],
        losesData: false,
      });
    }
  });

  it('by a deleted replica comes back with a new one', () => {
    const family = {
      role: 'replica',
      related: [{ arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', region: 'us-east-1', role: 'primary' }],
    } as const;
    const impact = impactOf('deleted', {}, { family });
    expect(impact.flows[0]).toMatchObject({
      effects: [
        'its runs fail until the replica is made again from its primary key',
        'what it wrote to bucket company-lake under the key is unreadable until the replica is made again from its primary key',
      ],
      losesData: false,
    });
    expect(impact.relatedKeys).toEqual(family.related);
    expect(impact.notes[0]).toBe(
      'It is the replica of a multi-Region key: what is done to it stops what hangs on it in its own Region only, the keys in us-east-1 go on working.',
    );
  });
});

describe('the notes', () => {
  it('say that a key stands still already, and when it is deleted', () => {
    const key = aKey({ state: 'PendingDeletion', deletionDate: new Date('2026-12-01T00:00:00Z') });
    expect(impactOf('deleted', {}, { lookup: { kind: 'found', key } }).notes).toEqual([
      'The key is PendingDeletion already: what hangs on it stands still now.',
      'KMS deletes it on 2026-12-01T00:00:00Z, unless the deletion is cancelled.',
      'KMS deletes a key after a waiting period of 7 to 30 days, but the key stops working on the day that its deletion is scheduled; until it ends, the deletion can be cancelled.',
    ]);
  });

  it('say that a key of AWS stays', () => {
    const lookup = { kind: 'found', key: aKey({ manager: 'AWS' }) } as const;
    expect(impactOf('disabled', {}, { lookup }).notes).toEqual([
      'AWS manages this key: nobody else can disable or delete it.',
    ]);
  });

  it('say that a primary key goes last', () => {
    const family = {
      role: 'primary',
      related: [{ arn: 'arn:aws:kms:eu-west-2:111122223333:key/mrk-1', region: 'eu-west-2', role: 'replica' }],
    } as const;
    expect(impactOf('deleted', {}, { family }).notes).toContain(
      'KMS deletes a primary key only after all its replicas, but it stops working when that is scheduled.',
    );
    expect(impactOf('disabled', {}, { family }).notes).toEqual([
      'It is the primary of a multi-Region key: what is done to it stops what hangs on it in its own Region only, the keys in eu-west-2 go on working.',
    ]);
  });
});

describe('what it cannot see', () => {
  it.each([
    [keyReading().lastUse, 'They show by its last use alone: 2026-11-24T06:30:00Z, Decrypt, by whichever service.'],
    [
      refused('kms:GetKeyLastUsage is denied'),
      'They show by its last use alone: it could not be read (kms:GetKeyLastUsage is denied).',
    ],
    [
      given({ at: undefined, operation: undefined, trackedSince: new Date('2026-04-23T00:00:00Z') }),
      'They show by its last use alone: none since 2026-04-23T00:00:00Z, and nothing is known of before.',
    ],
    [
      given({ at: undefined, operation: undefined, trackedSince: new Date('2026-03-02T08:30:11.915Z') }),
      'They show by its last use alone: the key was never used.',
    ],
  ])('is told with the last use of the key', (lastUse, told) => {
    const { cannotSee } = impactOf('disabled', {}, { lastUse });
    expect(cannotSee[0]).toContain(told);
    expect(cannotSee).toHaveLength(5);
  });
});
