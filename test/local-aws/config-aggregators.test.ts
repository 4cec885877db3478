import {
  type ComplianceType,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeConfigurationAggregatorsCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  PutEvaluationsCommand,
  paginateGetAggregateComplianceDetailsByConfigRule,
} from '@aws-sdk/client-config-service';
import { clientsOf, closeAll, credentialsOf, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const result = { ResourceId: 'orders', ComplianceType: 'COMPLIANT' as const };
const shop = { account: '222233334444', region: 'us-east-1' };
const world = {
  aggregators: [{ name: 'all' }, { name: 'own', accounts: ['111122223333'] }],
  evaluationResults: [
    result,
    { ...result, ResourceId: 'leads', ComplianceType: 'NON_COMPLIANT' as const, Annotation: 'NO_CMK: …' },
    { ...result, ResourceId: 'old', ComplianceType: 'NOT_APPLICABLE' as const },
    { ...shop, ...result, rule: 'org-cmk-a1b2', ResultRecordedTime: '2026-11-20T08:00:00Z' },
  ],
};

describe('DescribeConfigurationAggregators', () => {
  it('tells those of the place, and whom each of them gathers from', async () => {
    const { aws, config } = await localAws(world);
    const { ConfigurationAggregators: here } = await config.send(new DescribeConfigurationAggregatorsCommand({}));
    const elsewhere = clientsOf(aws, { region: 'us-east-1' }).config;
    expect(here?.map((it) => it.ConfigurationAggregatorName)).toEqual(['all', 'own']);
    expect(here?.[0]?.OrganizationAggregationSource?.AllAwsRegions).toBe(true);
    expect(here?.[1]?.AccountAggregationSources).toEqual([{ AccountIds: ['111122223333'], AllAwsRegions: true }]);
    expect((await elsewhere.send(new DescribeConfigurationAggregatorsCommand({}))).ConfigurationAggregators).toEqual(
      [],
    );
  });

  it('refuses one that is not there', async () => {
    const { config } = await localAws(world);
    const command = new DescribeConfigurationAggregatorsCommand({ ConfigurationAggregatorNames: ['other'] });
    expect((await errorOf(config.send(command))).name).toBe('NoSuchConfigurationAggregatorException');
  });
});

describe('DescribeAggregateComplianceByConfigRules', () => {
  const ask = (input: Partial<DescribeAggregateComplianceByConfigRulesCommand['input']> = {}) =>
    new DescribeAggregateComplianceByConfigRulesCommand({ ConfigurationAggregatorName: 'all', ...input });

  it('tells each rule of each place, with how many results make it so', async () => {
    const { config } = await localAws(world);
    const { AggregateComplianceByConfigRules } = await config.send(ask());
    expect(AggregateComplianceByConfigRules).toEqual([
      {
        ConfigRuleName: 'appflow-flow-cmk',
        Compliance: {
          ComplianceType: 'NON_COMPLIANT',
          ComplianceContributorCount: { CappedCount: 1, CapExceeded: false },
        },
        AccountId: '111122223333',
        AwsRegion: 'eu-west-1',
      },
      {
        ConfigRuleName: 'org-cmk-a1b2',
        Compliance: { ComplianceType: 'COMPLIANT', ComplianceContributorCount: { CappedCount: 1, CapExceeded: false } },
        AccountId: '222233334444',
        AwsRegion: 'us-east-1',
      },
    ]);
  });

  it('counts up to 25', async () => {
    const evaluationResults = Array.from({ length: 26 }, (_, index) => ({ ...result, ResourceId: `flow-${index}` }));
    const { config } = await localAws({ ...world, evaluationResults });
    const { AggregateComplianceByConfigRules: told } = await config.send(ask());
    expect(told?.[0]?.Compliance?.ComplianceContributorCount).toEqual({ CappedCount: 25, CapExceeded: true });
  });

  it('has too little data of a rule for which nothing is applicable', async () => {
    const { config } = await localAws({
      ...world,
      evaluationResults: [{ ...result, ComplianceType: 'NOT_APPLICABLE' as const }],
    });
    const { AggregateComplianceByConfigRules: told } = await config.send(ask());
    expect(told?.map(({ Compliance }) => Compliance)).toEqual([{ ComplianceType: 'INSUFFICIENT_DATA' }]);
  });

  it.each([
    { name: 'a rule', input: { Filters: { ConfigRuleName: 'org-cmk-a1b2' } }, accounts: ['222233334444'] },
    { name: 'a verdict', input: { Filters: { ComplianceType: 'NON_COMPLIANT' as const } }, accounts: ['111122223333'] },
    { name: 'an account', input: { Filters: { AccountId: '222233334444' } }, accounts: ['222233334444'] },
    { name: 'a Region', input: { Filters: { AwsRegion: 'eu-west-1' } }, accounts: ['111122223333'] },
    {
      name: 'the accounts of the aggregator',
      input: { ConfigurationAggregatorName: 'own' },
      accounts: ['111122223333'],
    },
  ])('tells only what is of $name', async ({ input, accounts }) => {
    const { config } = await localAws(world);
    const { AggregateComplianceByConfigRules } = await config.send(ask(input));
    expect(AggregateComplianceByConfigRules?.map(({ AccountId }) => AccountId)).toEqual(accounts);
  });

  it.each([
    {
      name: 'an aggregator that is not there',
      input: { ConfigurationAggregatorName: 'other' },
      error: 'NoSuchConfigurationAggregatorException',
    },
    { name: 'more than 1000 lines', input: { Limit: 1001 }, error: 'InvalidLimitException' },
    { name: 'a token that was never given', input: { NextToken: 'AAAB' }, error: 'InvalidNextTokenException' },
    { name: 'a name of nothing', input: { ConfigurationAggregatorName: '' }, error: 'ValidationException' },
  ])('refuses $name', async ({ input, error }) => {
    const { config } = await localAws(world);
    expect(await errorOf(config.send(ask(input)))).toEqual({ name: error, status: 400 });
  });

  it('refuses who does not own the aggregator', async () => {
    const { aws } = await localAws(world);
    const { config } = clientsOf(aws, { credentials: credentialsOf('222233334444') });
    expect((await errorOf(config.send(ask()))).name).toBe('NoSuchConfigurationAggregatorException');
  });
});

describe('GetAggregateComplianceDetailsByConfigRule', () => {
  const place = { AccountId: '111122223333', AwsRegion: 'eu-west-1' };
  const own = { ConfigurationAggregatorName: 'all', ConfigRuleName: 'appflow-flow-cmk', ...place };
  const idsTold = async (input: Partial<GetAggregateComplianceDetailsByConfigRuleCommand['input']>) => {
    const { config } = await localAws(world);
    const command = new GetAggregateComplianceDetailsByConfigRuleCommand({ ...own, ...input });
    const { AggregateEvaluationResults } = await config.send(command);
    return AggregateEvaluationResults?.map(
      (it) => it.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId,
    );
  };

  it('tells what a rule says in a place, and when that was recorded', async () => {
    const { config } = await localAws(world);
    const command = new GetAggregateComplianceDetailsByConfigRuleCommand({
      ConfigurationAggregatorName: 'all',
      ConfigRuleName: 'org-cmk-a1b2',
      AccountId: '222233334444',
      AwsRegion: 'us-east-1',
    });
    const { AggregateEvaluationResults } = await config.send(command);
    expect(AggregateEvaluationResults).toMatchObject([
      {
        EvaluationResultIdentifier: {
          EvaluationResultQualifier: {
            ConfigRuleName: 'org-cmk-a1b2',
            ResourceType: 'AWS::AppFlow::Flow',
            ResourceId: 'orders',
          },
        },
        ComplianceType: 'COMPLIANT',
        ResultRecordedTime: new Date('2026-11-20T08:00:00Z'),
        AccountId: '222233334444',
        AwsRegion: 'us-east-1',
      },
    ]);
  });

  it.each([
    { name: 'what is compliant and what is not, and nothing else', input: {}, ids: ['orders', 'leads'] },
    { name: 'what is asked for', input: { ComplianceType: 'NON_COMPLIANT' as const }, ids: ['leads'] },
    { name: 'nothing of a rule that is not there', input: { ConfigRuleName: 'other' }, ids: [] },
    { name: 'nothing of a place without results', input: { AwsRegion: 'eu-west-2' }, ids: [] },
    {
      name: 'nothing of an account that the aggregator does not gather from',
      input: {
        ConfigurationAggregatorName: 'own',
        ConfigRuleName: 'org-cmk-a1b2',
        AccountId: '222233334444',
        AwsRegion: 'us-east-1',
      },
      ids: [],
    },
  ])('tells $name', async ({ input, ids }) => {
    expect(await idsTold(input)).toEqual(ids);
  });

  it('tells what was put since', async () => {
    const { config } = await localAws(world);
    const evaluation = {
      ComplianceResourceType: 'AWS::AppFlow::Flow',
      ComplianceResourceId: 'leads',
      ComplianceType: 'COMPLIANT' as ComplianceType,
      OrderingTimestamp: new Date('2026-11-24T08:00:00Z'),
    };
    await config.send(new PutEvaluationsCommand({ ResultToken: 'token', Evaluations: [evaluation] }));
    const command = new GetAggregateComplianceDetailsByConfigRuleCommand({ ...own, ComplianceType: 'NON_COMPLIANT' });
    expect((await config.send(command)).AggregateEvaluationResults).toEqual([]);
  });

  it('gives 50 results a page, and an empty page in the middle where the world asks for it', async () => {
    const evaluationResults = Array.from({ length: 60 }, (_, index) => ({ ...result, ResourceId: `flow-${index}` }));
    const { config } = await localAws({ ...world, evaluationResults, emptyListPage: true });
    const sizes: number[] = [];
    for await (const page of paginateGetAggregateComplianceDetailsByConfigRule({ client: config }, own)) {
      sizes.push(page.AggregateEvaluationResults?.length ?? -1);
    }
    expect(sizes).toEqual([50, 0, 10]);
  });

  it.each([
    {
      name: 'an aggregator that is not there',
      input: { ConfigurationAggregatorName: 'other' },
      error: 'NoSuchConfigurationAggregatorException',
    },
    { name: 'no account', input: { AccountId: undefined }, error: 'ValidationException' },
    { name: 'no Region', input: { AwsRegion: undefined }, error: 'ValidationException' },
    {
      name: 'what is not applicable',
      input: { ComplianceType: 'NOT_APPLICABLE' as ComplianceType },
      error: 'ValidationException',
    },
    { name: 'more than 100 results', input: { Limit: 101 }, error: 'InvalidLimitException' },
  ])('refuses $name', async ({ input, error }) => {
    const { config } = await localAws(world);
    const command = new GetAggregateComplianceDetailsByConfigRuleCommand({ ...own, ...input });
    expect(await errorOf(config.send(command))).toEqual({ name: error, status: 400 });
  });
});
