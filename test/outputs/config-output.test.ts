import { createConfigOutput } from '../../lambda/outputs/config-output.ts';
import { anEvaluation, evaluations } from '../builders/an-evaluation.ts';
import { awsError, DENIED, fakeAws, type Replies, THROTTLED } from '../builders/fake-aws.ts';
import { fakeTelemetry } from '../builders/fake-telemetry.ts';

const outputOf = (reply: Replies['PutEvaluations']) => {
  const { aws, calls } = fakeAws({ ...(reply === undefined ? {} : { PutEvaluations: reply }) });
  const { telemetry, told } = fakeTelemetry();
  const sizes = () => calls.map(({ input }) => (input['Evaluations'] as readonly unknown[]).length);
  return { output: createConfigOutput(aws, 'a-token', telemetry), sizes, told };
};

const settled = () => new Promise(setImmediate);

it('nothing is put where nothing was taken', async () => {
  const { output, sizes } = outputOf(undefined);
  expect(await output.finish()).toEqual({ put: [], notTaken: [], ruleGone: false });
  expect(sizes()).toEqual([]);
});

it('a batch of 100 goes out as soon as it is full; the rest at the end', async () => {
  const { output, sizes } = outputOf({});
  const all = evaluations(250);
  for (const one of all.slice(0, 99)) output.take(one);
  await settled();
  expect(sizes()).toEqual([]);
  for (const one of all.slice(99)) output.take(one);
  await settled();
  expect(sizes()).toEqual([100, 100]);
  expect(await output.finish()).toEqual({ put: all, notTaken: [], ruleGone: false });
  expect(sizes()).toEqual([100, 100, 50]);
});

it('batches go out one at a time', async () => {
  let underWay = 0;
  let most = 0;
  const { output } = outputOf(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await settled();
    underWay -= 1;
    return {};
  });
  for (const one of evaluations(300)) output.take(one);
  await output.finish();
  expect(most).toBe(1);
});

it('each verdict that was put is told', async () => {
  const { output, told } = outputOf({});
  output.take(anEvaluation('orders'));
  await output.finish();
  expect(told).toEqual([['verdict', anEvaluation('orders')]]);
});

it.each([DENIED, THROTTLED])(
  'what AWS Config does not take comes back with its cause, and is told: %s',
  async (error) => {
    const { output, told } = outputOf(error);
    output.take(anEvaluation('orders'));
    const { put, notTaken, ruleGone } = await output.finish();
    expect({ put, ruleGone }).toEqual({ put: [], ruleGone: false });
    expect(notTaken).toMatchObject([{ flowName: 'orders', cause: { name: 'AwsCallError', cause: error } }]);
    expect(told).toEqual([['refused', anEvaluation('orders'), notTaken[0]?.cause]]);
  },
);

it('one batch that is refused hides no other', async () => {
  const { output } = outputOf([THROTTLED, {}]);
  const all = evaluations(150);
  for (const one of all) output.take(one);
  const { put, notTaken } = await output.finish();
  expect([put, notTaken.map(({ flowName }) => flowName)]).toEqual([
    all.slice(100),
    all.slice(0, 100).map(({ flowName }) => flowName),
  ]);
});

it('a rule that was deleted meanwhile wants nothing', async () => {
  const { output, told } = outputOf(awsError('NoSuchConfigRuleException'));
  output.take(anEvaluation('orders'));
  expect(await output.finish()).toEqual({ put: [], notTaken: [], ruleGone: true });
  expect(told).toEqual([['warn', 'The rule was deleted meanwhile: AWS Config takes no results for it']]);
});
