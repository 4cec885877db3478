import {
  auditOfResults,
  type PlaceResults,
  type ReportedResult,
  type RuleResults,
} from '../../../cli/reporting/audit-of-results.ts';

const OK = 'OK: Customer managed key 1b2c is enabled.';
const ROTATION_OFF = 'ROTATION_OFF: Automatic rotation is off for key 1b2c. Turn it on with kms:EnableKeyRotation.';
const DISABLED =
  'KEY_DISABLED: Key 1b2c is disabled. Enable the key with kms:EnableKey, or recreate the flow with another one.';

const aResult = (members: Partial<ReportedResult> = {}): ReportedResult => ({
  resourceType: 'AWS::AppFlow::Flow',
  resourceId: 'orders',
  complianceType: 'COMPLIANT',
  annotation: OK,
  recordedAt: new Date('2026-11-23T08:00:00.400Z'),
  ...members,
});
const bad = (annotation: string, members: Partial<ReportedResult> = {}) =>
  aResult({ complianceType: 'NON_COMPLIANT', annotation, ...members });
const aRule = (results: readonly ReportedResult[], members: Partial<RuleResults> = {}): RuleResults => ({
  ruleName: 'appflow-flow-cmk',
  results,
  ...members,
});
const aPlace = (...rules: readonly RuleResults[]): PlaceResults => ({
  account: '111122223333',
  region: 'eu-west-1',
  rules,
});
const auditOf = (...places: readonly PlaceResults[]) =>
  auditOfResults(places, { at: new Date('2026-11-24T09:00:00.700Z'), version: '2.2.0' }, false);
const ofRule = (...results: readonly ReportedResult[]) => auditOf(aPlace(aRule(results)));

/** The notes besides the three on limits and the one on ages. */
const peculiarities = ({ notes }: { readonly notes: readonly string[] }) => notes.slice(4);

it('is a complete audit of the flows, without keys, tags and parameters', () => {
  const audit = ofRule(bad(ROTATION_OFF));
  expect({ ...audit, notes: [] }).toEqual({
    format: 'appflow-flow-cmk/audit/1',
    version: '2.2.0',
    at: '2026-11-24T09:00:00Z',
    complete: true,
    parameters: {},
    places: [{ account: '111122223333', region: 'eu-west-1', status: 'read', flows: 1 }],
    flows: [
      {
        account: '111122223333',
        region: 'eu-west-1',
        flow: 'orders',
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
        verdict: 'NON_COMPLIANT',
        annotation: ROTATION_OFF,
        severity: 'MEDIUM',
        reasons: [
          {
            code: 'ROTATION_OFF',
            severity: 'MEDIUM',
            problem: 'automatic rotation is off for key 1b2c',
            remedy: 'Turn it on with kms:EnableKeyRotation',
          },
        ],
        tags: {},
      },
    ],
    keys: [],
    unjudged: [],
    notes: [],
  });
});

it('has a compliant flow without reasons', () => {
  expect(ofRule(aResult()).flows).toEqual([
    {
      account: '111122223333',
      region: 'eu-west-1',
      flow: 'orders',
      arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      verdict: 'COMPLIANT',
      annotation: OK,
      severity: 'INFORMATIONAL',
      reasons: [],
      tags: {},
    },
  ]);
});

it('names a flow by the end of its ARN, where AWS Config calls it so', () => {
  const resourceId = 'arn:aws:appflow:eu-west-1:111122223333:flow/orders';
  const [flow] = ofRule(aResult({ resourceId })).flows;
  expect([flow?.flow, flow?.arn]).toEqual(['orders', resourceId]);
});

it('has the severity of the worst reason', () => {
  const [flow] = ofRule(
    bad('ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key 1b2c; the key has no tag of its own.'),
  ).flows;
  expect(flow?.severity).toBe('MEDIUM');
});

it('says what an aggregator cannot tell, and how old the results are', () => {
  const audit = ofRule(
    aResult(),
    aResult({ resourceId: 'leads', recordedAt: new Date('2026-10-01T00:00:00Z') }),
    aResult({ resourceId: 'new', recordedAt: new Date('2026-11-24T08:59:59Z') }),
  );
  expect(audit.notes).toEqual([
    'This was read from an aggregator of AWS Config, which has only flows that are COMPLIANT or NON_COMPLIANT: those that are not applicable (exempt, out of scope, UNVERIFIED where the rule calls that not applicable) are not here.',
    'An aggregator does not list accounts and Regions without any such result, where the rule may be missing, may never have run, or may have found no flow.',
    'The policy is that of the rule in each place; an aggregator tells neither its parameters nor the keys and tags of the flows.',
    'The results were recorded from 2026-10-01T00:00:00Z to 2026-11-24T08:59:59Z; how long an aggregator takes to learn of a newer one, AWS Config does not tell.',
  ]);
});

it('says nothing of ages where no result has a time', () => {
  const { recordedAt: _, ...timeless } = aResult();
  expect(ofRule(timeless).notes).toHaveLength(3);
});

describe('a place whose results could not all be read', () => {
  const audit = auditOf(aPlace(aRule([aResult()], { missingBecause: 'it is denied' })));

  it('is unreadable, and leaves the audit incomplete', () => {
    expect(audit.complete).toBe(false);
    expect(audit.places).toEqual([
      { account: '111122223333', region: 'eu-west-1', status: 'unreadable', flows: 1, because: 'it is denied' },
    ]);
  });

  it('keeps what was read', () => {
    expect(audit.flows.map(({ flow }) => flow)).toEqual(['orders']);
  });
});

