import type { CheckedFlow, CheckReport } from '../../cli/check/check.ts';

/** A flow that passes. */
export const aCheckedFlow = (overrides: Partial<CheckedFlow> = {}): CheckedFlow => ({
  file: 'stacks/template.yaml',
  line: 12,
  resource: 'Orders',
  flow: 'orders',
  answer: 'pass',
  reasons: [],
  unknown: [],
  ...overrides,
});

/** A flow whose key does not rotate, and of whose policy nobody knows. */
export const aFailedCheck = (overrides: Partial<CheckedFlow> = {}): CheckedFlow =>
  aCheckedFlow({
    resource: 'Billing',
    flow: 'billing',
    line: 40,
    answer: 'fail',
    reasons: [
      {
        code: 'ROTATION_OFF',
        severity: 'MEDIUM',
        problem: 'automatic rotation is off for key Lake',
        remedy: 'Turn it on with kms:EnableKeyRotation',
      },
    ],
    unknown: [{ what: 'the policy of key Lake', because: 'it is imported', line: 31 }],
    ...overrides,
  });

/** A flow of which nobody knows the key. */
export const anUnknownCheck = (overrides: Partial<CheckedFlow> = {}): CheckedFlow =>
  aCheckedFlow({
    resource: 'Sandbox',
    flow: 'sandbox',
    line: 60,
    answer: 'unknown',
    unknown: [{ what: 'the key of the flow', because: 'parameter KeyArn has no value' }],
    ...overrides,
  });

/** A flow of each answer, and a note. */
export const aCheckReport = (overrides: Partial<CheckReport> = {}): CheckReport => ({
  format: 'appflow-flow-cmk/check/1',
  complete: true,
  parameters: {},
  flows: [aCheckedFlow({ because: 'Customer managed key Lake is enabled.' }), aFailedCheck(), anUnknownCheck()],
  notes: ['The conditions of template.yaml allow 2 combinations.'],
  ...overrides,
});
