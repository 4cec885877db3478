import { EVERYTHING, hashOf, isFiltered, toggled, viewStateIn } from '../../../../cli/page/client/view-state.ts';

const severe = { ...EVERYTHING, chosen: { ...EVERYTHING.chosen, severity: ['HIGH', 'CRITICAL'] } };

test('an address without a fragment shows everything, the worst first', () => {
  expect(viewStateIn('')).toEqual(EVERYTHING);
  expect(viewStateIn('#')).toEqual(EVERYTHING);
  expect(hashOf(EVERYTHING)).toBe('');
});

test('a place of the page is no view', () => {
  expect(viewStateIn('#keys')).toBeUndefined();
});

test('a view is read as it was written', () => {
  const view = {
    q: 'a & b=c #d',
    chosen: { ...EVERYTHING.chosen, owner: ['', 'größe'], muted: ['not'] },
    sort: { column: 'flow', descending: true },
  } as const;
  expect(viewStateIn(`#${hashOf(view)}`)).toEqual(view);
});

test('several values of a facet stand beside each other', () => {
  expect(hashOf(severe)).toBe('severity=HIGH&severity=CRITICAL');
});

test.each(['sort=nothing', 'sort=', 'sort=-', 'sort=toString', 'colour=red', 'q=', '=&='])(
  'what is not known is ignored: %s',
  (text) => {
    expect(viewStateIn(`#${text}`)).toEqual(EVERYTHING);
  },
);

test('a value that is said twice is chosen once', () => {
  expect(viewStateIn('#muted=not&muted=not')?.chosen.muted).toEqual(['not']);
});

test('a value is added, and taken away where it was chosen', () => {
  expect(toggled(severe, 'severity', 'LOW').chosen.severity).toEqual(['HIGH', 'CRITICAL', 'LOW']);
  expect(toggled(severe, 'severity', 'HIGH').chosen.severity).toEqual(['CRITICAL']);
});

test('a search for spaces filters nothing', () => {
  expect(isFiltered({ ...EVERYTHING, q: '  ' })).toBe(false);
  expect(isFiltered({ ...EVERYTHING, q: ' a ' })).toBe(true);
  expect(isFiltered(severe)).toBe(true);
});
