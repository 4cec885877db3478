import { selectRecordedFlow } from '../../lambda/select/recorded-flow.ts';
import { collected } from '../builders/collected.ts';

const recorded = {
  kind: 'flow',
  flowName: 'orders',
  resourceId: 'f-1',
  goneBecause: undefined,
  changed: true,
  orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
} as const;

it('the recorded flow is judged, under the id it came with', async () => {
  expect(await collected(selectRecordedFlow(recorded))).toEqual([
    { kind: 'flow', flowName: 'orders', resourceId: 'f-1' },
  ]);
});

it('a flow that AWS Config reports as gone is not looked at', async () => {
  expect(await collected(selectRecordedFlow({ ...recorded, goneBecause: 'It was deleted.' }))).toEqual([
    { kind: 'gone', flowName: 'orders', resourceId: 'f-1', because: 'It was deleted.' },
  ]);
});
