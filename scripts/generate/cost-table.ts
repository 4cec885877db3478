import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { code, table } from './markdown-table.ts';
import type { Lines } from './regions.ts';

/** In US dollars a month, as docs/cost.md assumes. */
const METRIC = 0.3;
const ALARMS = '5 × 0.10 = 0.50';
const ALARMS_AND_DASHBOARD = 3.5;

const dollars = (amount: number): string => amount.toFixed(2);

const row = (sweep: string, metrics: number, hours: number): readonly string[] => {
  const cost = (metrics * METRIC * hours) / 720;
  const stack = cost + ALARMS_AND_DASHBOARD;
  return [
    sweep,
    `${metrics} × 0.30 × ${hours} / 720 = ${dollars(cost)}`,
    ALARMS,
    '3.00',
    dollars(stack),
    Math.round(stack * 1_200).toLocaleString('en-US'),
  ];
};

/** What the switch Observability costs; the guide lists the metrics, of which Reasons is one for each reason code. */
export const costOfObservability = (guide: string): Lines => {
  const [, section = ''] = guide.split('\n## Metrics\n');
  const listed = section.split('\n## ')[0]?.match(/^\| `\w+` \|/gm)?.length ?? 0;
  return table(
    ['sweep', 'metrics', 'alarms', 'dashboard', 'one stack', '300 accounts × 4 Regions'],
    [
      row(code('TwentyFour_Hours'), 20, 30),
      row(code('One_Hour'), 20, 720),
      row('at most', listed - 1 + REASON_CODES.length, 720),
    ],
  );
};
