import { isNameOfRule } from '../../../cli/reporting/rule-names.ts';

it.each([
  { name: 'appflow-flow-cmk' },
  { name: 'OrgConfigRule-appflow-flow-cmk-abcdefgh' },
  { name: 'appflow-flow-cmk-conformance-pack-szsm1uv0w' },
])('$name is the rule appflow-flow-cmk', ({ name }) => {
  expect(isNameOfRule(name, 'appflow-flow-cmk')).toBe(true);
});

it.each([
  { name: 'appflow-flow-cmk-strict' },
  { name: 'appflow-flow-cmk-abcdefgh' },
  { name: 'OrgConfigRule-appflow-flow-cmk' },
  { name: 'OrgConfigRule-appflow-flow-cmk-strict-abcdefgh' },
  { name: 'appflow-flow-cmk-conformance-pack-' },
  { name: 'my-appflow-flow-cmk-conformance-pack-szsm1uv0w' },
  { name: 'APPFLOW-FLOW-CMK' },
])('$name is another rule', ({ name }) => {
  expect(isNameOfRule(name, 'appflow-flow-cmk')).toBe(false);
});

it('a name that AWS gave may be asked for as it is', () => {
  const name = 'OrgConfigRule-appflow-flow-cmk-abcdefgh';
  expect(isNameOfRule(name, name)).toBe(true);
});
