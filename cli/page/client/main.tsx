/** What the page does in the browser: the tables that search, sort and open. Without it the page still says what matters. */
import { type JSX, render } from 'preact';
import { keyFigures } from '../key-figures.ts';
import type { PageAudit } from '../packed.ts';
import { flowRows } from './flow-rows.ts';
import { Flows } from './flows.tsx';
import { Keys } from './keys.tsx';
import { readData } from './read-data.ts';
import { EVERYTHING, hashOf, type ViewState, viewStateIn } from './view-state.ts';

/** Milliseconds: browsers refuse an address that changes with each letter typed. */
const ADDRESS_DELAY = 150;

const start = (audit: PageAudit): void => {
  const rows = flowRows(audit);
  const figures = keyFigures(audit);
  let state: ViewState = viewStateIn(location.hash) ?? EVERYTHING;
  let isPrinting = false;
  let address: ReturnType<typeof setTimeout> | undefined;

  // Rendered at once and not a moment later: a browser prints what is there when its event has been handled.
  const show = (): void => {
    into('flows-table', <Flows audit={audit} rows={rows} state={state} onChange={change} isPrinting={isPrinting} />);
    into('keys-table', <Keys figures={figures} at={audit.at} isPrinting={isPrinting} />);
  };
  const change = (next: ViewState): void => {
    state = next;
    show();
    clearTimeout(address);
    address = setTimeout(() => {
      const hash = hashOf(state);
      history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
    }, ADDRESS_DELAY);
  };
  const print = (now: boolean): void => {
    isPrinting = now;
    show();
  };

  addEventListener('hashchange', () => {
    const asked = viewStateIn(location.hash);
    if (asked === undefined) return;
    clearTimeout(address);
    state = asked;
    show();
    document.getElementById('flows')?.scrollIntoView();
  });
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));

  for (const id of ['flows-table', 'keys-table']) document.getElementById(id)?.replaceChildren();
  show();
  if (location.hash.includes('=')) document.getElementById('flows')?.scrollIntoView();
  document.documentElement.dataset['ready'] = 'true';
};

const into = (id: string, content: JSX.Element): void => {
  const place = document.getElementById(id);
  if (place !== null) render(content, place);
};

const tell = (problem: unknown): void => {
  const place = document.getElementById('problem');
  const cause = problem instanceof Error ? problem.message : String(problem);
  if (place !== null)
    place.textContent = `Search and filters are not available: ${cause} The findings below still hold.`;
};

readData().then(start).catch(tell);
