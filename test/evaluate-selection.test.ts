import { evaluateSelection } from '../lambda/evaluate-selection.ts';
import type { Selected } from '../lambda/select/selection.ts';
import { sourceOf } from './builders/collected.ts';

const flow = (flowName: string): Selected => ({ kind: 'flow', flowName });
const throttled = new Error('throttled');

it('everything that is selected is evaluated', async () => {
  const evaluated: Selected[] = [];
  const problems = await evaluateSelection(sourceOf(flow('orders'), flow('leads')), async (selected) => {
    evaluated.push(selected);
    return [];
  });
  expect(evaluated).toEqual([flow('orders'), flow('leads')]);
  expect(problems).toEqual({ unjudged: [], failures: [] });
});

it('a flow is evaluated before the next one is known', async () => {
  const evaluated: Selected[] = [];
  async function* selection() {
    yield flow('orders');
    await new Promise(setImmediate);
    expect(evaluated).toEqual([flow('orders')]);
    yield flow('leads');
  }
  const { failures } = await evaluateSelection(selection(), async (selected) => {
    evaluated.push(selected);
    return [];
  });
  expect(failures).toEqual([]);
});

it('a flow without a verdict is named, and hides no other', async () => {
  const selection = sourceOf(flow('orders'), flow('leads'), flow('refunds'));
  const problems = await evaluateSelection(selection, async (selected) =>
    selected.kind === 'flow' && selected.flowName !== 'leads'
      ? [{ flowName: selected.flowName, cause: throttled }]
      : [],
  );
  expect(problems).toEqual({
    unjudged: [
      { flowName: 'orders', cause: throttled },
      { flowName: 'refunds', cause: throttled },
    ],
    failures: [],
  });
});

it('a selection that breaks off is a failure; what came before is evaluated to its end', async () => {
  let ended = 0;
  const problems = await evaluateSelection(sourceOf(flow('orders'), throttled), async () => {
    await new Promise(setImmediate);
    ended += 1;
    return [];
  });
  expect(problems).toEqual({ unjudged: [], failures: [throttled] });
  expect(ended).toBe(1);
});

it('at most 200 flows are under way at one time', async () => {
  let underWay = 0;
  let most = 0;
  const many = Array.from({ length: 500 }, (_, index) => flow(`flow-${index}`));
  await evaluateSelection(sourceOf(...many), async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return [];
  });
  expect(most).toBe(200);
});
