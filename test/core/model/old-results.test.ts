import { type ResourceIds, sortOldResults } from '../../../lambda/core/model/old-results.ts';

const FLOW = 'AWS::AppFlow::Flow';
const ARN = 'arn:aws:appflow:eu-west-1:111122223333:flow';
const where = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

/** What AWS Config lists: flow name by id. */
const idsThatAre = (nameById: Readonly<Record<string, string>>): ResourceIds => {
  const names = new Map(Object.entries(nameById));
  const ids = new Map(Object.entries(nameById).map(([id, name]) => [name, id]));
  return { idOf: (name) => ids.get(name) ?? name, nameOf: (id) => names.get(id) };
};
const UNREAD: ResourceIds = { idOf: (name) => name, nameOf: () => undefined, unavailable: 'it is denied' };

const sorted = (ids: ResourceIds, ...results: readonly string[]) =>
  sortOldResults(
    results.map((id) => ({ type: FLOW, id })),
    { where, listed: new Set(['orders', 'refunds']), ids },
  );

const lookUp = (flowName: string, members: object) => ({
  flowName,
  resourceId: flowName,
  retiredIfGone: [],
  leftIfGone: [],
  retiredIfThere: [],
  ...members,
});

describe('a result of a flow that was listed', () => {
  it('is left to the verdict on that flow, under its name or its own id', () => {
    expect(sorted(idsThatAre({ 'flow:1': 'orders' }), 'flow:1', 'refunds')).toEqual({
      retired: [],
      lookUps: [],
      leftAlone: [],
    });
  });

  it('is retired under an id by which AWS Config does not know it', () => {
    expect(sorted(idsThatAre({ 'flow:1': 'orders' }), 'orders', `${ARN}/refunds`).retired).toEqual([
      { resource: { type: FLOW, id: 'orders' }, because: 'AWS Config knows the flow under another id now.' },
      { resource: { type: FLOW, id: `${ARN}/refunds` }, because: 'AWS Config knows the flow under another id now.' },
    ]);
  });

  it('is left alone under any id where the ids are unread', () => {
    expect(sorted(UNREAD, 'orders', `${ARN}/orders`)).toEqual({ retired: [], lookUps: [], leftAlone: [] });
  });
});

describe('a result of a flow that was not listed', () => {
  it.each([
    { name: 'its name', id: 'left' },
    { name: 'its ARN', id: `${ARN}/left` },
    { name: 'an id that AWS Config lists for it', id: 'flow:1' },
  ])('makes the flow looked up, by $name', ({ id }) => {
    const ids = id === 'left' ? idsThatAre({}) : idsThatAre({ [id]: 'left' });
    expect(sorted(ids, id)).toEqual({
      retired: [],
      lookUps: [lookUp('left', { resourceId: id, retiredIfGone: [id] })],
      leftAlone: [],
    });
  });

  it('makes it looked up once for all its ids, of which one remains if it is there', () => {
    expect(sorted(idsThatAre({ 'flow:1': 'left' }), 'left', 'flow:1', `${ARN}/left`).lookUps).toEqual([
      lookUp('left', {
        resourceId: 'flow:1',
        retiredIfGone: ['left', 'flow:1', `${ARN}/left`],
        retiredIfThere: ['left', `${ARN}/left`],
      }),
    ]);
  });

  it('is retired by ARN alone where the ids are unread: a plain id may be of a flow of another name', () => {
    expect(sorted(UNREAD, 'left', `${ARN}/left`).lookUps).toEqual([
      lookUp('left', { resourceId: 'left', retiredIfGone: [`${ARN}/left`], leftIfGone: ['left'] }),
    ]);
  });
});

describe('a result under an id that is neither the name nor the ARN of a flow of this place', () => {
  it.each([
    { name: 'no form of a name', id: 'flow:1' },
    { name: 'one character', id: 'x' },
    { name: 'an ARN of another Region', id: 'arn:aws:appflow:us-east-1:111122223333:flow/orders' },
    { name: 'an ARN of another account', id: 'arn:aws:appflow:eu-west-1:444455556666:flow/orders' },
    { name: 'an ARN of another service', id: 'arn:aws:events:eu-west-1:111122223333:rule/orders' },
  ])('is retired where the ids were read, and left alone where they are unread: $name', ({ id }) => {
    expect(sorted(idsThatAre({}), id)).toEqual({
      retired: [{ resource: { type: FLOW, id }, because: 'AWS Config knows no such flow any more.' }],
      lookUps: [],
      leftAlone: [],
    });
    expect(sorted(UNREAD, id)).toEqual({ retired: [], lookUps: [], leftAlone: [id] });
  });
});

it('a result of another type is retired under that type', () => {
  const resource = { type: 'AWS::S3::Bucket', id: 'orders' };
  expect(sortOldResults([resource], { where, listed: new Set(['orders']), ids: UNREAD })).toEqual({
    retired: [{ resource, because: 'The rule judges flows alone.' }],
    lookUps: [],
    leftAlone: [],
  });
});
