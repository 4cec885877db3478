import type { CheckedFlow, CheckReport } from '../../cli/check/check.ts';

/** A planned flow that passes. */
export const aCheckedFlow = (overrides: Partial<CheckedFlow> = {}): CheckedFlow => ({
  file: 'cdk.out/Flows.template.json',
  line: 12,
  resource: 'Orders',
  flow: 'orders',
  answer: 'pass',
  reasons: [],
  unknown: [],
  ...overrides,
});

export const aCheckReport = (...flows: readonly CheckedFlow[]): CheckReport => ({
  format: 'appflow-flow-cmk/check/1',
  complete: true,
  parameters: {},
  flows,
  notes: [],
});
