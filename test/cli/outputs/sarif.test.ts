import Ajv from 'ajv';
import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsSarif } from '../../../cli/outputs/sarif.ts';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';
import {
  aFailingFlow,
  aFlowOutOfScope,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { FORBIDDEN, hostileAudit } from './hostile-text.ts';
import schema from './schemas/sarif-2.1.0.json';

// One pattern of the schema has a bracket too many, which only the older kind of expressions takes.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
const validate = ajv.compile(schema);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly Record<string, unknown>[];
    readonly results: readonly Record<string, unknown>[];
  }[];
}

/** The log, once it is known to be valid. */
const logOf = (audit: Audit = anAudit()): Log => {
  const log = JSON.parse([...auditAsSarif(audit)].join(''));
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log;
};
const resultsOf = (audit: Audit): readonly Record<string, unknown>[] =>
  logOf(audit).runs.flatMap(({ results }) => results);
const muted = { until: '2026-12-31', because: 'It is known' };

it('the schema refuses what it should', () => {
  expect(validate({ ...logOf(), novelty: 1 })).toBe(false);
  expect(validate({ ...logOf(), version: '2.0.0' })).toBe(false);
});

it('a reason makes a whole result', () => {
  const flow = anAuditedFlow({ reasons: [anAuditedReason('ROTATION_OFF', { problem: 'rotation is off' })] });
  expect(resultsOf(anAudit({ flows: [flow] }))).toEqual([
    {
      ruleId: 'ROTATION_OFF',
      ruleIndex: 11,
      kind: 'fail',
      level: 'warning',
      message: {
        text: 'AppFlow flow orders (account 111122223333, Region eu-west-1): Rotation is off. Turn it on with kms:EnableKeyRotation.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'appflow/111122223333/eu-west-1/orders' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
          },
          logicalLocations: [
            {
              name: 'orders',
              fullyQualifiedName: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
              kind: 'resource',
            },
          ],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: '000bc81353930613751c1ecc7d586447:1' },
    },
  ]);
});

it('has a rule for every reason, at the index that its results name, with all that GitHub asks for', () => {
  const rules = logOf().runs[0]?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual(REASON_CODES);
  expect(rules[0]).toEqual({
    id: 'NO_CMK',
    shortDescription: { text: 'The flow has no customer managed key' },
    fullDescription: {
      text: 'The flow has no customer managed key. What is demanded: The flow is encrypted with a key that the customer manages.',
    },
    help: {
      text: 'Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.',
      markdown:
        '**What to do:** Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.',
    },
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['security', 'encryption', 'key-is-customer-managed'],
      precision: 'very-high',
      'security-severity': '8.0',
    },
  });
});

it.each([
  { code: 'KEY_POLICY_OPEN', level: 'error', score: '9.5' },
  { code: 'NO_CMK', level: 'error', score: '8.0' },
  { code: 'ROTATION_OFF', level: 'warning', score: '5.5' },
  { code: 'KEY_UNTAGGED', level: 'note', score: '2.0' },
] as const)('$code is of level $level and scored $score', ({ code, level, score }) => {
  const { runs } = logOf(anAudit({ flows: [anAuditedFlow({ reasons: [anAuditedReason(code)] })] }));
  expect(runs[0]?.results).toMatchObject([{ level }]);
  expect(runs[0]?.tool.driver.rules.find(({ id }) => id === code)).toMatchObject({
    defaultConfiguration: { level },
    properties: { 'security-severity': score },
  });
});

describe('a fingerprint', () => {
  const fingerprint = (overrides = {}, reason = {}): unknown =>
    resultsOf(
      anAudit({ flows: [anAuditedFlow({ reasons: [anAuditedReason('ROTATION_OFF', reason)], ...overrides })] }),
    )[0]?.['partialFingerprints'];

  it('stays where only words change', () => {
    expect(fingerprint({ annotation: 'x' }, { problem: 'x', remedy: 'y', muted })).toEqual(fingerprint());
  });

  it.each([
    { name: 'account', overrides: { account: '444455556666' } },
    { name: 'Region', overrides: { region: 'eu-west-2' } },
    { name: 'flow', overrides: { flow: 'billing' } },
    { name: 'reason', overrides: { reasons: [anAuditedReason('NO_CMK')] } },
  ])('is another one for another $name', ({ overrides }) => {
    expect(fingerprint(overrides)).not.toEqual(fingerprint());
  });
});

it('reasons of one code are one result, so that no two have the same fingerprint', () => {
  const reasons = [
    anAuditedReason('TAG_MISMATCH', { problem: 'a' }),
    anAuditedReason('TAG_MISMATCH', { problem: 'b' }),
  ];
  expect(resultsOf(anAudit({ flows: [anAuditedFlow({ reasons })] }))).toMatchObject([
    { message: { text: expect.stringContaining(': A; b. ') } },
  ]);
});

it('what is muted is suppressed with its justification, and all others say that they are not', () => {
  const reasons = [anAuditedReason('ROTATION_OFF', { muted }), anAuditedReason('KEY_UNTAGGED')];
  expect(resultsOf(anAudit({ flows: [anAuditedFlow({ reasons })] }))).toMatchObject([
    {
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'It is known (muted until 2026-12-31)' }],
    },
    { suppressions: [] },
  ]);
});

it('what the baseline had is unchanged, what it had not is new', () => {
  const reasons = [
    anAuditedReason('ROTATION_OFF', { change: 'still' }),
    anAuditedReason('KEY_UNTAGGED', { change: 'new' }),
  ];
  expect(resultsOf(anAudit({ flows: [anAuditedFlow({ reasons })] }))).toMatchObject([
    { baselineState: 'unchanged' },
    { baselineState: 'new' },
  ]);
});

