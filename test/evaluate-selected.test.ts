import { gone } from '../lambda/core/applicability.ts';
import type { LookUp, ResourceIds } from '../lambda/core/model/old-results.ts';
import type { Evaluation } from '../lambda/core/output/evaluation.ts';
import { createEvaluateSelected } from '../lambda/evaluate-selected.ts';
import type { JudgedFlow } from '../lambda/judge/judge-flow.ts';
import type { Selected } from '../lambda/select/selection.ts';
import { WHERE } from './builders/fake-aws.ts';
import { fakeTelemetry } from './builders/fake-telemetry.ts';

const NOW = new Date('2026-11-21T03:00:04.118Z');
const ARN = 'arn:aws:appflow:eu-west-1:111122223333:flow';
const COMPLIANT = { complianceType: 'COMPLIANT', because: 'It is.' } as const;
const throttled = new Error('throttled');

const judgedAs =
  (verdict: JudgedFlow['verdict']) =>
  async (flowName: string): Promise<JudgedFlow> => ({ flowName, flowArn: `${ARN}/${flowName}`, evidence: {}, verdict });

interface Given {
  readonly judge?: (flowName: string) => Promise<JudgedFlow>;
  readonly resourceIds?: () => Promise<ResourceIds>;
}

/** What is put of one thing that was selected, which flow gets no verdict, and what is told. */
const evaluate = async (
  selected: Selected,
  {
    judge = judgedAs(COMPLIANT),
    resourceIds = async () => ({ idOf: (flowName) => `id of ${flowName}`, nameOf: () => undefined }),
  }: Given = {},
) => {
  const { telemetry, told } = fakeTelemetry();
  const taken: Evaluation[] = [];
  const output = { take: (evaluation: Evaluation) => void taken.push(evaluation) };
  const unjudged = await createEvaluateSelected(WHERE, NOW, judge, resourceIds, output, telemetry)(selected);
  const put = taken.map(({ resourceId, annotation }) => `${resourceId}: ${annotation}`);
  return { taken, put, unjudged, told };
};

describe('a flow', () => {
  it('is put with its verdict, under the id that it came with, as of the event', async () => {
    const ids = () => Promise.reject(new Error('not wanted'));
    const { taken, unjudged } = await evaluate(
      { kind: 'flow', flowName: 'orders', resourceId: 'f-1' },
      { resourceIds: ids },
    );
    expect(taken).toEqual([
      {
        resourceType: 'AWS::AppFlow::Flow',
        resourceId: 'f-1',
        flowName: 'orders',
        flowArn: `${ARN}/orders`,
        verdict: COMPLIANT,
        annotation: 'OK: It is.',
        orderingTimestamp: NOW,
      },
    ]);
    expect(unjudged).toEqual([]);
  });

  it('is put under the id that AWS Config lists where it came with none', async () => {
    expect((await evaluate({ kind: 'flow', flowName: 'orders' })).put).toEqual(['id of orders: OK: It is.']);
  });

  it.each<{ name: string; given: Given }>([
    { name: 'it could not be judged', given: { judge: () => Promise.reject(throttled) } },
    { name: 'its id could not be had', given: { resourceIds: () => Promise.reject(throttled) } },
  ])('gets no verdict where $name, and is named with the cause', async ({ given }) => {
    const { put, unjudged } = await evaluate({ kind: 'flow', flowName: 'orders' }, given);
    expect([put, unjudged]).toEqual([[], [{ flowName: 'orders', cause: throttled }]]);
  });

  it('that is gone by the word of AWS Config is not judged', async () => {
    const { taken } = await evaluate(
      { kind: 'gone', flowName: 'orders', resourceId: 'f-1', because: 'It was deleted.' },
      { judge: () => Promise.reject(new Error('not wanted')) },
    );
    expect(taken).toMatchObject([
      { resourceId: 'f-1', flowArn: `${ARN}/orders`, annotation: 'GONE: It was deleted.', orderingTimestamp: NOW },
    ]);
  });

  it('of which AWS gave no answer stays unjudged', async () => {
    const { put, unjudged } = await evaluate({ kind: 'unjudged', flowName: 'orders', cause: throttled });
    expect([put, unjudged]).toMatchObject([[], [{ flowName: 'orders', cause: throttled }]]);
  });
});

it('a result of nothing that could be there is retired under its own type, and is of no flow', async () => {
  const resource = { type: 'AWS::S3::Bucket', id: 'lake' };
  const { taken } = await evaluate({ kind: 'retired', resource, because: 'The rule judges flows alone.' });
  expect(taken).toEqual([
    {
      resourceType: 'AWS::S3::Bucket',
      resourceId: 'lake',
      flowName: 'lake',
      verdict: gone('The rule judges flows alone.'),
      annotation: 'GONE: The rule judges flows alone.',
      orderingTimestamp: NOW,
    },
  ]);
});

describe('a flow that the rule reports on and that was not listed', () => {
  const lookUp: LookUp = {
    flowName: 'left',
    resourceId: 'f-1',
    retiredIfGone: ['f-1', 'left'],
    leftIfGone: ['left-2'],
    retiredIfThere: ['left', 'left-3'],
  };

  it('is gone by the word of AppFlow: all certain results of it are retired, the others stay and are told', async () => {
    const { put, told } = await evaluate({ kind: 'unlisted', lookUp }, { judge: judgedAs(gone('It is gone.')) });
    expect(put).toEqual(['f-1: GONE: It is gone.', 'left: GONE: It is gone.']);
    expect(told).toEqual([['warn', 'Nobody can tell whose these results are: they stay', { resourceIds: ['left-2'] }]]);
  });

  it('that is gone leaves nothing to tell where all results of it are certain', async () => {
    const { told } = await evaluate(
      { kind: 'unlisted', lookUp: { ...lookUp, leftIfGone: [] } },
      { judge: judgedAs(gone('It is gone.')) },
    );
    expect(told).toEqual([]);
  });

  it.each<{ name: string; verdict: JudgedFlow['verdict']; annotation: string }>([
    { name: 'compliant', verdict: COMPLIANT, annotation: 'OK: It is.' },
    {
      name: 'out of scope',
      verdict: { complianceType: 'NOT_APPLICABLE', label: 'OUT_OF_SCOPE', because: 'It is not selected.' },
      annotation: 'OUT_OF_SCOPE: It is not selected.',
    },
  ])('and is there, $name, is put once; its other ids are retired', async ({ verdict, annotation }) => {
    const { put, told } = await evaluate({ kind: 'unlisted', lookUp }, { judge: judgedAs(verdict) });
    expect(put).toEqual([
      `f-1: ${annotation}`,
      'left: GONE: AWS Config knows the flow under another id now.',
      'left-3: GONE: AWS Config knows the flow under another id now.',
    ]);
    expect(told).toEqual([]);
  });

  it('about which AppFlow gives no answer keeps its results', async () => {
    const { put, unjudged } = await evaluate({ kind: 'unlisted', lookUp }, { judge: () => Promise.reject(throttled) });
    expect([put, unjudged]).toEqual([[], [{ flowName: 'left', cause: throttled }]]);
  });
});
