import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { openAggregator } from '../../../cli/aws/aggregator.ts';
import { awsError, DENIED, type Reply, THROTTLED } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

const NEVER = new AbortController().signal;
const open = (replies: Readonly<Record<string, Reply | readonly Reply[]>>, signal = NEVER) => {
  const { client, calls } = fakeClient<ConfigServiceClient>(replies);
  return { aggregator: openAggregator(client, 'company', signal), calls };
};
const RULE = { account: '111122223333', region: 'eu-west-1', ruleName: 'appflow-flow-cmk' };
const aRule = (ruleName: string) => ({
  ConfigRuleName: ruleName,
  Compliance: { ComplianceType: 'COMPLIANT' },
  AccountId: '111122223333',
  AwsRegion: 'eu-west-1',
});
const aResult = (id: string) => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ConfigRuleName: 'x', ResourceType: 'AWS::AppFlow::Flow', ResourceId: id },
  },
  ResultRecordedTime: new Date('2026-11-23T08:00:00Z'),
  Annotation: `OK: ${id}.`,
});

describe('the rules of an aggregator', () => {
  it('are those of all pages, whatever their names, an empty page included', async () => {
    const { aggregator, calls } = open({
      DescribeAggregateComplianceByConfigRules: [
        { AggregateComplianceByConfigRules: [aRule('a')], NextToken: '1' },
        { AggregateComplianceByConfigRules: [], NextToken: '2' },
        { AggregateComplianceByConfigRules: [aRule('b'), {}] },
      ],
    });
    expect(await aggregator.rules()).toEqual([
      { account: '111122223333', region: 'eu-west-1', ruleName: 'a' },
      { account: '111122223333', region: 'eu-west-1', ruleName: 'b' },
    ]);
    const input = { ConfigurationAggregatorName: 'company', Limit: 1000 };
    expect(calls.map((call) => call.input)).toEqual([
      { ...input, NextToken: undefined },
      { ...input, NextToken: '1' },
      { ...input, NextToken: '2' },
    ]);
  });

  const UNKNOWN = awsError('NoSuchConfigurationAggregatorException');
  it.each([
    {
      name: 'those that exist',
      listing: [
        { ConfigurationAggregators: [{ ConfigurationAggregatorName: 'sales' }], NextToken: '1' },
        { ConfigurationAggregators: [{ ConfigurationAggregatorName: 'finance' }] },
      ],
      told: 'there is "finance", "sales"',
    },
    { name: 'that there is none', listing: [{ ConfigurationAggregators: [] }], told: 'there is none' },
    { name: 'that they cannot be listed', listing: [DENIED], told: 'those that exist could not be listed' },
  ])('are wrong input where it does not exist, which tells $name', async ({ listing, told }) => {
    const { aggregator } = open({
      DescribeAggregateComplianceByConfigRules: UNKNOWN,
      DescribeConfigurationAggregators: listing,
    });
    await expect(aggregator.rules()).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: `--aggregator: "company" does not exist in this account and Region; ${told}`,
    });
  });

  it('are wrong input where no aggregator can have such a name, before anything is asked', async () => {
    const { client, calls } = fakeClient<ConfigServiceClient>({});
    await expect(openAggregator(client, 'my company', NEVER).rules()).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: '--aggregator: "my company" is not the name of an aggregator: letters, digits, "_" and "-" are allowed',
    });
    expect(calls).toEqual([]);
  });

  it('are wrong input where they may not be read', async () => {
    const { aggregator } = open({ DescribeAggregateComplianceByConfigRules: DENIED });
    await expect(aggregator.rules()).rejects.toMatchObject({
      name: 'InvalidInputError',
      message:
        "--aggregator: config:DescribeAggregateComplianceByConfigRules is denied; use credentials of the aggregator's account that allow it",
    });
  });

  it('are an error where AWS gives no answer', async () => {
    const { aggregator } = open({ DescribeAggregateComplianceByConfigRules: THROTTLED });
    await expect(aggregator.rules()).rejects.toMatchObject({
      name: 'AwsCallError',
      message:
        'config:DescribeAggregateComplianceByConfigRules failed for aggregator company: ThrottlingException: as AWS words it',
    });
  });
});

