import fc from 'fast-check';
import { parseBaseline } from '../../../cli/audit/baseline.ts';
import { auditAsJson } from '../../../cli/outputs/json.ts';
import {
  aFailingFlow,
  anAudit,
  anAuditedFlow,
  anAuditedKey,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { FORBIDDEN, hostileAudit } from './hostile-text.ts';

const json = (audit = anAudit()): string => [...auditAsJson(audit)].join('');
const muted = { until: '2026-12-31', because: 'It is known' };

it('tells an audit with its members in the order of the contract', () => {
  const audit = anAudit({
    places: [aPlace({ flows: 1, accountName: 'Sales' })],
    flows: [
      anAuditedFlow({
        reasons: [anAuditedReason('ROTATION_OFF', { problem: 'it is off', muted, change: 'new' })],
        tags: { b: '2', a: '1' },
        muted,
        change: 'new',
      }),
    ],
    keys: [],
    notes: ['A note.'],
  });
  expect(json(audit)).toBe(`{
  "format": "appflow-flow-cmk/audit/1",
  "version": "2.3.0",
  "at": "2026-11-23T08:00:00Z",
  "complete": true,
  "parameters": {
    "requireRotation": "true"
  },
  "places": [
    {
      "account": "111122223333",
      "accountName": "Sales",
      "region": "eu-west-1",
      "status": "read",
      "flows": 1
    }
  ],
  "flows": [
    {
      "account": "111122223333",
      "region": "eu-west-1",
      "flow": "orders",
      "arn": "arn:aws:appflow:eu-west-1:111122223333:flow/orders",
      "verdict": "NON_COMPLIANT",
      "annotation": "ROTATION_OFF: Something is wrong.",
      "severity": "MEDIUM",
      "reasons": [
        {
          "code": "ROTATION_OFF",
          "severity": "MEDIUM",
          "problem": "it is off",
          "remedy": "Turn it on with kms:EnableKeyRotation",
          "change": "new",
          "muted": {
            "until": "2026-12-31",
            "because": "It is known"
          }
        }
      ],
      "key": {
        "arn": "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
        "state": "Enabled"
      },
      "tags": {
        "a": "1",
        "b": "2"
      },
      "change": "new",
      "muted": {
        "until": "2026-12-31",
        "because": "It is known"
      }
    }
  ],
  "keys": [],
  "unjudged": [],
  "notes": [
    "A note."
  ]
}
`);
});

it('holds everything that an audit has, also what this file does not know', () => {
  const key = anAuditedKey({
    deletionDate: '2026-12-24T00:00:00Z',
    primaryArn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1',
    users: ['arn:aws:iam::111122223333:role/reader'],
  });
  const audit = {
    ...anAuditWithGaps({
      interrupted: true,
      rule: { name: 'appflow-flow-cmk', arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa' },
      flows: [aFailingFlow({ truncated: true }), anAuditedFlow({ change: 'fixed' })],
      keys: [key],
    }),
    novelty: { a: [1] },
  };
  expect(JSON.parse(json(audit))).toEqual(audit);
});

it('is the same text however the members of an audit are ordered', () => {
  const { format, ...rest } = anAudit({
    flows: [{ ...Object.fromEntries(Object.entries(aFailingFlow()).reverse()), ...aFailingFlow() }],
  });
  expect(json({ ...rest, format })).toBe(json(anAudit({ flows: [aFailingFlow()] })));
});

it('is indented as JSON.stringify does it', () => {
  expect(json(anAuditWithGaps())).toBe(`${JSON.stringify(JSON.parse(json(anAuditWithGaps())), null, 2)}\n`);
});

it('is a baseline', () => {
  expect(parseBaseline(json(anAuditWithGaps()), 'audit.json')).toMatchObject({ at: '2026-11-23T08:00:00Z' });
});

it('escapes every control and format character and gives each text back as it was', () => {
  fc.assert(
    fc.property(hostileAudit, (audit) => {
      const text = json(audit);
      expect(text).not.toMatch(FORBIDDEN);
      expect(JSON.parse(text)).toEqual(audit);
    }),
  );
});

it('comes in pieces that are not larger than a flow', () => {
  const audit = anAudit({ flows: Array.from({ length: 2000 }, (_, index) => aFailingFlow({ flow: `flow-${index}` })) });
  const chunks = [...auditAsJson(audit)];
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(3000);
  expect(JSON.parse(chunks.join(''))).toEqual(audit);
});
