import { createHash } from 'node:crypto';
import { type ComponentChild, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { plainText } from '../../../lambda/core/model/text.ts';
import type { AffectedThing, Impact } from '../impact.ts';
import { toPicture } from './picture.ts';
import {
  factsOf,
  flowsInWords,
  placesNotRead,
  questionOf,
  riskInWords,
  tieInWords,
  totalsOf,
  unreadInWords,
  whenItRan,
  whenItRuns,
} from './words.ts';

/**
 * One page that asks nothing of anywhere and runs nothing: the picture, and everything as tables. Its policy of
 * contents admits no more than its own style.
 */
export const toHtml = (impact: Impact): string => `<!doctype html>\n${renderToString(h(Page, { impact }))}\n`;

const Page = ({ impact }: { readonly impact: Impact }): ComponentChild => {
  const title = `${questionOf(impact)}: ${riskInWords(impact)}`;
  return h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, plainText(title)),
      h('style', { dangerouslySetInnerHTML: { __html: STYLE } }),
    ),
    h('body', null, h('main', null, ...contents(impact, title))),
  );
};

const contents = (impact: Impact, title: string): readonly ComponentChild[] => {
  const { at, flows, profiles, buckets, unread, notes, cannotSee, risk } = impact;
  return [
    h('h1', null, plainText(title)),
    h('p', null, `As of ${at}: ${totalsOf(impact)}.`),
    list(risk.because),
    // The picture is markup of our own, in which every text is escaped.
    h('figure', {
      tabIndex: 0,
      'aria-label': 'What hangs on the key',
      dangerouslySetInnerHTML: { __html: toPicture(impact) },
    }),
    ...section('The key', table('The key', ['What', 'Value'], factsOf(impact))),
    ...section(
      'Flows',
      table(
        'Flows',
        ['Risk', 'Flow', 'Account', 'Region', 'Next run', 'Last run', 'State', 'Hangs by', 'What stops'],
        flows.map((flow) => [
          flow.tier,
          flow.flow,
          flow.account,
          flow.region,
          whenItRuns(flow),
          whenItRan(flow),
          flow.status,
          flow.ties.map(tieInWords).join('; '),
          flow.effects.join('; '),
        ]),
      ),
    ),
    ...section('Connector profiles', table('Connector profiles', THING, profiles.map(toRow))),
    ...section('Buckets', table('Buckets', THING, buckets.map(toRow))),
    ...section(
      'May hang on it, but could not be read',
      table(
        'May hang on it, but could not be read',
        ['What', 'Account', 'Region', 'Because'],
        unread.map((it) => [unreadInWords(it), it.account, it.region, it.because]),
      ),
    ),
    ...section('Places that were not read', list(placesNotRead(impact))),
    ...section('Notes', list(notes)),
    ...section('What this cannot see', list(cannotSee)),
  ];
};

const THING = ['Name', 'Account', 'Region', 'Used by', 'What becomes unreadable'];

const toRow = ({ account, region, name, flows, effect }: AffectedThing): readonly string[] => [
  name,
  account,
  region,
  flowsInWords(flows),
  effect,
];

const section = (title: string, content: ComponentChild): readonly ComponentChild[] =>
  content === null ? [] : [h('section', { 'aria-label': title }, h('h2', null, title), content)];

const table = (label: string, head: readonly string[], rows: readonly (readonly string[])[]): ComponentChild =>
  rows.length === 0
    ? null
    : h(
        'div',
        { class: 'wide', tabIndex: 0, role: 'group', 'aria-label': `${label}, as a table` },
        h(
          'table',
          { 'aria-label': label },
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              head.map((name) => h('th', { scope: 'col' }, name)),
            ),
          ),
          h(
            'tbody',
            null,
            rows.map((row) => h('tr', null, row.map(cell))),
          ),
        ),
      );

const cell = (text: string, column: number): ComponentChild =>
  column === 0 ? h('th', { scope: 'row', ...toneOf(text) }, plainText(text)) : h('td', null, plainText(text));

const toneOf = (text: string): { readonly class?: string } =>
  text === 'CRITICAL' || text === 'HIGH' ? { class: 'bad' } : {};

const list = (lines: readonly string[]): ComponentChild =>
  lines.length === 0
    ? null
    : h(
        'ul',
        null,
        lines.map((line) => h('li', null, plainText(line))),
      );

const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --ground: #ffffff; --line: #c8ccd1; --head: #f1f3f5; --bad: #a11212; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8ea; --ground: #16191d; --line: #444b53; --head: #22272d; --bad: #ff9c9c; }
}
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
figure, .wide { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: none; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 7.5rem; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
th.bad { color: var(--bad); }
li { overflow-wrap: anywhere; }
@media print { main { max-width: none; padding: 0; } figure, .wide { overflow: visible; } }
`;

/** The style by its hash, and nothing else: neither script nor request, whatever a name of AWS's may hold. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
