import { putEvaluations } from '../../lambda/aws/config-evaluations.ts';
import { anEvaluation, evaluations } from '../builders/an-evaluation.ts';
import { awsError, DENIED, fakeAws, type Input, type Reply, THROTTLED } from '../builders/fake-aws.ts';
import { useFakeTime } from '../builders/fake-time.ts';

const TAKEN = {};
const INVALID = awsError('InvalidParameterValueException');
const RULE_GONE = awsError('NoSuchConfigRuleException');
const [orders, leads, refunds] = [anEvaluation('orders'), anEvaluation('leads'), anEvaluation('refunds')];

const idsIn = (input: Input): readonly string[] =>
  (input['Evaluations'] as readonly { readonly ComplianceResourceId: string }[]).map((one) => one.ComplianceResourceId);

/** AWS Config that hands these back as failed, as often as it is asked. */
const handsBack =
  (...ids: readonly string[]): Reply =>
  (input) => ({
    FailedEvaluations: idsIn(input)
      .filter((id) => ids.includes(id))
      .map((id) => ({ ComplianceResourceType: 'AWS::AppFlow::Flow', ComplianceResourceId: id })),
  });

/** AWS Config that takes no batch with this evaluation in it. */
const refusesBatchesWith =
  (id: string): Reply =>
  (input) =>
    idsIn(input).includes(id) ? INVALID : TAKEN;

const put = async (reply: Reply | readonly Reply[], batch = [orders, leads]) => {
  const { aws, calls } = fakeAws({ PutEvaluations: reply });
  const ending = putEvaluations(aws, 'a-token', batch);
  await jest.advanceTimersByTimeAsync(10_000);
  return { result: await ending, batches: calls.map(({ input }) => idsIn(input)) };
};

useFakeTime();

describe('a batch that AWS Config takes', () => {
  it('is put at once, each evaluation as AWS Config wants it', async () => {
    const { aws, calls } = fakeAws({ PutEvaluations: TAKEN });
    expect(await putEvaluations(aws, 'a-token', [orders])).toEqual({ kind: 'put', put: [orders], refused: [] });
    expect(calls).toEqual([
      {
        operation: 'PutEvaluations',
        input: {
          ResultToken: 'a-token',
          Evaluations: [
            {
              ComplianceResourceType: 'AWS::AppFlow::Flow',
              ComplianceResourceId: 'orders',
              ComplianceType: 'COMPLIANT',
              Annotation: 'OK: Customer managed key 1b2c is enabled.',
              OrderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
            },
          ],
        },
      },
    ]);
  });

  it('is only checked under the token for trying the rule out', async () => {
    const { aws, calls } = fakeAws({ PutEvaluations: TAKEN });
    await putEvaluations(aws, 'TESTMODE', [orders]);
    expect(calls[0]?.input).toMatchObject({ ResultToken: 'TESTMODE', TestMode: true });
  });
});

describe('what AWS Config hands back', () => {
  it('is put again, alone', async () => {
    const { result, batches } = await put([handsBack('leads'), TAKEN], [orders, leads, refunds]);
    expect(result).toEqual({ kind: 'put', put: [orders, leads, refunds], refused: [] });
    expect(batches).toEqual([['orders', 'leads', 'refunds'], ['leads']]);
  });

  it('is given up after three more times, with why; the others are put', async () => {
    const { result, batches } = await put(handsBack('leads'));
    expect(result).toEqual({
      kind: 'put',
      put: [orders],
      refused: [{ evaluation: leads, cause: 'AWS Config handed it back as failed' }],
    });
    expect(batches).toEqual([['orders', 'leads'], ['leads'], ['leads'], ['leads']]);
  });

  it('is told apart by type and id: another resource of its id was taken', async () => {
    const bucket = anEvaluation('orders', { resourceType: 'AWS::S3::Bucket' });
    const { result } = await put(handsBack('orders'), [bucket, orders]);
    expect(result).toMatchObject({ put: [bucket], refused: [{ evaluation: orders }] });
  });

  it('is refused with the error where putting it again fails; what was taken before stays put', async () => {
    const { result } = await put([handsBack('leads'), THROTTLED]);
    expect(result).toMatchObject({
      put: [orders],
      refused: [
        {
          evaluation: leads,
          cause: { message: 'config:PutEvaluations failed for 1 evaluations: ThrottlingException: as AWS words it' },
        },
      ],
    });
  });
});

describe('a batch that AWS Config refuses as invalid', () => {
  it('is halved until the evaluation that it will not take stands alone', async () => {
    const batch = evaluations(5);
    const { result, batches } = await put(refusesBatchesWith('flow-3'), [...batch]);
    expect(batches).toEqual([
      ['flow-0', 'flow-1', 'flow-2', 'flow-3', 'flow-4'],
      ['flow-0', 'flow-1', 'flow-2'],
      ['flow-3', 'flow-4'],
      ['flow-3'],
      ['flow-4'],
    ]);
    expect(result).toMatchObject({
      kind: 'put',
      put: [batch[0], batch[1], batch[2], batch[4]],
      refused: [
        {
          evaluation: batch[3],
          cause: {
            name: 'AwsCallError',
            message: 'config:PutEvaluations failed for 1 evaluations: InvalidParameterValueException: as AWS words it',
          },
        },
      ],
    });
  });

  it('of 100 costs one of them, and some fifteen calls', async () => {
    const { result, batches } = await put(refusesBatchesWith('flow-41'), [...evaluations(100)]);
    expect(result.kind === 'put' && [result.put.length, result.refused.length]).toEqual([99, 1]);
    expect(batches.length).toBeLessThanOrEqual(15);
  });

  it('after some were taken is halved without them', async () => {
    const { result, batches } = await put(
      [handsBack('leads', 'refunds'), INVALID, TAKEN, TAKEN],
      [orders, leads, refunds],
    );
    expect(batches).toEqual([['orders', 'leads', 'refunds'], ['leads', 'refunds'], ['leads'], ['refunds']]);
    expect(result).toEqual({ kind: 'put', put: [orders, leads, refunds], refused: [] });
  });
});

describe('a batch that AWS Config does not take for another reason', () => {
  it.each([DENIED, THROTTLED])('is refused as a whole, and not put again: %s', async (error) => {
    const { result, batches } = await put(error);
    expect(result).toMatchObject({
      kind: 'put',
      put: [],
      refused: [{ evaluation: orders }, { evaluation: leads }],
    });
    expect(result.kind === 'put' && String(result.refused[0]?.cause)).toBe(
      `AwsCallError: config:PutEvaluations failed for 2 evaluations: ${error.name}: as AWS words it`,
    );
    expect(batches).toHaveLength(1);
  });

  it.each([
    { name: 'at once', replies: [RULE_GONE] },
    { name: 'while what was handed back is put again', replies: [handsBack('leads'), RULE_GONE] },
    { name: 'in the first half of one that is halved', replies: [INVALID, RULE_GONE] },
    { name: 'in the second half', replies: [INVALID, TAKEN, RULE_GONE] },
  ])('is of a rule that is gone, $name', async ({ replies }) => {
    const { result, batches } = await put(replies);
    expect(result).toEqual({ kind: 'rule-gone' });
    expect(batches).toHaveLength(replies.length);
  });
});
