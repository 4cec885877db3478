import { type ReportRequest, reportFromAggregator } from '../../../cli/reporting/report-from-aggregator.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { closeAll, localAws, ownAccount } from '../../local-aws/local-clients.ts';
import { connectLocally } from '../local-connection.ts';

afterEach(closeAll);

const OTHER = '222222222222';
const OK = 'OK: Customer managed key 1b2c is enabled.';
const OFF = 'ROTATION_OFF: Automatic rotation is off for key 1b2c. Turn it on with kms:EnableKeyRotation.';
const ORGANIZATION_RULE = 'OrgConfigRule-appflow-flow-cmk-abcdefgh';

const COMPANY: Partial<WorldInput> = {
  aggregators: [{ name: 'company' }],
  evaluationResults: [
    { ResourceId: 'orders', ComplianceType: 'NON_COMPLIANT', Annotation: OFF },
    { ResourceId: 'leads', ComplianceType: 'COMPLIANT', Annotation: OK },
    { ResourceId: 'exempt', ComplianceType: 'NOT_APPLICABLE', Annotation: 'EXEMPT: The flow is exempt.' },
    {
      account: OTHER,
      region: 'us-east-1',
      rule: ORGANIZATION_RULE,
      ResourceId: `arn:aws:appflow:us-east-1:${OTHER}:flow/orders`,
      ComplianceType: 'COMPLIANT',
      Annotation: OK,
    },
    { rule: 'another-rule', ResourceId: 'orders', ComplianceType: 'NON_COMPLIANT', Annotation: 'No tags' },
  ],
};

const reportOn = async (world: Partial<WorldInput>, request: Partial<ReportRequest> = {}) => {
  const { aws } = await localAws({ ...COMPANY, ...world });
  const { config } = await connectLocally(aws);
  const stamp = { at: new Date('2026-11-24T09:00:00Z'), version: '2.2.0' };
  return reportFromAggregator(config, { aggregator: 'company', ...stamp, ...request }, () => {});
};

it('reports every account of the aggregator, by the name that its rule has there', async () => {
  const { complete, places, flows } = await reportOn({});
  expect(complete).toBe(true);
  expect(places).toEqual([
    { account: ownAccount, region: 'eu-west-1', status: 'read', flows: 2 },
    { account: OTHER, region: 'us-east-1', status: 'read', flows: 1 },
  ]);
  expect(flows.map(({ account, flow, verdict, annotation }) => [account, flow, verdict, annotation])).toEqual([
    [ownAccount, 'orders', 'NON_COMPLIANT', OFF],
    [ownAccount, 'leads', 'COMPLIANT', OK],
    [OTHER, 'orders', 'COMPLIANT', OK],
  ]);
});

it('turns every page, those that are empty included', async () => {
  const names = Array.from({ length: 250 }, (_, index) => `flow-${index}`);
  const { flows } = await reportOn({
    emptyListPage: true,
    evaluationResults: names.map((ResourceId) => ({ ResourceId, ComplianceType: 'COMPLIANT', Annotation: OK })),
  });
  expect(flows.map(({ flow }) => flow)).toEqual(names);
});

it('tries a throttled call again', async () => {
  const { complete, flows } = await reportOn({
    faults: [{ operation: 'GetAggregateComplianceDetailsByConfigRule', fault: 'ThrottlingException', times: 2 }],
  });
  expect([complete, flows.length]).toEqual([true, 3]);
});

it('has unreadable places where the results may not be read', async () => {
  const { complete, places } = await reportOn({
    denials: [{ action: 'config:GetAggregateComplianceDetailsByConfigRule' }],
  });
  expect(complete).toBe(false);
  expect(places.map(({ status, because }) => [status, because])).toEqual([
    ['unreadable', 'config:GetAggregateComplianceDetailsByConfigRule is denied'],
    ['unreadable', 'config:GetAggregateComplianceDetailsByConfigRule is denied'],
  ]);
});

it('names the aggregators that exist, where there is none of that name', async () => {
  await expect(reportOn({}, { aggregator: 'compony' })).rejects.toMatchObject({
    name: 'InvalidInputError',
    message: '--aggregator: "compony" does not exist in this account and Region; there is "company"',
  });
});
