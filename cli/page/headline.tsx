import type { JSX } from 'preact';
import type { Audit } from '../audit/audit.ts';
import { Chart } from './chart.tsx';
import { verdictsChart } from './charts.ts';
import { changeFigures, type VerdictFigures, verdictFigures } from './figures.ts';
import { counted, grouped, percent, tenthsOfPercent, timeInWords } from './words.ts';

/** The share of compliant flows, from 0 to 1, at the time of the baseline and now. */
export interface Trend {
  readonly before: number;
  readonly now: number;
  /** When the baseline was judged, ISO 8601. */
  readonly at: string;
}

/** How the flows stand, in one figure and one bar. */
export const Headline = ({ audit, trend }: { readonly audit: Audit; readonly trend?: Trend }): JSX.Element => {
  const figures = verdictFigures(audit);
  const judged = figures.compliant + figures.nonCompliant;
  return (
    <section class="headline" aria-labelledby="share">
      <div class="share">
        <h2 id="share">Compliant</h2>
        <p class="figure" data-figure="share">
          {figures.share === undefined ? '—' : percent(figures.share)}
        </p>
        <p class="below">
          {figures.share === undefined
            ? 'No flow was judged.'
            : `${grouped(figures.compliant)} of ${counted(judged, 'judged flow')}`}
          {!audit.complete && <strong class="partial">This is not everything: see what is missing.</strong>}
        </p>
        {trend !== undefined && <TrendLine trend={trend} />}
      </div>
      <div class="verdicts">
        <h2>Flows by verdict</h2>
        <Chart wide={verdictsChart(figures, 620)} narrow={verdictsChart(figures, 311)} />
        <VerdictList figures={figures} />
        <ChangeLine audit={audit} />
      </div>
    </section>
  );
};

const TrendLine = ({ trend: { before, now, at } }: { readonly trend: Trend }): JSX.Element => {
  // Of the figures that stand here, so that a reader who subtracts them finds the same.
  const points = (tenthsOfPercent(now) - tenthsOfPercent(before)) / 10;
  const [way, sign, name] =
    points === 0 ? ['unchanged', '→', 'same'] : points > 0 ? ['up', '▲', 'up'] : ['down', '▼', 'down'];
  return (
    <p class={`trend trend-${name}`} data-figure="trend">
      <span aria-hidden="true">{sign}</span> {way}
      {points !== 0 && ` ${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`}
      {points === 0 ? ' at' : ' from'} {percent(before)} on {timeInWords(at)}
    </p>
  );
};

const VerdictList = ({ figures }: { readonly figures: VerdictFigures }): JSX.Element => (
  <dl class="verdict-list">
    <Entry name="compliant" sign="✓" word="Compliant" count={figures.compliant} view="verdict=COMPLIANT" />
    <Entry
      name="non-compliant"
      sign="✕"
      word="Not compliant"
      count={figures.nonCompliant}
      view="verdict=NON_COMPLIANT"
      {...(figures.muted > 0 && { note: `${grouped(figures.muted)} of them muted` })}
    />
    <Entry
      name="not-applicable"
      sign="–"
      word="Not applicable"
      count={figures.notApplicable}
      view="verdict=NOT_APPLICABLE"
    />
    {figures.unjudged > 0 && <Entry name="unjudged" sign="?" word="Without a verdict" count={figures.unjudged} />}
  </dl>
);

interface EntryProps {
  readonly name: string;
  readonly sign: string;
  readonly word: string;
  readonly count: number;
  readonly note?: string;
  /** The flows that are counted, as the address of the page says it. */
  readonly view?: string;
}

const Entry = ({ name, sign, word, count, note, view }: EntryProps): JSX.Element => (
  <div>
    <dt class={`verdict verdict-${name}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {word}
    </dt>
    <dd data-figure={name}>{view === undefined ? grouped(count) : <a href={`#${view}`}>{grouped(count)}</a>}</dd>
    {note !== undefined && <dd class="note">{note}</dd>}
  </div>
);

const ChangeLine = ({ audit }: { readonly audit: Audit }): JSX.Element | null => {
  const changes = changeFigures(audit.flows);
  if (changes === undefined) return null;
  return (
    <p class="changes" data-figure="changes">
      Against the baseline: <a href="#change=new">{counted(changes.new, 'flow')} with a new reason</a>,{' '}
      <a href="#change=still">{grouped(changes.still)} still not clean</a>,{' '}
      <a href="#change=fixed">{grouped(changes.fixed)} fixed</a>.
    </p>
  );
};
