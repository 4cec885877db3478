import {
  type ComplianceType,
  GetComplianceDetailsByConfigRuleCommand,
  ListDiscoveredResourcesCommand,
  PutEvaluationsCommand,
  paginateGetComplianceDetailsByConfigRule,
  type ResourceType,
  StartConfigRulesEvaluationCommand,
} from '@aws-sdk/client-config-service';
import { closeAll, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const evaluation = {
  ComplianceResourceType: 'AWS::AppFlow::Flow',
  ComplianceResourceId: 'orders',
  ComplianceType: 'COMPLIANT' as ComplianceType,
  Annotation: 'OK: all is well',
  OrderingTimestamp: new Date('2026-01-15T08:00:00.123Z'),
};
const put = { ResultToken: 'token', Evaluations: [evaluation] };

describe('GetComplianceDetailsByConfigRule', () => {
  const ConfigRuleName = 'appflow-flow-cmk';
  const results = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ResourceId: `flow-${index}`,
      ComplianceType: 'COMPLIANT' as const,
    }));

  it('gives 10 results a page unless told otherwise', async () => {
    const { config } = await localAws({ evaluationResults: results(11) });
    const sizes: number[] = [];
    const pages = paginateGetComplianceDetailsByConfigRule({ client: config }, { ConfigRuleName });
    for await (const page of pages) sizes.push(page.EvaluationResults?.length ?? -1);
    expect(sizes).toEqual([10, 1]);
  });

  it('reports deleted flows of the world, old results and what was put since', async () => {
    const { config } = await localAws({
      deletedFlows: ['legacy-export'],
      evaluationResults: [
        { ResourceId: 'orders', ComplianceType: 'NON_COMPLIANT', Annotation: 'NO_CMK: …' },
        { ResourceId: 'retired', ComplianceType: 'NOT_APPLICABLE' },
      ],
    });
    await config.send(new PutEvaluationsCommand(put));
    const ComplianceTypes: ComplianceType[] = ['COMPLIANT', 'NON_COMPLIANT'];
    const input = { ConfigRuleName, ComplianceTypes, Limit: 100 };
    const { EvaluationResults } = await config.send(new GetComplianceDetailsByConfigRuleCommand(input));
    const told = EvaluationResults?.map(({ ComplianceType, EvaluationResultIdentifier: id }) => [
      id?.EvaluationResultQualifier?.ResourceType,
      id?.EvaluationResultQualifier?.ResourceId,
      ComplianceType,
    ]);
    expect(told).toEqual([
      ['AWS::AppFlow::Flow', 'legacy-export', 'COMPLIANT'],
      ['AWS::AppFlow::Flow', 'orders', 'COMPLIANT'],
    ]);
  });

  it('keeps a newer result when an older one comes late', async () => {
    const { config } = await localAws({
      evaluationResults: [{ ResourceId: 'orders', ComplianceType: 'NON_COMPLIANT', OrderingTimestamp: '2026-01-16' }],
    });
    await config.send(new PutEvaluationsCommand(put));
    const { EvaluationResults } = await config.send(new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName }));
    expect(EvaluationResults?.map(({ ComplianceType }) => ComplianceType)).toEqual(['NON_COMPLIANT']);
  });

  it('tells the results of the rule asked for alone, and when each was recorded', async () => {
    const { config } = await localAws({
      evaluationResults: [
        { ResourceId: 'orders', ComplianceType: 'COMPLIANT', ResultRecordedTime: '2026-01-15T08:00:00Z' },
        { rule: 'org-cmk-a1b2', ResourceId: 'billing', ComplianceType: 'COMPLIANT', OrderingTimestamp: '2026-01-14' },
      ],
    });
    const told = async (name: string) => {
      const command = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: name });
      const { EvaluationResults } = await config.send(command);
      return EvaluationResults?.map(({ EvaluationResultIdentifier: id, ResultRecordedTime }) => [
        id?.EvaluationResultQualifier?.ResourceId,
        ResultRecordedTime?.toISOString(),
      ]);
    };
    expect(await told('appflow-flow-cmk')).toEqual([['orders', '2026-01-15T08:00:00.000Z']]);
    expect(await told('org-cmk-a1b2')).toEqual([['billing', '2026-01-14T00:00:01.000Z']]);
  });

  it('takes an empty token for none', async () => {
    const { config } = await localAws({ evaluationResults: [{ ResourceId: 'orders', ComplianceType: 'COMPLIANT' }] });
    const command = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName, NextToken: '' });
    expect((await config.send(command)).EvaluationResults).toHaveLength(1);
  });

  it.each([
    { name: 'a name of 65 characters', input: { ConfigRuleName: 'a'.repeat(65) }, error: 'ValidationException' },
    { name: 'more than 100 results', input: { Limit: 101 }, error: 'ValidationException' },
    {
      name: 'INSUFFICIENT_DATA',
      input: { ComplianceTypes: ['INSUFFICIENT_DATA' as ComplianceType] },
      error: 'InvalidParameterValueException',
    },
    { name: 'a token never given', input: { NextToken: 'AAAB' }, error: 'InvalidNextTokenException' },
    { name: 'an unknown rule', input: { ConfigRuleName: 'other' }, error: 'NoSuchConfigRuleException' },
  ])('refuses $name', async ({ input, error }) => {
    const { config } = await localAws();
    const command = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName, ...input });
    expect(await errorOf(config.send(command))).toEqual({ name: error, status: 400 });
  });
});

