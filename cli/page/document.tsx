import type { JSX } from 'preact';
import type { Audit, AuditedFlow } from '../audit/audit.ts';
import { FlowsAsText } from './flows-as-text.tsx';
import { Headline, type Trend } from './headline.tsx';
import { HeatMap } from './heat-map.tsx';
import { Keys } from './keys.tsx';
import { Missing, Notes } from './missing.tsx';
import { Policy } from './policy.tsx';
import { Reasons } from './reasons.tsx';
import { severityRank } from './verdict-words.ts';
import { counted, grouped, timeInWords } from './words.ts';

/** How many flows stand in the page itself, so that they are read without JavaScript, too. */
const STATIC_FLOWS = 200;

interface PageProps {
  readonly audit: Audit;
  readonly accountNames: Readonly<Record<string, string>>;
  readonly contentSecurityPolicy: string;
  readonly style: string;
  readonly script: string;
  /** What the script works with: JSON, compressed by gzip, in base64. */
  readonly data: string;
  readonly trend?: Trend;
}

/** The whole page. */
export const Page = (props: PageProps): JSX.Element => {
  const { audit, accountNames, trend } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={props.contentSecurityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Audit of AppFlow flows, ${timeInWords(audit.at)}`}</title>
        <style dangerouslySetInnerHTML={{ __html: props.style }} />
      </head>
      <body>
        <a class="skip" href="#flows">
          Skip to the flows
        </a>
        <header>
          <p class="kicker">Audit</p>
          <h1>AppFlow flows and the keys that encrypt them</h1>
          <p class="as-of">
            {timeInWords(audit.at)} · {scopeInWords(audit)} · {counted(audit.flows.length, 'flow')} · appflow-flow-cmk{' '}
            {audit.version}
          </p>
        </header>
        <main>
          <Missing audit={audit} />
          <Headline audit={audit} {...(trend !== undefined && { trend })} />
          <Notes notes={audit.notes} />
          <Reasons flows={audit.flows} />
          <HeatMap audit={audit} />
          <Policy audit={audit} />
          <section id="flows" aria-labelledby="flows-title" tabIndex={-1}>
            <h2 id="flows-title">Flows</h2>
            <p id="problem" role="status" />
            <div id="flows-table">
              <StaticFlows flows={audit.flows} accountNames={accountNames} />
            </div>
          </section>
          <Keys audit={audit} />
        </main>
        <footer>
          <p>
            Judged by appflow-flow-cmk {audit.version}, as of {timeInWords(audit.at)}. This file asks for nothing: it
            holds all that it shows. In its source stand the licences of the libraries that it carries.
          </p>
        </footer>
        <script id="data" type="application/gzip;base64" dangerouslySetInnerHTML={{ __html: props.data }} />
        <script dangerouslySetInnerHTML={{ __html: props.script }} />
      </body>
    </html>
  );
};

const scopeInWords = ({ places }: Audit): string => {
  const accounts = new Set(places.map(({ account }) => account)).size;
  const regions = new Set(places.flatMap(({ region }) => (region === 'all' ? [] : region))).size;
  return `${counted(accounts, 'account')} · ${counted(regions, 'Region')}`;
};

interface StaticFlowsProps {
  readonly flows: readonly AuditedFlow[];
  readonly accountNames: Readonly<Record<string, string>>;
}

/** The worst findings; what is compliant follows where there is room. */
const StaticFlows = ({ flows, accountNames }: StaticFlowsProps): JSX.Element => {
  const shown = flows.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, STATIC_FLOWS);
  if (shown.length === 0) return <p class="nothing">No flow was found.</p>;
  return (
    <>
      {flows.length > shown.length && (
        <p class="note">
          The worst {grouped(shown.length)} of {counted(flows.length, 'flow')}; all of them, search and filters need
          JavaScript.
        </p>
      )}
      <FlowsAsText flows={shown} accountNames={accountNames} />
    </>
  );
};

const rankOf = ({ verdict, severity }: AuditedFlow): number =>
  (verdict === 'NON_COMPLIANT' ? 0 : 10) + severityRank(severity);
