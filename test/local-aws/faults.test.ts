import { DescribeFlowCommand, ListFlowsCommand } from '@aws-sdk/client-appflow';
import { PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { clientsOf, closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

describe('a fault', () => {
  it.each([
    { name: 'a throttle', fault: 'ThrottlingException', error: { name: 'ThrottlingException', status: 429 } },
    { name: 'a refusal', fault: 'AccessDeniedException', error: { name: 'AccessDeniedException', status: 403 } },
    { name: 'a failure', fault: '500', error: { name: 'InternalServerException', status: 500 } },
    { name: 'a page of HTML', fault: '500-html', error: { name: 'SyntaxError', status: 500 } },
    { name: 'a cut-off answer', fault: 'garbage', error: { name: 'SyntaxError', status: 200 } },
  ])('can be $name in AppFlow', async ({ fault, error }) => {
    const { appflow } = await localAws({ faults: [{ operation: 'ListFlows', fault }] });
    expect(await errorOf(appflow.send(new ListFlowsCommand({})))).toEqual(error);
  });

  it('has the status of the protocol: KMS throttles with 400, STS denies with 403', async () => {
    const { kms, sts } = await localAws({
      faults: [
        { operation: 'DescribeKey', fault: 'ThrottlingException' },
        { operation: 'AssumeRole', fault: 'AccessDeniedException' },
      ],
    });
    const RoleArn = 'arn:aws:iam::111122223333:role/x';
    expect(await errorOf(kms.send(new DescribeKeyCommand({ KeyId: orders })))).toEqual({
      name: 'ThrottlingException',
      status: 400,
    });
    expect(await errorOf(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'rule' })))).toEqual({
      name: 'AccessDenied',
      status: 403,
    });
  });

  it('can be an answer without content', async () => {
    const { appflow } = await localAws({
      flows: [{ flowName: 'orders' }],
      faults: [{ operation: 'ListFlows', fault: 'empty' }],
    });
    expect((await appflow.send(new ListFlowsCommand({}))).flows).toBeUndefined();
  });

  it('can be a connection that breaks', async () => {
    const { appflow } = await localAws({ faults: [{ operation: 'ListFlows', fault: 'drop' }] });
    await expect(appflow.send(new ListFlowsCommand({}))).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  it('can be silence, which closing the local AWS ends', async () => {
    const { aws, appflow } = await localAws({ faults: [{ operation: 'ListFlows', fault: 'silence' }] });
    const asked = appflow.send(new ListFlowsCommand({})).then(
      () => 'answered',
      () => 'broken',
    );
    const first = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 100, 'silent'))]);
    await aws.close();
    expect([first, await asked]).toEqual(['silent', 'broken']);
  });

  it('ends after the given number of times, so that the SDK’s next attempt succeeds', async () => {
    const { aws } = await localAws({
      flows: [{ flowName: 'orders' }],
      faults: [{ operation: 'ListFlows', fault: '500', times: 2 }],
    });
    const { appflow } = clientsOf(aws, { maxAttempts: 3 });
    expect((await appflow.send(new ListFlowsCommand({}))).flows).toHaveLength(1);
    expect(aws.counts.get('appflow:ListFlows')).toBe(3);
  });

  it('hits only the requests that hold its text', async () => {
    const { appflow } = await localAws({
      flows: [{ flowName: 'orders' }, { flowName: 'billing' }],
      faults: [{ operation: 'DescribeFlow', fault: '500', matching: '"billing"' }],
    });
    expect((await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }))).flowName).toBe('orders');
    const refused = await errorOf(appflow.send(new DescribeFlowCommand({ flowName: 'billing' })));
    expect(refused.status).toBe(500);
  });

  it('can refuse a whole batch of evaluations for one of them, and then nothing of it is stored', async () => {
    const fault = { operation: 'PutEvaluations', fault: 'InvalidParameterValueException', matching: '"billing"' };
    const { aws, config } = await localAws({ faults: [fault] });
    const put = (...flowNames: readonly string[]) => {
      const Evaluations = flowNames.map((ComplianceResourceId) => ({
        ComplianceResourceType: 'AWS::AppFlow::Flow',
        ComplianceResourceId,
        ComplianceType: 'COMPLIANT' as const,
        OrderingTimestamp: new Date('2026-01-15T08:00:00Z'),
      }));
      return config.send(new PutEvaluationsCommand({ ResultToken: 'token', Evaluations }));
    };
    const refusal = { name: 'InvalidParameterValueException', status: 400 };
    expect(await errorOf(put('orders', 'billing'))).toEqual(refusal);
    expect(aws.evaluations).toEqual([]);
    await put('orders');
    expect(await errorOf(put('billing'))).toEqual(refusal);
    expect(aws.evaluations.map((it) => it.ComplianceResourceId)).toEqual(['orders']);
  });

  it.each([
    { name: 'the account that it names', place: { account: '111122223333' }, failed: true },
    { name: 'no other account', place: { account: '222233334444' }, failed: false },
    { name: 'the Region that it names', place: { region: 'eu-west-1' }, failed: true },
    { name: 'no other Region', place: { region: 'us-east-1' }, failed: false },
    { name: 'no other Region of its account', place: { account: '111122223333', region: 'us-east-1' }, failed: false },
  ])('meets $name', async ({ place, failed }) => {
    const { appflow } = await localAws({ faults: [{ operation: 'ListFlows', fault: '500', ...place }] });
    const outcome = await appflow.send(new ListFlowsCommand({})).then(
      () => false,
      () => true,
    );
    expect(outcome).toBe(failed);
  });

  it('performs nothing: an answer that only looks like a success has stored nothing', async () => {
    const { aws, config } = await localAws({ faults: [{ operation: 'PutEvaluations', fault: 'empty' }] });
    const evaluation = {
      ComplianceResourceType: 'AWS::AppFlow::Flow',
      ComplianceResourceId: 'orders',
      ComplianceType: 'COMPLIANT' as const,
      OrderingTimestamp: new Date('2026-01-15T08:00:00Z'),
    };
    await config.send(new PutEvaluationsCommand({ ResultToken: 'token', Evaluations: [evaluation] }));
    expect(aws.evaluations).toEqual([]);
  });

  it('of an operation that does not exist is refused at the start', async () => {
    const faults = [{ operation: 'DescribeFlows', fault: '500' }];
    await expect(localAws({ faults })).rejects.toThrow('faults.0.operation: there is no DescribeFlows here');
  });
});

describe('the record', () => {
  it('keeps every call with its input, for other processes too', async () => {
    const { aws, appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    const response = await fetch(`${aws.url}/_local/state`);
    const at = aws.calls[0]?.at;
    expect(await response.json()).toMatchObject({
      calls: [
        {
          service: 'appflow',
          operation: 'DescribeFlow',
          account: '111122223333',
          region: 'eu-west-1',
          caller: 'arn:aws:iam::111122223333:role/appflow-flow-cmk',
          input: { flowName: 'orders' },
          at,
        },
      ],
      counts: { 'appflow:DescribeFlow': 1 },
    });
  });

  it('tells how many calls ran at one time', async () => {
    const { aws, appflow } = await localAws({ latencyInMs: 20 });
    await Promise.all([1, 2, 3].map(() => appflow.send(new ListFlowsCommand({}))));
    expect(aws.peaks.get('appflow:ListFlows')).toBe(3);
  });
});