it('without mutes and baseline no result speaks of them', () => {
  for (const result of resultsOf(anAudit())) {
    expect(result).not.toHaveProperty('suppressions');
    expect(result).not.toHaveProperty('baselineState');
  }
});

it('what could not be verified and is not applicable therefore is open, without a level', () => {
  const flow = anAuditedFlow({ verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] });
  expect(resultsOf(anAudit({ flows: [flow] }))).toMatchObject([{ kind: 'open', level: 'none' }]);
});

it('compliant flows and those out of scope make no result', () => {
  expect(resultsOf(anAudit({ flows: [anAuditedFlow(), aFlowOutOfScope()] }))).toEqual([]);
});

it('the execution of a complete audit was successful', () => {
  expect(logOf().runs[0]?.invocations).toEqual([
    {
      executionSuccessful: true,
      endTimeUtc: '2026-11-23T08:00:00Z',
      toolExecutionNotifications: [],
      toolConfigurationNotifications: [],
    },
  ]);
});

it('whatever has no verdict is a notification with its cause, and notes are told', () => {
  const audit = anAuditWithGaps({ interrupted: true, notes: ['A mute expired.'] });
  expect(logOf(audit).runs[0]?.invocations).toEqual([
    {
      executionSuccessful: false,
      endTimeUtc: '2026-11-23T08:00:00Z',
      toolExecutionNotifications: [
        {
          descriptor: { id: 'INTERRUPTED' },
          level: 'error',
          message: { text: 'the audit was stopped before everything was asked for' },
        },
        {
          descriptor: { id: 'UNREADABLE' },
          level: 'error',
          message: { text: 'Account 444455556666, Region eu-west-1: sts:AssumeRole is denied' },
        },
        {
          descriptor: { id: 'UNJUDGED' },
          level: 'error',
          message: {
            text: 'Account 111122223333, Region eu-west-1: flow invoices: appflow:DescribeFlow was throttled 8 times',
          },
        },
        {
          descriptor: { id: 'SKIPPED' },
          level: 'note',
          message: { text: 'Account 777788889999, Region all: the account is SUSPENDED' },
        },
        {
          descriptor: { id: 'NOT_ENABLED' },
          level: 'note',
          message: { text: 'Account 111122223333, Region af-south-1: the account has not enabled it' },
        },
      ],
      toolConfigurationNotifications: [{ level: 'note', message: { text: 'A mute expired.' } }],
    },
  ]);
});

it.each([
  { name: 'one place', places: [aPlace()], id: 'appflow-flow-cmk/111122223333/eu-west-1/2026-11-23T08:00:00Z' },
  {
    name: 'one account',
    places: [aPlace(), aPlace({ region: 'eu-west-2' })],
    id: 'appflow-flow-cmk/111122223333/regions/2026-11-23T08:00:00Z',
  },
  {
    name: 'several accounts in one Region',
    places: [aPlace(), aPlace({ account: '444455556666' })],
    id: 'appflow-flow-cmk/accounts/eu-west-1/2026-11-23T08:00:00Z',
  },
  { name: 'no place', places: [], id: 'appflow-flow-cmk/accounts/regions/2026-11-23T08:00:00Z' },
])('an audit of $name has a category of its own', ({ places, id }) => {
  expect(logOf(anAudit({ places })).runs[0]?.automationDetails).toEqual({ id });
});

it('more results than GitHub takes in a run are spread over several, none lost', () => {
  const flow = aFailingFlow();
  const flows = Array.from({ length: 12_501 }, (_, index) => ({ ...flow, flow: `flow-${index}` }));
  const log: Log = JSON.parse([...auditAsSarif(anAuditWithGaps({ flows }))].join(''));
  expect(log.runs.map(({ results }) => results.length)).toEqual([25_000, 2]);
  expect(log.runs.map(({ automationDetails: { id } }) => id)).toEqual([
    'appflow-flow-cmk/accounts/regions/2026-11-23T08:00:00Z',
    'appflow-flow-cmk/accounts/regions/part-2/2026-11-23T08:00:00Z',
  ]);
  expect(log.runs.map(({ invocations }) => invocations[0]?.['executionSuccessful'])).toEqual([false, false]);
});

it.each([
  { name: '..', uri: 'appflow/111122223333/eu-west-1/~..' },
  { name: '', uri: 'appflow/111122223333/eu-west-1/~' },
  { name: '../a b', uri: 'appflow/111122223333/eu-west-1/..%2Fa%20b' },
  { name: '\ud83d', uri: 'appflow/111122223333/eu-west-1/%EF%BF%BD' },
])('a flow called $name lies at a path of its own', ({ name, uri }) => {
  expect(resultsOf(anAudit({ flows: [aFailingFlow({ flow: name })] }))[0]).toMatchObject({
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  });
});

it('is valid, links to nowhere and stays under its own path, whatever the texts are', () => {
  fc.assert(
    fc.property(hostileAudit, (audit) => {
      const text = [...auditAsSarif(audit)].join('');
      expect(text).not.toMatch(FORBIDDEN);
      const [result] = resultsOf(audit);
      const { message, locations } = result as {
        readonly message: { readonly text: string };
        readonly locations: readonly {
          readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        }[];
      };
      expect(message.text).not.toContain('](');
      const { uri = '' } = locations[0]?.physicalLocation.artifactLocation ?? {};
      expect(new URL(uri, 'file:///root/').pathname).toMatch(/^\/root\/appflow\/111122223333\/eu-west-1\/[^/]+$/);
    }),
  );
});