describe('ListDiscoveredResources', () => {
  it('knows every flow by its name unless the world says otherwise', async () => {
    const { config } = await localAws({ flows: [{ flowName: 'orders' }] });
    const answer = await config.send(new ListDiscoveredResourcesCommand({ resourceType: 'AWS::AppFlow::Flow' }));
    expect(answer.resourceIdentifiers).toEqual([
      { resourceType: 'AWS::AppFlow::Flow', resourceId: 'orders', resourceName: 'orders' },
    ]);
  });

  it('tells the ids of the world, of the type asked for', async () => {
    const discoveredResources = [
      { resourceId: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders', resourceName: 'orders' },
      { resourceType: 'AWS::KMS::Key', resourceId: 'orders' },
    ];
    const { config } = await localAws({ flows: [{ flowName: 'orders' }], discoveredResources });
    const answer = await config.send(new ListDiscoveredResourcesCommand({ resourceType: 'AWS::AppFlow::Flow' }));
    expect(answer.resourceIdentifiers?.map(({ resourceId }) => resourceId)).toEqual([
      'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
    ]);
  });

  it.each(['AWS::AppFlow::Flows', 'AWS::::Account', ''])(
    'refuses the type "%s", which is not recorded',
    async (type) => {
      const { config } = await localAws();
      const command = new ListDiscoveredResourcesCommand({ resourceType: type as ResourceType });
      await expect(config.send(command)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(
          `^1 validation error detected: Value '${type}' at 'resourceType' failed to satisfy constraint: Member must satisfy enum value set: \\[AWS::AppFlow::Flow, `,
        ),
      });
    },
  );

  it.each([
    { name: 'more than 100 resources', world: {}, limit: 101, error: 'InvalidLimitException' },
    {
      name: 'to work without a recorder',
      world: { recorder: false },
      error: 'NoAvailableConfigurationRecorderException',
    },
  ])('refuses $name', async ({ world, limit, error }) => {
    const { config } = await localAws(world);
    const command = new ListDiscoveredResourcesCommand({ resourceType: 'AWS::AppFlow::Flow', limit });
    expect(await errorOf(config.send(command))).toEqual({ name: error, status: 400 });
  });
});

describe('StartConfigRulesEvaluation', () => {
  it('writes down which rules were asked for, and knows no other', async () => {
    const { aws, config } = await localAws();
    await config.send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: ['appflow-flow-cmk'] }));
    const refused = await errorOf(config.send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: ['other'] })));
    expect(aws.state.reevaluations).toEqual([
      { account: '111122223333', region: 'eu-west-1', rules: ['appflow-flow-cmk'] },
    ]);
    expect(refused.name).toBe('NoSuchConfigRuleException');
  });
});