describe('the results of a rule', () => {
  it('are those of all pages of both compliance types', async () => {
    const { aggregator, calls } = open({
      GetAggregateComplianceDetailsByConfigRule: [
        { AggregateEvaluationResults: [aResult('a')], NextToken: '1' },
        { AggregateEvaluationResults: [], NextToken: '2' },
        { AggregateEvaluationResults: [aResult('b')] },
        { AggregateEvaluationResults: [aResult('c'), {}] },
      ],
    });
    const { results, missingBecause } = await aggregator.resultsOf(RULE);
    expect(results.map(({ resourceId, complianceType }) => [resourceId, complianceType])).toEqual([
      ['a', 'NON_COMPLIANT'],
      ['b', 'NON_COMPLIANT'],
      ['c', 'COMPLIANT'],
    ]);
    expect(results[0]).toEqual({
      resourceType: 'AWS::AppFlow::Flow',
      resourceId: 'a',
      complianceType: 'NON_COMPLIANT',
      annotation: 'OK: a.',
      recordedAt: new Date('2026-11-23T08:00:00Z'),
    });
    expect(missingBecause).toBeUndefined();
    const input = {
      ConfigurationAggregatorName: 'company',
      ConfigRuleName: 'appflow-flow-cmk',
      AccountId: '111122223333',
      AwsRegion: 'eu-west-1',
      Limit: 100,
    };
    expect(calls.map((call) => call.input)).toEqual([
      { ...input, ComplianceType: 'NON_COMPLIANT', NextToken: undefined },
      { ...input, ComplianceType: 'NON_COMPLIANT', NextToken: '1' },
      { ...input, ComplianceType: 'NON_COMPLIANT', NextToken: '2' },
      { ...input, ComplianceType: 'COMPLIANT', NextToken: undefined },
    ]);
  });

  it('have an empty annotation where AWS Config has none', async () => {
    const { aggregator } = open({
      GetAggregateComplianceDetailsByConfigRule: [
        { AggregateEvaluationResults: [{ ...aResult('a'), Annotation: undefined }] },
        {},
      ],
    });
    const { results } = await aggregator.resultsOf(RULE);
    expect(results.map(({ annotation }) => annotation)).toEqual(['']);
  });

  it.each([
    { error: DENIED, because: 'config:GetAggregateComplianceDetailsByConfigRule is denied' },
    {
      error: THROTTLED,
      because:
        'config:GetAggregateComplianceDetailsByConfigRule failed for this place: ThrottlingException: as AWS words it',
    },
  ])('stand as far as they were read, where the rest cannot be: $because', async ({ error, because }) => {
    const { aggregator } = open({
      GetAggregateComplianceDetailsByConfigRule: [
        { AggregateEvaluationResults: [aResult('a')], NextToken: '1' },
        error,
      ],
    });
    const { results, missingBecause } = await aggregator.resultsOf(RULE);
    expect(results.map(({ resourceId }) => resourceId)).toEqual(['a']);
    expect(missingBecause).toBe(because);
  });

  it('are missing where somebody interrupts', async () => {
    const controller = new AbortController();
    const { aggregator } = open(
      {
        GetAggregateComplianceDetailsByConfigRule: () => {
          controller.abort();
          return awsError('AbortError');
        },
      },
      controller.signal,
    );
    const { missingBecause } = await aggregator.resultsOf(RULE);
    expect(missingBecause).toBe('the report was interrupted');
  });

  it('are asked for by two calls at one time', async () => {
    let running = 0;
    let most = 0;
    const { aggregator } = open({
      GetAggregateComplianceDetailsByConfigRule: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return {};
      },
    });
    await Promise.all([1, 2, 3, 4, 5].map(() => aggregator.resultsOf(RULE)));
    expect(most).toBe(2);
  });
});
