import type { JSX } from 'preact';

interface ChartProps {
  /** What the picture says, for who does not see it; left out where text beside it says the same. */
  readonly label?: string;
  /** SVG for wide and for narrow screens, or one for both. */
  readonly wide: string;
  readonly narrow?: string;
}

/** A picture; the page's style shows the one that fits the screen. */
export const Chart = ({ label, wide, narrow }: ChartProps): JSX.Element => (
  <div class="chart" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
    <div class={narrow === undefined ? '' : 'wide-only'} dangerouslySetInnerHTML={{ __html: wide }} />
    {narrow !== undefined && <div class="narrow-only" dangerouslySetInnerHTML={{ __html: narrow }} />}
  </div>
);
