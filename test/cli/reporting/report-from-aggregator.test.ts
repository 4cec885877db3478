import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import {
  type ReportProgress,
  type ReportRequest,
  reportFromAggregator,
} from '../../../cli/reporting/report-from-aggregator.ts';
import { awsError, DENIED, type Input, type Reply } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

const REQUEST: ReportRequest = { aggregator: 'company', at: new Date('2026-11-24T09:00:00Z'), version: '2.2.0' };

const rule = (AccountId: string, AwsRegion: string, ConfigRuleName = 'appflow-flow-cmk') => ({
  AccountId,
  AwsRegion,
  ConfigRuleName,
});
const rules = (...some: readonly object[]) => ({ AggregateComplianceByConfigRules: some });
const result = (ResourceId: string, Annotation: string) => ({
  EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceType: 'AWS::AppFlow::Flow', ResourceId } },
  Annotation,
});
const OK = 'OK: Customer managed key 1b2c is enabled.';
/** One compliant flow in each place, named after it. */
const oneFlow = ({ ComplianceType, AccountId, AwsRegion }: Input): object =>
  ComplianceType === 'COMPLIANT' ? { AggregateEvaluationResults: [result(`${AccountId}-${AwsRegion}`, OK)] } : {};

const report = (listing: object, details: Reply | readonly Reply[], request: Partial<ReportRequest> = {}) => {
  const { client, calls } = fakeClient<ConfigServiceClient>({
    DescribeAggregateComplianceByConfigRules: listing,
    GetAggregateComplianceDetailsByConfigRule: details,
  });
  const progress: ReportProgress[] = [];
  return {
    calls,
    progress,
    audit: reportFromAggregator(client, { ...REQUEST, ...request }, (now) => progress.push(now)),
  };
};

it('holds every account and Region that has the rule, in order, and says how far it is', async () => {
  const { audit, progress } = report(
    rules(rule('222222222222', 'eu-west-1'), rule('111111111111', 'us-east-1'), rule('111111111111', 'eu-west-1')),
    oneFlow,
  );
  const { complete, places, flows } = await audit;
  expect(complete).toBe(true);
  expect(places).toEqual([
    { account: '111111111111', region: 'eu-west-1', status: 'read', flows: 1 },
    { account: '111111111111', region: 'us-east-1', status: 'read', flows: 1 },
    { account: '222222222222', region: 'eu-west-1', status: 'read', flows: 1 },
  ]);
  expect(flows.map(({ flow }) => flow)).toEqual([
    '111111111111-eu-west-1',
    '111111111111-us-east-1',
    '222222222222-eu-west-1',
  ]);
  expect([progress.at(0), progress.at(-1)]).toEqual([
    { placesDone: 0, places: 3, flows: 0 },
    { placesDone: 3, places: 3, flows: 3 },
  ]);
});

it('asks for each rule by the name that it has there', async () => {
  const { audit, calls } = report(
    rules(
      rule('111111111111', 'eu-west-1', 'OrgConfigRule-keys-abcdefgh'),
      rule('222222222222', 'eu-west-1', 'keys-conformance-pack-szsm1uv0w'),
      rule('333333333333', 'eu-west-1', 'keys'),
      rule('333333333333', 'eu-west-1', 'other-rule'),
    ),
    oneFlow,
    { ruleName: 'keys' },
  );
  await audit;
  const asked = calls
    .filter(({ operation }) => operation.startsWith('Get'))
    .map(({ input }) => input['ConfigRuleName']);
  expect(new Set(asked)).toEqual(new Set(['OrgConfigRule-keys-abcdefgh', 'keys-conformance-pack-szsm1uv0w', 'keys']));
});

it('shows a flow once, where two names of the rule judged it', async () => {
  const { audit } = report(
    rules(
      rule('111111111111', 'eu-west-1', 'OrgConfigRule-appflow-flow-cmk-abcdefgh'),
      rule('111111111111', 'eu-west-1', 'appflow-flow-cmk'),
    ),
    oneFlow,
  );
  const { flows, places } = await audit;
  expect([flows.length, places.length]).toEqual([1, 1]);
});

it('has an unreadable place where its results are denied, beside those that were read', async () => {
  const { audit } = report(rules(rule('111111111111', 'eu-west-1'), rule('222222222222', 'eu-west-1')), (input) =>
    input['AccountId'] === '222222222222' ? DENIED : oneFlow(input),
  );
  const { complete, places, interrupted } = await audit;
  expect({ complete, interrupted }).toEqual({ complete: false, interrupted: undefined });
  expect(places).toEqual([
    { account: '111111111111', region: 'eu-west-1', status: 'read', flows: 1 },
    {
      account: '222222222222',
      region: 'eu-west-1',
      status: 'unreadable',
      flows: 0,
      because: 'config:GetAggregateComplianceDetailsByConfigRule is denied',
    },
  ]);
});

it('holds what was read when somebody interrupted it', async () => {
  const controller = new AbortController();
  const { audit } = report(
    rules(rule('111111111111', 'eu-west-1'), rule('222222222222', 'eu-west-1')),
    (input) => {
      if (input['AccountId'] === '111111111111') return oneFlow(input);
      controller.abort();
      return awsError('AbortError');
    },
    { signal: controller.signal },
  );
  const { complete, interrupted, flows } = await audit;
  expect({ complete, interrupted, flows: flows.map(({ flow }) => flow) }).toEqual({
    complete: false,
    interrupted: true,
    flows: ['111111111111-eu-west-1'],
  });
});

it('is empty and interrupted, where somebody interrupts before it is known which rules there are', async () => {
  const controller = new AbortController();
  controller.abort();
  const { audit } = report(awsError('AbortError'), {}, { signal: controller.signal });
  const { complete, interrupted, places } = await audit;
  expect({ complete, interrupted, places }).toEqual({ complete: false, interrupted: true, places: [] });
});

it.each([
  {
    name: 'has no result of such a rule',
    listing: rules(rule('111111111111', 'eu-west-1', 'other-rule')),
    details: {},
    message:
      '--rule: aggregator "company" has no result of a rule called "appflow-flow-cmk"; give the rule\'s name with --rule',
  },
  {
    name: 'has results of another rule under that name',
    listing: rules(rule('111111111111', 'eu-west-1')),
    details: { AggregateEvaluationResults: [result('orders', 'No tags')] },
    message:
      '--rule: "appflow-flow-cmk" is not this rule, or not in this version: in 111111111111 eu-west-1, the result of rule "appflow-flow-cmk", NON_COMPLIANT, is not in the form of this rule: "No tags"',
  },
])('is wrong input where the aggregator $name', async ({ listing, details, message }) => {
  await expect(report(listing, details).audit).rejects.toMatchObject({ name: 'InvalidInputError', message });
});
