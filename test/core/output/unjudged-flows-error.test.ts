import { UnjudgedFlowsError } from '../../../lambda/core/output/unjudged-flows-error.ts';

const unjudged = (flowName: string, cause: unknown = new Error('it is throttled')) => ({ flowName, cause });

describe('what is told of flows without a verdict', () => {
  it('is which one it is, and why', () => {
    const error = new UnjudgedFlowsError([unjudged('orders')]);
    expect(error.name).toBe('UnjudgedFlowsError');
    expect(error.message).toBe('1 flow has no new verdict: orders; first cause: it is throttled');
  });

  it('is the cause of the first of several', () => {
    expect(new UnjudgedFlowsError([unjudged('orders', 'no answer'), unjudged('leads')]).message).toBe(
      '2 flows have no new verdict: orders, leads; first cause: no answer',
    );
  });

  it.each([
    { count: 20, end: 'flow-18, flow-19; first cause: it is throttled' },
    { count: 21, end: 'flow-18, flow-19 and 1 more (the log names them); first cause: it is throttled' },
  ])('is 20 names at most, of $count', ({ count, end }) => {
    const flows = Array.from({ length: count }, (_, index) => unjudged(`flow-${index}`));
    const { message } = new UnjudgedFlowsError(flows);
    expect(message.startsWith(`${count} flows have no new verdict: flow-0, flow-1,`)).toBe(true);
    expect(message.endsWith(end)).toBe(true);
  });

  it('is followed by what went wrong beside them', () => {
    expect(new UnjudgedFlowsError([unjudged('orders')], [new Error('a page is missing'), 'no hub']).message).toBe(
      '1 flow has no new verdict: orders; first cause: it is throttled; a page is missing; no hub',
    );
    expect(new UnjudgedFlowsError([], ['no hub']).message).toBe('no hub');
  });

  it('holds no character that would not stay in the line', () => {
    const { message, errors } = new UnjudgedFlowsError([unjudged('a\nb', new Error('c\u202ed'))]);
    expect(message).toBe('1 flow has no new verdict: a\ufffdb; first cause: c\ufffdd');
    expect(errors.map((error: Error) => error.message)).toEqual(['Flow a\ufffdb: c\ufffdd']);
  });
});

it('there is one error for each flow, with its cause, and then the others', () => {
  const cause = new Error('it is throttled');
  const other = new Error('a page is missing');
  const { errors } = new UnjudgedFlowsError([unjudged('orders', cause)], [other]);
  expect(errors).toEqual([new Error('Flow orders: it is throttled'), other]);
  expect(errors[0].cause).toBe(cause);
});
