import type { JSX } from 'preact';
import type { AuditedFlow } from '../audit/audit.ts';
import { Chart } from './chart.tsx';
import { reasonsChart } from './charts.ts';
import { reasonFigures } from './figures.ts';
import { SeverityMark } from './marks.tsx';
import { grouped } from './words.ts';

/** Why flows are not compliant, worst first; each reason leads to its flows. */
export const Reasons = ({ flows }: { readonly flows: readonly AuditedFlow[] }): JSX.Element => {
  const figures = reasonFigures(flows);
  return (
    <section class="reasons" aria-labelledby="reasons">
      <h2 id="reasons">Reasons, worst first</h2>
      {figures.length === 0 ? (
        <p class="nothing">No flow has any.</p>
      ) : (
        <div class="bars">
          <Chart wide={reasonsChart(figures, 'wide')} narrow={reasonsChart(figures, 'narrow')} />
          <ol>
            {figures.map(({ code, title, severity, flows: count, muted }) => (
              <li key={code}>
                <a href={`#reason=${code}`}>
                  <span class="first">
                    <code>{code}</code> <SeverityMark severity={severity} />
                  </span>
                  <span class="second">
                    {title}
                    {muted > 0 && ` (${grouped(muted)} muted)`}
                  </span>
                  <span class="how-often">
                    <span data-reason={code}>{grouped(count)}</span>
                    <span class="hidden"> {count === 1 ? 'flow' : 'flows'}</span>
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
};
