/** By what flows are picked; each is a parameter of the page's address. */
export const FACETS = ['verdict', 'reason', 'severity', 'account', 'region', 'owner', 'change', 'muted'] as const;
export type Facet = (typeof FACETS)[number];

/** By what flows are sorted. */
export const SORT_COLUMNS = ['flow', 'verdict', 'severity', 'reasons', 'account', 'region', 'owner', 'change'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sort<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** What the reader looks at: a search, the values chosen of each facet (none: all), and an order. */
export interface ViewState {
  readonly q: string;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly sort: Sort<SortColumn>;
}

const NOTHING_CHOSEN = Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as ViewState['chosen'];

/** Every flow, the worst first. */
export const EVERYTHING: ViewState = {
  q: '',
  chosen: NOTHING_CHOSEN,
  sort: { column: 'severity', descending: true },
};

/** The view that a fragment of the address names; nothing where it names a place of the page instead. */
export const viewStateIn = (hash: string): ViewState | undefined => {
  const text = hash.replace(/^#/, '');
  if (text !== '' && !text.includes('=')) return undefined;
  const parameters = new URLSearchParams(text);
  const chosen = FACETS.map((facet) => [facet, [...new Set(parameters.getAll(facet))]]);
  return {
    q: parameters.get('q') ?? '',
    chosen: Object.fromEntries(chosen) as ViewState['chosen'],
    sort: sortIn(parameters.get('sort') ?? '') ?? EVERYTHING.sort,
  };
};

const sortIn = (text: string): ViewState['sort'] | undefined => {
  const column = SORT_COLUMNS.find((name) => name === text.replace(/^-/, ''));
  return column === undefined ? undefined : { column, descending: text.startsWith('-') };
};

/** The fragment that names the view, without `#`; empty for everything. */
export const hashOf = ({ q, chosen, sort }: ViewState): string => {
  const parameters = new URLSearchParams();
  if (q !== '') parameters.set('q', q);
  for (const facet of FACETS) for (const value of chosen[facet]) parameters.append(facet, value);
  const isUsual = sort.column === EVERYTHING.sort.column && sort.descending === EVERYTHING.sort.descending;
  if (!isUsual) parameters.set('sort', `${sort.descending ? '-' : ''}${sort.column}`);
  return parameters.toString();
};

export const isFiltered = ({ q, chosen }: ViewState): boolean =>
  q.trim() !== '' || FACETS.some((facet) => chosen[facet].length > 0);

/** The same view with one value of a facet added, or taken away where it was chosen. */
export const toggled = (state: ViewState, facet: Facet, value: string): ViewState => {
  const values = state.chosen[facet];
  const changed = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return { ...state, chosen: { ...state.chosen, [facet]: changed } };
};
