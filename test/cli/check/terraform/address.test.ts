import { modulePathOf, moduleText, stepsOf } from '../../../../cli/check/terraform/address.ts';

it('reads names and indexes, one step each', () => {
  expect(stepsOf('module.crm["eu"].aws_kms_key.lake[0].arn')).toEqual([
    { name: 'module' },
    { name: 'crm' },
    { index: 'eu' },
    { name: 'aws_kms_key' },
    { name: 'lake' },
    { index: 0 },
    { name: 'arn' },
  ]);
});

it.each([
  { name: 'dots and brackets', text: 'module.m["a].b[c.d"]', index: 'a].b[c.d' },
  { name: 'quotes', text: String.raw`module.m["a\"b"]`, index: 'a"b' },
  { name: 'a backslash at the end', text: String.raw`module.m["a\\"]`, index: 'a\\' },
  { name: 'a line break', text: String.raw`module.m["a\nb"]`, index: 'a\nb' },
  { name: 'a template', text: 'module.m["$$' + '{x}"]', index: '$' + '{x}' },
  { name: 'a directive', text: 'module.m["%%{if}"]', index: '%{if}' },
  { name: 'a code point', text: String.raw`module.m["\u202e"]`, index: '\u202e' },
  { name: 'a long code point', text: String.raw`module.m["\U0001f600"]`, index: '😀' },
  { name: 'nothing', text: 'module.m[""]', index: '' },
  { name: 'a number as text', text: 'module.m["0"]', index: '0' },
  { name: 'a number', text: 'module.m[12]', index: 12 },
])('reads an index that holds $name', ({ text, index }) => {
  expect(modulePathOf(text)).toEqual([{ name: 'm', index }]);
});

it('tells the module of an index apart from that of the same digits in quotes', () => {
  expect(moduleText([{ name: 'm', index: 0 }])).toBe('module.m[0]');
  expect(moduleText([{ name: 'm', index: '0' }])).toBe('module.m["0"]');
});

it('takes an empty address for the root module', () => {
  expect(modulePathOf('')).toEqual([]);
});

it.each(['module', 'crm.module', 'module.a.b', 'module[0]', 'module.a[0][1]'])('knows no module called %p', (text) => {
  expect(modulePathOf(text)).toBeUndefined();
});

it.each(['a..b', 'a.["x"]', 'a["x', 'a[x]', '.a', 'a.', 'a"b"'])('reads nothing of %p, which is no address', (text) => {
  expect(stepsOf(text)).toBeUndefined();
});
