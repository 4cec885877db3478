import { withRepeats } from './repeats.ts';

it.each([
  { name: 'a text of a list', json: ['left-{1..3}'], expected: ['left-1', 'left-2', 'left-3'] },
  {
    name: 'a member of a list, every text of it alike',
    json: [{ id: 'id-{9..10}', name: 'flow-{9..10}' }, { id: 'last' }],
    expected: [{ id: 'id-9', name: 'flow-9' }, { id: 'id-10', name: 'flow-10' }, { id: 'last' }],
  },
  {
    name: 'a member of an object, by its name',
    json: { 'a-{1..2}': 'x', b: 'y' },
    expected: { 'a-1': 'x', 'a-2': 'x', b: 'y' },
  },
  {
    name: 'the innermost list',
    json: [{ flowName: 'orders', profiles: ['crm-{1..2}'] }],
    expected: [{ flowName: 'orders', profiles: ['crm-1', 'crm-2'] }],
  },
  { name: 'one member', json: ['{5..5}'], expected: ['5'] },
])('$name is repeated', ({ json, expected }) => {
  expect(withRepeats(json)).toEqual(expected);
});

it('everything else is left as it stands', () => {
  const json = { text: '{1..}', list: [null, 1, true, '{{today}}'] };
  expect(withRepeats(json)).toEqual(json);
});
