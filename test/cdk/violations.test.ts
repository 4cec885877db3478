import { violationsIn } from '../../cdk/violations.ts';
import type { CheckedFlow } from '../../cli/check/check.ts';
import { aCheckedFlow, aCheckReport } from '../builders/a-checked-flow.ts';

const toldOf = (flows: readonly CheckedFlow[], unknown: 'warn' | 'fail' = 'warn') =>
  violationsIn(aCheckReport(...flows), unknown, (file) => `/app/${file}`);

const noKey = {
  code: 'NO_CMK',
  severity: 'HIGH',
  problem: 'the flow names no key, so AppFlow uses its own',
  remedy: 'Recreate the flow with a customer managed key',
} as const;
const slow = {
  code: 'ROTATION_TOO_SLOW',
  severity: 'MEDIUM',
  problem: 'key Lake rotates every 365 days',
  remedy: 'Shorten the period',
} as const;
const imported = { what: 'key 1b2c', because: 'it is not in the file', line: 31 };

describe('what the CDK is told', () => {
  it('is nothing of a flow that passes', () => {
    expect(toldOf([aCheckedFlow()])).toEqual({ success: true, violations: [] });
  });

  it('is each reason of a flow that fails, with its remedy, and where its key is set', () => {
    expect(toldOf([aCheckedFlow({ answer: 'fail', reasons: [noKey, slow] })])).toEqual({
      success: false,
      violations: [
        {
          ruleName: 'NO_CMK',
          description: 'the flow names no key, so AppFlow uses its own',
          fix: 'Recreate the flow with a customer managed key',
          severity: 'error',
          ruleMetadata: { severity: 'HIGH' },
          violatingResources: [
            {
              resourceLogicalId: 'Orders',
              templatePath: '/app/cdk.out/Flows.template.json',
              locations: ['Properties.KMSArn'],
            },
          ],
        },
        {
          ruleName: 'ROTATION_TOO_SLOW',
          description: 'key Lake rotates every 365 days',
          fix: 'Shorten the period',
          severity: 'error',
          ruleMetadata: { severity: 'MEDIUM' },
          violatingResources: [
            {
              resourceLogicalId: 'Orders',
              templatePath: '/app/cdk.out/Flows.template.json',
              locations: ['Properties.KMSArn'],
            },
          ],
        },
      ],
    });
  });

  it('puts flows with the same reason together, and flows with another problem apart', () => {
    const { violations } = toldOf([
      aCheckedFlow({ answer: 'fail', reasons: [noKey] }),
      aCheckedFlow({ answer: 'fail', reasons: [noKey], resource: 'Invoices', file: 'cdk.out/Other.template.json' }),
      aCheckedFlow({ answer: 'fail', reasons: [{ ...noKey, problem: 'its key is AppFlow’s' }], resource: 'Leads' }),
    ]);
    expect(
      violations.map(({ violatingResources }) => violatingResources.map((each) => each.resourceLogicalId)),
    ).toEqual([['Orders', 'Invoices'], ['Leads']]);
    expect(violations[0]?.violatingResources[1]?.templatePath).toBe('/app/cdk.out/Other.template.json');
  });

  it('warns of what is unknown, without failing', () => {
    expect(toldOf([aCheckedFlow({ answer: 'unknown', unknown: [imported] })])).toEqual({
      success: true,
      violations: [
        {
          ruleName: 'UNKNOWN',
          description: 'key 1b2c is not known before deployment: it is not in the file',
          severity: 'warning',
          violatingResources: [
            {
              resourceLogicalId: 'Orders',
              templatePath: '/app/cdk.out/Flows.template.json',
              locations: ['Properties.KMSArn'],
            },
          ],
        },
      ],
    });
  });

  it('fails for what is unknown where that is asked for', () => {
    const { success, violations } = toldOf([aCheckedFlow({ answer: 'unknown', unknown: [imported] })], 'fail');
    expect(success).toBe(false);
    expect(violations.map(({ severity }) => severity)).toEqual(['error']);
  });

  it('is only the reasons of a flow that fails, whatever is unknown besides', () => {
    const { violations } = toldOf([aCheckedFlow({ answer: 'fail', reasons: [noKey], unknown: [imported] })]);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['NO_CMK']);
  });

  it.each(['CREDENTIALS_WITHOUT_CMK', 'BUCKET_WITHOUT_CMK'] as const)(
    'does not point at the key of the flow for %s',
    (code) => {
      const { violations } = toldOf([aCheckedFlow({ answer: 'fail', reasons: [{ ...noKey, code }] })]);
      expect(violations[0]?.violatingResources[0]?.locations).toEqual([]);
    },
  );

  it('holds what a reader should know besides', () => {
    const report = { ...aCheckReport(aCheckedFlow()), notes: ['Flows has 2 cases.', 'Inner is not at hand.'] };
    expect(violationsIn(report, 'warn', (file) => file).metadata).toEqual({
      notes: 'Flows has 2 cases. Inner is not at hand.',
    });
  });

  it('names of a flow in a nested stack its id in its own template', () => {
    const { violations } = toldOf([aCheckedFlow({ answer: 'fail', reasons: [noKey], resource: 'Inner/Orders' })]);
    expect(violations[0]?.violatingResources[0]?.resourceLogicalId).toBe('Orders');
  });
});
