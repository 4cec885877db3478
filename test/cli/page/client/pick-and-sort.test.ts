import type { AuditedFlow } from '../../../../cli/audit/audit.ts';
import { flowRows } from '../../../../cli/page/client/flow-rows.ts';
import { pickFlows } from '../../../../cli/page/client/pick-flows.ts';
import { sortFlows } from '../../../../cli/page/client/sort-flows.ts';
import { EVERYTHING, type Facet, type SortColumn, type ViewState } from '../../../../cli/page/client/view-state.ts';
import { anAuditedFlow, anAuditedKey, anAuditedReason } from '../../../builders/an-organization-audit.ts';

const muted = { until: '2026-12-31', because: 'the vendor migrates' };
const FLOWS: readonly AuditedFlow[] = [
  anAuditedFlow({ flow: 'ads', account: '222233334444', tags: { Owner: 'growth' }, change: 'fixed' }),
  anAuditedFlow({
    flow: 'leads',
    verdict: 'NON_COMPLIANT',
    severity: 'MEDIUM',
    reasons: [anAuditedReason(), anAuditedReason('TAG_MISSING', { muted })],
    change: 'new',
  }),
  anAuditedFlow({
    flow: 'orders',
    region: 'us-east-1',
    verdict: 'NON_COMPLIANT',
    severity: 'LOW',
    reasons: [anAuditedReason('TAG_MISSING', { muted })],
    muted,
    change: 'still',
  }),
  anAuditedFlow({ flow: 'paused', verdict: 'NOT_APPLICABLE', annotation: 'EXEMPT: until 2026-12-31' }),
];
const rows = flowRows({
  at: '2026-11-24T08:00:00Z',
  parameters: {},
  flows: FLOWS,
  keys: [anAuditedKey({ aliases: ['alias/Lake'] })],
  accountNames: { '111122223333': 'Production' },
});
const choosing = (chosen: Partial<Record<Facet, readonly string[]>>, q = ''): ViewState => ({
  ...EVERYTHING,
  q,
  chosen: { ...EVERYTHING.chosen, ...chosen },
});
const namesOf = (picked: readonly { readonly flow: AuditedFlow }[]): readonly string[] =>
  picked.map(({ flow }) => flow.flow);

test.each([
  ['part of a name', 'rder', ['orders']],
  ['an account by its name', 'production', ['leads', 'orders', 'paused']],
  ['an account by its id', '222233334444', ['ads']],
  ['a reason', 'rotation_off', ['leads']],
  ['a tag', 'GROWTH', ['ads']],
  ['an alias of the key', 'alias/lake', ['ads', 'leads', 'orders', 'paused']],
  ['what AWS Config says', 'exempt', ['paused']],
  ['several words, each somewhere', 'tag_missing us-east', ['orders']],
  ['what nobody has', 'xyz', []],
])('a search finds %s', (_, q, names) => {
  expect(namesOf(pickFlows(rows, choosing({}, q)).rows)).toEqual(names);
});

test.each([
  ['verdict', ['NON_COMPLIANT'], ['leads', 'orders']],
  ['reason', ['ROTATION_OFF'], ['leads']],
  ['severity', ['LOW', 'MEDIUM'], ['leads', 'orders']],
  ['account', ['222233334444'], ['ads']],
  ['region', ['us-east-1'], ['orders']],
  ['owner', ['growth'], ['ads']],
  ['owner', ['data-platform'], ['leads', 'orders', 'paused']],
  ['change', [''], ['paused']],
  ['muted', ['partly'], ['leads']],
  ['muted', ['muted'], ['orders']],
  ['muted', ['not'], ['ads', 'paused']],
] as const)('facet %s with %j leaves %j', (facet, values, names) => {
  expect(namesOf(pickFlows(rows, choosing({ [facet]: values })).rows)).toEqual(names);
});

test('of several facets each must fit', () => {
  expect(namesOf(pickFlows(rows, choosing({ verdict: ['NON_COMPLIANT'], change: ['still'] })).rows)).toEqual([
    'orders',
  ]);
});

test('a value counts what it would leave beside all other facets, its own apart', () => {
  const { counts } = pickFlows(rows, choosing({ verdict: ['NON_COMPLIANT'], region: ['us-east-1'] }));
  expect([...counts.verdict]).toEqual([['NON_COMPLIANT', 1]]);
  expect([...counts.region]).toEqual([
    ['eu-west-1', 1],
    ['us-east-1', 1],
  ]);
  expect([...counts.reason]).toEqual([['TAG_MISSING', 1]]);
});

test.each([
  ['flow', false, ['ads', 'leads', 'orders', 'paused']],
  ['flow', true, ['paused', 'orders', 'leads', 'ads']],
  ['severity', true, ['leads', 'orders', 'ads', 'paused']],
  ['verdict', true, ['leads', 'orders', 'ads', 'paused']],
  ['reasons', true, ['leads', 'orders', 'ads', 'paused']],
  ['account', false, ['ads', 'leads', 'orders', 'paused']],
  ['region', true, ['orders', 'ads', 'leads', 'paused']],
  ['owner', true, ['ads', 'leads', 'orders', 'paused']],
  ['change', true, ['leads', 'orders', 'ads', 'paused']],
] as const)('sorted by %s, descending %s', (column: SortColumn, descending, names) => {
  expect(namesOf(sortFlows(rows, { column, descending }))).toEqual(names);
});