it('is marked where somebody interrupted it', () => {
  const stamp = { at: new Date('2026-11-24T09:00:00Z'), version: '2.2.0' };
  const { complete, interrupted } = auditOfResults([aPlace(aRule([aResult()]))], stamp, true);
  expect({ complete, interrupted }).toEqual({ complete: false, interrupted: true });
});

describe('several results for a flow in one place', () => {
  const other = (...results: readonly ReportedResult[]) =>
    aRule(results, { ruleName: 'OrgConfigRule-appflow-flow-cmk-abcdefgh' });

  it.each([
    { name: 'what is not compliant', first: aResult(), second: bad(ROTATION_OFF), annotation: ROTATION_OFF },
    { name: 'the higher severity', first: bad(ROTATION_OFF), second: bad(DISABLED), annotation: DISABLED },
    {
      name: 'more reasons of one severity',
      first: bad('ROTATION_OFF: It is off.'),
      second: bad('ROTATION_OFF, KEY_UNTAGGED: It is off; it has no tag.'),
      annotation: 'ROTATION_OFF, KEY_UNTAGGED: It is off; it has no tag.',
    },
    {
      name: 'the first one, where they are alike',
      first: bad('ROTATION_OFF: A.'),
      second: bad('ROTATION_OFF: B.'),
      annotation: 'ROTATION_OFF: A.',
    },
  ])('make one entry, which shows $name', ({ first, second, annotation }) => {
    const audit = auditOf(aPlace(aRule([first]), other(second)));
    expect(audit.flows.map((flow) => flow.annotation)).toEqual([annotation]);
    expect(audit.places.map(({ flows }) => flows)).toEqual([1]);
  });

  it('show the same whichever comes first', () => {
    const audit = auditOf(aPlace(aRule([bad(DISABLED)]), other(aResult())));
    expect(audit.flows.map((flow) => flow.annotation)).toEqual([DISABLED]);
  });

  it('are told in a note', () => {
    const audit = auditOf(aPlace(aRule([aResult()]), other(aResult())));
    expect(peculiarities(audit)).toEqual([
      '1 flow has several results in one place, of several rules or under name and ARN, of which the worst is shown: "orders" in 111122223333 eu-west-1.',
    ]);
  });

  it('are told in a note that names five at most', () => {
    const results = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((resourceId) => aResult({ resourceId }));
    expect(peculiarities(auditOf(aPlace(aRule(results), other(...results))))).toEqual([
      '7 flows have several results in one place, of several rules or under name and ARN, of which the worst is shown: "a" in 111122223333 eu-west-1, "b" in 111122223333 eu-west-1, "c" in 111122223333 eu-west-1, "d" in 111122223333 eu-west-1, "e" in 111122223333 eu-west-1 and 2 more.',
    ]);
  });

  it('are two flows in two places', () => {
    const audit = auditOf(aPlace(aRule([aResult()])), { ...aPlace(aRule([aResult()])), region: 'us-east-1' });
    expect(audit.flows.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect(peculiarities(audit)).toEqual([]);
  });
});

describe('a result that this rule cannot have written', () => {
  it('leaves its flow unjudged, and the audit incomplete', () => {
    const audit = ofRule(aResult({ resourceId: 'leads' }), bad('No\u001b[31m key'));
    expect(audit.complete).toBe(false);
    expect(audit.flows.map(({ flow }) => flow)).toEqual(['leads']);
    expect(audit.unjudged).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        flow: 'orders',
        because:
          'the result of rule "appflow-flow-cmk", NON_COMPLIANT, is not in the form of this rule: "No\ufffd[31m key"',
      },
    ]);
  });

  it('gives way to one that this rule wrote', () => {
    const audit = auditOf(aPlace(aRule([bad('No key')]), aRule([bad(ROTATION_OFF)], { ruleName: 'another' })));
    expect(audit.complete).toBe(true);
    expect(audit.flows.map(({ annotation }) => annotation)).toEqual([ROTATION_OFF]);
  });
});

describe('an annotation that may lack reasons', () => {
  it('is marked as truncated, and counted in a note', () => {
    const audit = ofRule(
      bad(
        'NO_CMK, KEY_NOT_FOUND, AWS_MANAGED_KEY, KEY_PENDING_DELETION, KEY_DISABLED, KEY_UNUSABLE, KEY_NOT_SYMMETRIC, KEY_ACCOUNT_NOT_ALLOWED, KEY_POLICY_OPEN, ROTATION_OFF, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, KEY_UNTAGGED: It is so.',
      ),
    );
    expect(audit.flows.map(({ truncated }) => truncated)).toEqual([true]);
    expect(audit.complete).toBe(true);
    expect(peculiarities(audit)).toEqual(['1 annotation may lack reasons, and is marked as truncated.']);
  });

  it('for codes that this version does not know, names them', () => {
    const audit = ofRule(
      bad('KEY_TOO_OLD, ROTATION_OFF: It is old.'),
      bad('KEY_LOST, ROTATION_OFF: It is.', { resourceId: 'x' }),
    );
    expect(audit.flows.map(({ truncated }) => truncated)).toEqual([true, true]);
    expect(peculiarities(audit)).toEqual([
      '2 annotations may lack reasons, and are marked as truncated.',
      'Some annotations name reasons that this version does not know, so that a newer version should be used: KEY_TOO_OLD, KEY_LOST.',
    ]);
  });
});

it('leaves out, and counts, results on what is not a flow', () => {
  const audit = ofRule(aResult(), aResult({ resourceType: 'AWS::KMS::Key', resourceId: '1b2c' }));
  expect(audit.flows).toHaveLength(1);
  expect(peculiarities(audit)).toEqual(['1 result is about resources that are not flows, and left out.']);
});
