import { heatMapChart, keysChart, reasonsChart, verdictsChart } from '../../../cli/page/charts.ts';
import { heatMap, reasonFigures } from '../../../cli/page/figures.ts';
import { keyFigures } from '../../../cli/page/key-figures.ts';
import { withoutStyles } from '../../../cli/page/svg.ts';
import { anAudit, anAuditedFlow, anAuditedKey, anAuditedReason } from '../../builders/an-organization-audit.ts';

const figures = { compliant: 2, nonCompliant: 1, muted: 0, notApplicable: 0, unjudged: 0 };
const audit = anAudit({
  flows: [anAuditedFlow({ flow: 'a<b>', verdict: 'NON_COMPLIANT', reasons: [anAuditedReason()] }), anAuditedFlow()],
  places: [
    { account: '111122223333', accountName: '</svg>', region: 'eu-west-1', status: 'read', flows: 2 },
    { account: '222233334444', region: 'eu-west-1', status: 'unreadable', flows: 0, because: 'denied' },
  ],
});
const all = () => [
  verdictsChart(figures, 600),
  reasonsChart(reasonFigures(audit.flows), 'wide'),
  reasonsChart(reasonFigures(audit.flows), 'narrow'),
  heatMapChart(heatMap(audit)),
  keysChart(keyFigures(audit), 1000, 300),
];

test('no chart brings a style or a script, which the page would not apply', () => {
  for (const svg of all()) {
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/<style|<script| style=| on\w+=| class=/);
  }
});

test('colours are variables of the page, so that charts follow light and dark', () => {
  for (const svg of all()) expect(svg).not.toMatch(/(?:fill|stroke)="(?!none|var\()/);
});

test('text is escaped', () => {
  const svg = all().join('');
  expect(svg).toContain('&lt;/svg&gt;');
  expect(svg).toContain('✕ a&lt;b&gt;');
  expect(svg).not.toContain('<b>');
});

test('each cell of the heat map says its numbers, or that it was not read', () => {
  const svg = heatMapChart(heatMap(audit));
  expect(svg).toContain('>1 of 2<');
  expect(svg).toContain('>unread<');
  expect(svg).toContain('stroke-dasharray');
});

test('a place that broke off says so beside what was read of it', () => {
  const places = [{ account: '111122223333', region: 'eu-west-1', status: 'unreadable' as const, flows: 1 }];
  expect(heatMapChart(heatMap(anAudit({ places })))).toContain('>unread, 0 of 1<');
});

test('boxes without room for a name say the verdict alone', () => {
  const flows = Array.from({ length: 50 }, (_, index) => anAuditedFlow({ flow: `flow-${index}` }));
  const svg = keysChart(keyFigures({ keys: [anAuditedKey()], flows }), 300, 300);
  expect(svg).toContain('>✓<');
  expect(svg).not.toContain('flow-1');
});

test('the boxes of keys say how many flows hang on each', () => {
  expect(keysChart(keyFigures(audit), 1000, 300)).toContain('>Key lake · 2<');
});

test('a key with very many flows shows some of them and says how many more', () => {
  const flows = Array.from({ length: 100 }, (_, index) => anAuditedFlow({ flow: `flow-${index}` }));
  expect(keysChart(keyFigures({ keys: [anAuditedKey()], flows }), 1000, 600)).toContain('and 41 more');
});

test('names that every object has change no object', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const keys = names.map((name) => anAuditedKey({ arn: `arn:${name}`, id: name, aliases: [`alias/${name}`] }));
  const flows = names.map((flow) => anAuditedFlow({ flow, key: { arn: `arn:${flow}`, state: 'Enabled' } }));
  const places = names.map((name) => ({
    account: name,
    accountName: name,
    region: name,
    status: 'read' as const,
    flows: 1,
  }));
  const before = Object.getOwnPropertyNames(Object.prototype);
  heatMapChart(heatMap(anAudit({ flows, places })));
  keysChart(keyFigures({ keys, flows }), 1000, 300);
  keysChart(keyFigures({ keys, flows }), 60, 60);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
});

test('declarations become attributes', () => {
  expect(
    withoutStyles('<svg width="1"><text style="font-size:12px;fill:red;" class="a">a style="b"</text></svg>'),
  ).toBe('<svg aria-hidden="true" width="1"><text font-size="12px" fill="red">a style="b"</text></svg>');
});
