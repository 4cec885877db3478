import { DescribeFlowCommand, ListFlowsCommand } from '@aws-sdk/client-appflow';
import { createRates } from '../../local-aws/rates.ts';
import { closeAll, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const caller = {
  account: '111122223333',
  region: 'eu-west-1',
  arn: 'arn:aws:sts::111122223333:assumed-role/rule/x',
  roleArn: 'arn:aws:iam::111122223333:role/rule',
};
const call = { operation: 'DescribeFlow', caller, now: 0 };
const flow = { operation: 'DescribeFlow', perSecond: 50, burst: 2 };

describe('a rate', () => {
  it('takes as many calls at once as the burst allows, and then one each 20 milliseconds', () => {
    const rates = createRates([flow]);
    const taken = [0, 0, 0, 19, 20, 20, 1_000, 1_000, 1_000].map((now) => rates.take({ ...call, now }));
    expect(taken).toEqual([true, true, false, false, true, false, true, true, false]);
  });

  it('limits its operation alone', () => {
    const rates = createRates([{ ...flow, burst: 1 }]);
    expect([rates.take(call), rates.take(call), rates.take({ ...call, operation: 'ListFlows' })]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it.each([
    { name: 'account', other: { ...caller, account: '444455556666' } },
    { name: 'Region', other: { ...caller, region: 'eu-west-2' } },
  ])('is that of one $name', ({ other }) => {
    const rates = createRates([{ ...flow, burst: 1 }]);
    expect([rates.take(call), rates.take(call), rates.take({ ...call, caller: other })]).toEqual([true, false, true]);
  });

  it.each([
    { name: 'its account', rate: { account: '111122223333' }, taken: [true, false] },
    { name: 'no other account', rate: { account: '444455556666' }, taken: [true, true] },
    { name: 'its Region', rate: { region: 'eu-west-1' }, taken: [true, false] },
    { name: 'no other Region', rate: { region: 'us-east-1' }, taken: [true, true] },
  ])('of a place limits $name', ({ rate, taken }) => {
    const rates = createRates([{ ...flow, burst: 1, ...rate }]);
    expect([rates.take(call), rates.take(call)]).toEqual(taken);
  });

  it('of a place goes before one of the account, of the Region and of all', () => {
    const wider = [
      { ...flow, burst: 1 },
      { ...flow, burst: 2, region: 'eu-west-1' },
      { ...flow, burst: 3, account: '111122223333' },
    ];
    const takenBy = (limits: Parameters<typeof createRates>[0]) => {
      const rates = createRates(limits);
      return [0, 0, 0, 0, 0].filter((now) => rates.take({ ...call, now })).length;
    };
    const narrow = { ...flow, burst: 4, account: '111122223333', region: 'eu-west-1' };
    expect([1, 2, 3].map((count) => takenBy(wider.slice(0, count)))).toEqual([1, 2, 3]);
    expect(takenBy([...wider, narrow])).toBe(4);
  });

  it('is answered as AppFlow does, and counted among the calls', async () => {
    const { aws, appflow } = await localAws({
      flows: [{ flowName: 'orders' }],
      rates: [{ operation: 'DescribeFlow', perSecond: 0.001, burst: 1 }],
    });
    const describe = () => appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect((await describe()).flowName).toBe('orders');
    expect(await errorOf(describe())).toEqual({ name: 'ThrottlingException', status: 429 });
    expect(aws.counts.get('appflow:DescribeFlow')).toBe(2);
  });

  it('uses up no fault with a call that it throttles', async () => {
    const { appflow } = await localAws({
      rates: [{ operation: 'ListFlows', perSecond: 10, burst: 1 }],
      faults: [{ operation: 'ListFlows', fault: 'AccessDeniedException', times: 2 }],
    });
    const list = async () => (await errorOf(appflow.send(new ListFlowsCommand({})))).name;
    const atOnce = await Promise.all([list(), list()]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([...atOnce, await list()]).toEqual([
      'AccessDeniedException',
      'ThrottlingException',
      'AccessDeniedException',
    ]);
  });

  it.each([
    {
      name: 'an operation that does not exist',
      rate: { ...flow, operation: 'DescribeFlows' },
      problem: 'rates.0.operation: there is no DescribeFlows here',
    },
    {
      name: 'no calls at all',
      rate: { ...flow, perSecond: 0 },
      problem: 'rates.0.perSecond: must be greater than 0, not 0',
    },
    { name: 'no burst', rate: { ...flow, burst: 0 }, problem: 'rates.0.burst: must be at least 1, not 0' },
  ])('of $name is refused at the start', async ({ rate, problem }) => {
    await expect(localAws({ rates: [rate] })).rejects.toThrow(problem);
  });

  it('that is there twice is refused at the start', async () => {
    await expect(localAws({ rates: [flow, flow] })).rejects.toThrow('rates: DescribeFlow is there twice; remove one');
  });
});
