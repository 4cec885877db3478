import fc from 'fast-check';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { checkAsJson } from '../../../../cli/check/outputs/json.ts';
import { aCheckReport } from '../../../builders/a-check-report.ts';
import { FORBIDDEN } from '../../outputs/hostile-text.ts';
import { hostileReport } from './a-hostile-report.ts';

const textOf = (report: CheckReport): string => [...checkAsJson(report)].join('');

it('has the members of the contract in one order, and no others', () => {
  const report = aCheckReport({ parameters: { requireRotation: 'true', maxFlowsPerKey: '3' } });
  expect(textOf(report)).toBe(`{
  "format": "appflow-flow-cmk/check/1",
  "complete": true,
  "parameters": {
    "maxFlowsPerKey": "3",
    "requireRotation": "true"
  },
  "flows": [
    {
      "file": "stacks/template.yaml",
      "line": 12,
      "resource": "Orders",
      "flow": "orders",
      "answer": "pass",
      "because": "Customer managed key Lake is enabled.",
      "reasons": [],
      "unknown": []
    },
    {
      "file": "stacks/template.yaml",
      "line": 40,
      "resource": "Billing",
      "flow": "billing",
      "answer": "fail",
      "reasons": [
        {
          "code": "ROTATION_OFF",
          "severity": "MEDIUM",
          "problem": "automatic rotation is off for key Lake",
          "remedy": "Turn it on with kms:EnableKeyRotation"
        }
      ],
      "unknown": [
        {
          "what": "the policy of key Lake",
          "because": "it is imported",
          "line": 31
        }
      ]
    },
    {
      "file": "stacks/template.yaml",
      "line": 60,
      "resource": "Sandbox",
      "flow": "sandbox",
      "answer": "unknown",
      "reasons": [],
      "unknown": [
        {
          "what": "the key of the flow",
          "because": "parameter KeyArn has no value"
        }
      ]
    }
  ],
  "notes": [
    "The conditions of template.yaml allow 2 combinations."
  ]
}
`);
});

it('of nothing is whole, too', () => {
  expect(JSON.parse(textOf(aCheckReport({ flows: [], notes: [] })))).toEqual({
    format: 'appflow-flow-cmk/check/1',
    complete: true,
    parameters: {},
    flows: [],
    notes: [],
  });
});

it('gives back every text, and shows no control character', () => {
  const property = fc.property(hostileReport, (report) => {
    const text = textOf(report);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    expect(text).not.toMatch(FORBIDDEN);
  });
  fc.assert(property, { numRuns: 300 });
});
