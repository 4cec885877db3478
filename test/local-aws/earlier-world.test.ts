import { earlierWorld } from '../../local-aws/earlier-world.ts';

const world = {
  account: '111122223333',
  region: 'eu-west-1',
  recorder: false,
  flows: [
    { flowName: 'orders', kmsArn: 'new', tags: { Owner: 'sales', Team: 'a' } },
    { account: '222233334444', flowName: 'orders' },
  ],
  keys: [{ Arn: 'arn:aws:kms:eu-west-1:111122223333:key/orders', KeyState: 'Disabled' }],
};

const before = (differences: unknown) => earlierWorld(world, differences, 'last-quarter.json');

it('a world without differences was as it is', () => {
  expect(before({})).toEqual(world);
});

it('a flow is told by its account, Region and name, and has the members that it had', () => {
  const flows = [{ flowName: 'orders', region: 'eu-west-1', kmsArn: 'old' }];
  expect(before({ flows })['flows']).toEqual([
    { flowName: 'orders', region: 'eu-west-1', kmsArn: 'old', tags: { Owner: 'sales', Team: 'a' } },
    { account: '222233334444', flowName: 'orders' },
  ]);
});

it('what was not there is null, within an object, too', () => {
  const flows = [{ flowName: 'orders', kmsArn: null, tags: { Team: null, Owner: 'shop' } }];
  expect(before({ flows })['flows']).toEqual([
    { flowName: 'orders', tags: { Owner: 'shop' } },
    { account: '222233334444', flowName: 'orders' },
  ]);
});

it('a flow that was not there yet is left out', () => {
  expect(before({ without: ['222233334444/eu-west-1/orders'] })['flows']).toEqual([
    { flowName: 'orders', kmsArn: 'new', tags: { Owner: 'sales', Team: 'a' } },
  ]);
});

it('a key that is gone by now comes after those that are there', () => {
  const keys = [
    { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/gone' },
    { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/orders', KeyState: 'Enabled' },
  ];
  expect(before({ keys })['keys']).toEqual([
    { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/orders', KeyState: 'Enabled' },
    { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/gone' },
  ]);
});

it.each([
  {
    name: 'a flow that is not there',
    differences: { flows: [{ flowName: 'billing' }] },
    says: 'last-quarter.json is no valid world: there is no flow 111122223333/eu-west-1/billing in the world',
  },
  {
    name: 'leaving out a flow that is not there',
    differences: { without: ['orders'] },
    says: 'there is no flow orders in the world',
  },
  {
    name: 'a misspelt list',
    differences: { key: [] },
    says: 'key: there is no such field; remove it',
  },
])('$name is refused', ({ differences, says }) => {
  expect(() => before(differences)).toThrow(says);
});
