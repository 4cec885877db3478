import { applyMutes, type Mute } from '../../../cli/audit/mutes.ts';
import { aFailingFlow, anAudit, anAuditedFlow, anAuditedReason, anAuditWithGaps } from '../../builders/an-audit.ts';

const now = new Date('2026-11-24T12:00:00Z');
const aMute = (overrides: Partial<Mute> = {}): Mute => ({
  line: 1,
  flow: '*',
  account: '*',
  region: '*',
  until: '2026-12-31',
  because: 'It is known',
  ...overrides,
});
const mark = { until: '2026-12-31', because: 'It is known' };

/** The marks of the flow billing, which has two reasons: those of the reasons, then its own. */
const marksOf = (mutes: readonly Mute[], flow = aFailingFlow()) => {
  const [muted] = applyMutes(anAudit({ flows: [flow] }), mutes, now).flows;
  return [...(muted?.reasons.map((reason) => reason.muted) ?? []), muted?.muted];
};

it('a mute without patterns mutes every reason, and so the flow', () => {
  expect(marksOf([aMute()])).toEqual([mark, mark, mark]);
});

it.each([
  { name: 'its name', mute: { flow: 'billing' } },
  { name: 'a pattern of its name', mute: { flow: 'b?ll*' } },
  { name: 'its account', mute: { account: '1111*' } },
  { name: 'its Region', mute: { region: 'eu-west-?' } },
])('a flow is muted by $name', ({ mute }) => {
  expect(marksOf([aMute(mute)])).toEqual([mark, mark, mark]);
});

it.each([
  { name: 'name', mute: { flow: 'bill' } },
  { name: 'pattern', mute: { flow: 'x*' } },
  { name: 'case', mute: { flow: 'Billing' } },
  { name: 'account', mute: { account: '444455556666' } },
  { name: 'Region', mute: { region: 'eu-west-2' } },
])('a flow is not muted by another $name', ({ mute }) => {
  expect(marksOf([aMute(mute)])).toEqual([undefined, undefined, undefined]);
});

it('a mute of one reason leaves the other, and so the flow', () => {
  expect(marksOf([aMute({ reasons: ['ROTATION_OFF'] })])).toEqual([mark, undefined, undefined]);
});

it('a flow whose reasons are muted by several mutes has the one that ends first', () => {
  const mutes = [
    aMute({ reasons: ['ROTATION_OFF'] }),
    aMute({ reasons: ['KEY_UNTAGGED'], until: '2026-11-30', because: 'The tag comes' }),
  ];
  const early = { until: '2026-11-30', because: 'The tag comes' };
  expect(marksOf(mutes)).toEqual([mark, early, early]);
  expect(marksOf([...mutes].reverse())).toEqual([mark, early, early]);
});

it('of several mutes that fit a reason, the one that ends last speaks', () => {
  const mutes = [aMute({ until: '2026-11-30', because: 'Shorter' }), aMute()];
  expect(marksOf(mutes)).toEqual([mark, mark, mark]);
  expect(marksOf([...mutes].reverse())).toEqual([mark, mark, mark]);
});

it('what could not be verified is muted like everything else', () => {
  const flow = anAuditedFlow({ verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] });
  expect(marksOf([aMute({ reasons: ['UNVERIFIED'] })], flow)).toEqual([mark, mark]);
});

it('a compliant flow is never muted, and a mute that fits only it fits nothing', () => {
  const { flows, notes } = applyMutes(anAudit({ flows: [anAuditedFlow()] }), [aMute({ flow: 'orders' })], now);
  expect(flows[0]).not.toHaveProperty('muted');
  expect(notes).toEqual(['The mute on line 1 (flow "orders"; because "It is known") fits no finding of this audit.']);
});

describe('the end of a mute', () => {
  it.each([
    { name: 'the last second of its day', at: '2026-12-31T23:59:59Z', muted: true },
    { name: 'the next day', at: '2027-01-01T00:00:00Z', muted: false },
  ])('$name: muted is $muted', ({ at, muted }) => {
    const { flows } = applyMutes(anAudit({ flows: [aFailingFlow()] }), [aMute()], new Date(at));
    expect(flows[0]?.muted !== undefined).toBe(muted);
  });

  it('is told as expired, whether or not it would fit', () => {
    const expired = aMute({ line: 7, flow: 'gone', reasons: ['NO_CMK', 'KEY_DISABLED'], until: '2026-11-23' });
    expect(applyMutes(anAudit({ notes: ['Before.'] }), [expired], now).notes).toEqual([
      'Before.',
      'The mute on line 7 (flow "gone", NO_CMK, KEY_DISABLED; because "It is known") expired on 2026-11-23 and mutes nothing any more.',
    ]);
  });
});

it('a mute that fits something is not noted', () => {
  expect(applyMutes(anAudit(), [aMute()], now).notes).toEqual([]);
});

it('a mute that fits nothing of an incomplete audit says that more may be there', () => {
  const mute = aMute({ account: '444455556666', region: 'eu-west-1' });
  expect(applyMutes(anAuditWithGaps(), [mute], now).notes).toEqual([
    'The mute on line 1 (account "444455556666", Region "eu-west-1"; because "It is known") fits no finding of this audit, which is incomplete.',
  ]);
});

it('a note shows nothing of a mute that would disturb it', () => {
  const [note] = applyMutes(anAudit({ flows: [] }), [aMute({ because: 'a\nb\u001b[31m' })], now).notes;
  expect(note).toBe('The mute on line 1 (everything; because "a\ufffdb\ufffd[31m") fits no finding of this audit.');
});

it('marks of an earlier time are dropped', () => {
  const once = applyMutes(anAudit(), [aMute()], now);
  expect(applyMutes(once, [], now)).toEqual(anAudit());
});
