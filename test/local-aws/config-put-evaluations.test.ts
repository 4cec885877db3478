import { type ComplianceType, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
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

describe('PutEvaluations', () => {
  it('stores what it is given', async () => {
    const { aws, config } = await localAws();
    expect((await config.send(new PutEvaluationsCommand(put))).FailedEvaluations).toEqual([]);
    expect(aws.evaluations).toEqual([
      {
        ComplianceResourceType: 'AWS::AppFlow::Flow',
        ComplianceResourceId: 'orders',
        ComplianceType: 'COMPLIANT',
        Annotation: 'OK: all is well',
        OrderingTimestamp: '2026-01-15T08:00:00.123Z',
      },
    ]);
  });

  it('takes 100 evaluations and an annotation of 256 characters', async () => {
    const { aws, config } = await localAws();
    const Evaluations = Array.from({ length: 100 }, (_, index) => ({
      ...evaluation,
      ComplianceResourceId: `flow-${index}`,
      Annotation: 'a'.repeat(256),
    }));
    await config.send(new PutEvaluationsCommand({ ...put, Evaluations }));
    expect(aws.evaluations).toHaveLength(100);
  });

  it('takes the first moment of 1970, which sample events have for their time', async () => {
    const { aws, config } = await localAws();
    const OrderingTimestamp = new Date('1970-01-01T00:00:00.0Z');
    await config.send(new PutEvaluationsCommand({ ...put, Evaluations: [{ ...evaluation, OrderingTimestamp }] }));
    expect(aws.evaluations[0]?.OrderingTimestamp).toBe('1970-01-01T00:00:00.000Z');
  });

  const invalid = 'InvalidParameterValueException';
  it.each([
    { name: 'more than 100 entries', input: { Evaluations: Array(101).fill(evaluation) }, error: invalid },
    { name: 'a missing list', input: { Evaluations: undefined }, error: invalid },
    {
      name: 'an empty annotation',
      input: { Evaluations: [{ ...evaluation, Annotation: '' }] },
      error: 'ValidationException',
    },
    {
      name: 'an annotation of 257 characters',
      input: { Evaluations: [{ ...evaluation, Annotation: 'a'.repeat(257) }] },
      error: 'ValidationException',
    },
    {
      name: 'INSUFFICIENT_DATA',
      input: { Evaluations: [{ ...evaluation, ComplianceType: 'INSUFFICIENT_DATA' as ComplianceType }] },
      error: invalid,
    },
    {
      name: 'an unknown compliance type',
      input: { Evaluations: [{ ...evaluation, ComplianceType: 'GOOD' as ComplianceType }] },
      error: 'ValidationException',
    },
    {
      name: 'an unknown resource type',
      input: { Evaluations: [{ ...evaluation, ComplianceResourceType: 'AWS::AppFlow::Flows' }] },
      error: invalid,
    },
    {
      name: 'an empty resource id',
      input: { Evaluations: [{ ...evaluation, ComplianceResourceId: '' }] },
      error: 'ValidationException',
    },
    {
      name: 'a missing timestamp',
      input: { Evaluations: [{ ...evaluation, OrderingTimestamp: undefined }] },
      error: 'ValidationException',
    },
    { name: 'a missing token', input: { ResultToken: undefined }, error: 'InvalidResultTokenException' },
    { name: 'the token TESTMODE', input: { ResultToken: 'TESTMODE' }, error: 'InvalidResultTokenException' },
  ])('refuses $name', async ({ input, error }) => {
    const { aws, config } = await localAws();
    const refused = await errorOf(config.send(new PutEvaluationsCommand({ ...put, ...input } as typeof put)));
    expect(refused).toEqual({ name: error, status: 400 });
    expect(aws.evaluations).toEqual([]);
  });

  it('takes the tokens of the world only, where it lists some', async () => {
    const { aws, config } = await localAws({ resultTokens: ['good'] });
    const refused = await errorOf(config.send(new PutEvaluationsCommand(put)));
    await config.send(new PutEvaluationsCommand({ ...put, ResultToken: 'good' }));
    expect(refused.name).toBe('InvalidResultTokenException');
    expect(aws.evaluations).toHaveLength(1);
  });

  it('takes any token in test mode, and stores nothing', async () => {
    const { aws, config } = await localAws({ resultTokens: [] });
    await config.send(new PutEvaluationsCommand({ ...put, ResultToken: 'TESTMODE', TestMode: true }));
    expect(aws.evaluations).toEqual([]);
    expect(aws.state.puts.map(({ testMode, evaluations }) => [testMode, evaluations.length])).toEqual([[true, 1]]);
  });

  it('knows no rule that was deleted', async () => {
    const { config } = await localAws({ deletedRules: ['appflow-flow-cmk'] });
    const refused = await errorOf(config.send(new PutEvaluationsCommand(put)));
    expect(refused.name).toBe('NoSuchConfigRuleException');
  });

  it('answers a success that names the entries which a fault hit, and stores only the others', async () => {
    const { aws, config } = await localAws({
      faults: [{ operation: 'PutEvaluations', fault: 'FailedEvaluations', times: 1, matching: 'billing' }],
    });
    const Evaluations = [evaluation, { ...evaluation, ComplianceResourceId: 'billing' }];
    const first = await config.send(new PutEvaluationsCommand({ ...put, Evaluations }));
    const second = await config.send(new PutEvaluationsCommand({ ...put, Evaluations: first.FailedEvaluations }));
    expect(first.FailedEvaluations).toEqual([{ ...evaluation, ComplianceResourceId: 'billing' }]);
    expect(second.FailedEvaluations).toEqual([]);
    expect(aws.evaluations.map(({ ComplianceResourceId }) => ComplianceResourceId)).toEqual(['orders', 'billing']);
  });
});
