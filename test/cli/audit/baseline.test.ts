import { compareWithBaseline, parseBaseline, trendOf } from '../../../cli/audit/baseline.ts';
import { InvalidInputError } from '../../../cli/audit/invalid-input.ts';
import {
  aFailingFlow,
  aFlowOutOfScope,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';

describe('a baseline that is read', () => {
  const json = (overrides: object): string => JSON.stringify({ ...anAuditWithGaps(), ...overrides });
  const messageOf = (text: string): string => {
    try {
      parseBaseline(text, 'audit.json');
    } catch (error) {
      if (error instanceof InvalidInputError) return error.message;
      throw error;
    }
    throw new Error('It was taken, though it should have been refused');
  };

  it('is the JSON of an audit', () => {
    expect(parseBaseline(json({}), 'audit.json')).toMatchObject({
      at: '2026-11-23T08:00:00Z',
      flows: [
        { account: '111122223333', region: 'eu-west-1', flow: 'orders', verdict: 'COMPLIANT', reasons: [] },
        { flow: 'billing', reasons: [{ code: 'ROTATION_OFF' }, { code: 'KEY_UNTAGGED' }] },
        { flow: 'sandbox' },
      ],
    });
  });

  it('may have members and codes of another version, and a byte order mark', () => {
    const flows = [{ ...aFailingFlow(), reasons: [{ ...anAuditedReason('NO_CMK'), code: 'KEY_TOO_OLD' }], novelty: 1 }];
    expect(parseBaseline(`\uFEFF${json({ flows, novelty: [] })}`, 'audit.json')).toMatchObject({
      flows: [{ reasons: [{ code: 'KEY_TOO_OLD' }] }],
    });
  });

  it.each([
    { name: 'text', text: 'no', message: 'audit.json is not JSON: give the audit.json of an earlier audit' },
    { name: 'nothing', text: '', message: 'audit.json is not JSON: give the audit.json of an earlier audit' },
    {
      name: 'foreign JSON',
      text: '{"version": "2.1.0", "runs": []}',
      message: 'audit.json is not the JSON of an audit: it has no "format"; write one with audit --format json',
    },
    {
      name: 'null',
      text: 'null',
      message: 'audit.json is not the JSON of an audit: it has no "format"; write one with audit --format json',
    },
    {
      name: 'another format',
      text: json({ format: 'appflow-flow-cmk/audit/2' }),
      message:
        'audit.json is of another format, "appflow-flow-cmk/audit/2": must be "appflow-flow-cmk/audit/1"; write it anew with this version',
    },
    {
      name: 'a format that is no text',
      text: json({ format: 1 }),
      message:
        'audit.json is of another format, not text: must be "appflow-flow-cmk/audit/1"; write it anew with this version',
    },
    {
      name: 'an audit without flows',
      text: json({ flows: undefined }),
      message:
        'audit.json is not a whole audit: flows: Invalid key: Expected "flows" but received undefined; write it anew',
    },
    {
      name: 'an audit of no time',
      text: json({ at: 'yesterday' }),
      message: 'audit.json is not a whole audit: at: must be a time, ISO 8601; write it anew',
    },
    {
      name: 'an unknown verdict',
      text: json({ flows: [{ ...anAuditedFlow(), verdict: 'FINE' }] }),
      message:
        'audit.json is not a whole audit: flows.0.verdict: Invalid type: Expected ("COMPLIANT" | "NON_COMPLIANT" | "NOT_APPLICABLE") but received "FINE"; write it anew',
    },
  ])('is refused in one line where it is $name', ({ text, message }) => {
    expect(messageOf(text)).toBe(message);
  });

  it('names five flaws and counts the rest', () => {
    expect(messageOf(json({ unjudged: Array.from({ length: 8 }, () => 1) }))).toMatch(
      /unjudged\.4: [^;]+; and 3 more; write/,
    );
  });
});

/** The changes of the flow billing: those of its reasons, then its own. */
const changesOf = (now: object, before: object | undefined) => {
  const baseline = anAudit({ flows: before === undefined ? [] : [aFailingFlow(before)] });
  const [flow] = compareWithBaseline(anAudit({ flows: [aFailingFlow(now)] }), baseline).flows;
  return [...(flow?.reasons.map(({ change }) => change) ?? []), flow?.change];
};
const compliant = { verdict: 'COMPLIANT' as const, reasons: [] };

it.each([
  { name: 'a flow that the baseline did not have', now: {}, before: undefined, changes: ['new', 'new', 'new'] },
  { name: 'a flow that was compliant', now: {}, before: compliant, changes: ['new', 'new', 'new'] },
  { name: 'a flow with the same reasons', now: {}, before: {}, changes: ['still', 'still', 'still'] },
  {
    name: 'a flow with one more reason',
    now: {},
    before: { reasons: [anAuditedReason('ROTATION_OFF')] },
    changes: ['still', 'new', 'new'],
  },
  {
    name: 'a flow with one reason less',
    now: { reasons: [anAuditedReason('ROTATION_OFF')] },
    before: {},
    changes: ['still', 'still'],
  },
  {
    name: 'a reason that is told in other words',
    now: { reasons: [anAuditedReason('ROTATION_OFF', { problem: 'something else' })] },
    before: {},
    changes: ['still', 'still'],
  },
  { name: 'a flow without a reason left', now: compliant, before: {}, changes: ['fixed'] },
  { name: 'a flow that never had a reason', now: compliant, before: compliant, changes: [undefined] },
  { name: 'a compliant flow that the baseline did not have', now: compliant, before: undefined, changes: [undefined] },
  {
    name: 'a flow that is exempt now',
    now: { ...compliant, verdict: 'NOT_APPLICABLE' as const },
    before: {},
    changes: ['fixed'],
  },
  {
    name: 'a flow that fails for reasons nobody told',
    now: { ...compliant, verdict: 'NON_COMPLIANT' as const },
    before: {},
    changes: [undefined],
  },
  {
    name: 'a flow of the same name in another account',
    now: {},
    before: { account: '444455556666' },
    changes: ['new', 'new', 'new'],
  },
  {
    name: 'a flow of the same name in another Region',
    now: {},
    before: { region: 'eu-west-2' },
    changes: ['new', 'new', 'new'],
  },
])('$name: $changes', ({ now, before, changes }) => {
  expect(changesOf(now, before)).toEqual(changes);
});

it('a flow whose place was not read is never fixed', () => {
  const places = [aPlace({ status: 'unreadable', because: 'it was stopped' })];
  const audit = anAudit({ complete: false, places, flows: [aFailingFlow(compliant)] });
  expect(compareWithBaseline(audit, anAudit()).flows[0]).not.toHaveProperty('change');
});

it('changes of an earlier comparison are dropped', () => {
  const once = compareWithBaseline(anAudit(), anAudit({ flows: [] }));
  expect(once.flows[1]).toMatchObject({ change: 'new' });
  expect(compareWithBaseline(once, anAudit()).flows[1]).toMatchObject({
    change: 'still',
    reasons: [{ change: 'still' }, { change: 'still' }],
  });
});

describe('what no flow can show is noted:', () => {
  const notes = (audit = anAudit(), baseline = anAudit()) => compareWithBaseline(audit, baseline).notes;

  it('nothing where the same flows are there', () => {
    expect(notes()).toEqual([]);
  });

  it('findings that are gone with their flow', () => {
    expect(notes(anAudit({ flows: [anAuditedFlow()] }))).toEqual([
      '2 findings of the baseline of 2026-11-23T08:00:00Z are gone with 1 flow, which exists no more.',
    ]);
  });

  it('not those of a flow that got no verdict now', () => {
    const unjudged = [{ account: '111122223333', region: 'eu-west-1', flow: 'billing', because: 'throttled' }];
    expect(notes(anAudit({ complete: false, flows: [], unjudged }))).toEqual([]);
  });

  it('not those of a flow that had none', () => {
    expect(notes(anAudit({ flows: [aFailingFlow()] }))).toEqual([]);
  });

  it('findings in places that were not read now', () => {
    const places = [aPlace({ status: 'unreadable', flows: 0, because: 'denied' })];
    const one = anAudit({ flows: [aFailingFlow({ reasons: [anAuditedReason('NO_CMK')] })] });
    expect(notes(anAudit({ complete: false, places, flows: [] }), one)).toEqual([
      '1 finding of the baseline of 2026-11-23T08:00:00Z is of 1 flow in places that were not read now.',
    ]);
  });

  it('places that the baseline had not read, whose findings count as new', () => {
    const baseline = anAudit({ complete: false, places: [aPlace({ status: 'unreadable' })], flows: [] });
    expect(notes(anAudit(), baseline)).toEqual([
      '1 place was not read by the baseline of 2026-11-23T08:00:00Z: all that is found there counts as new.',
    ]);
  });

  it('after what was noted before', () => {
    expect(notes(anAudit({ notes: ['Before.'] }))).toEqual(['Before.']);
  });
});

it('the trend is the share compliant then and now', () => {
  const audit = anAudit({ at: '2026-11-24T08:00:00Z', flows: [anAuditedFlow(), aFlowOutOfScope()] });
  expect(trendOf(audit, anAudit())).toEqual({ before: 0.5, now: 1, since: '2026-11-23T08:00:00Z' });
  expect(trendOf(anAudit({ flows: [] }), anAudit({ flows: [] }))).toEqual({
    before: undefined,
    now: undefined,
    since: '2026-11-23T08:00:00Z',
  });
});
