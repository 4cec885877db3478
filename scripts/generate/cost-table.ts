import { HOURS_A_MONTH, OBSERVABILITY, PRICES } from '../../cli/preflight/prices.ts';
import { REASON_CODES } from '../../lambda/core/model/reasons.ts';
import { code, table } from './markdown-table.ts';
import type { Lines } from './regions.ts';

const dollars = (amount: number): string => amount.toFixed(2);

const { metricsOfASweep, alarms } = OBSERVABILITY;
const ALARMS = alarms * PRICES.alarm;

const row = (sweep: string, metrics: number, hours: number): readonly string[] => {
  const cost = (metrics * PRICES.metric * hours) / HOURS_A_MONTH;
  const stack = cost + ALARMS + PRICES.dashboard;
  return [
    sweep,
    `${metrics} × ${dollars(PRICES.metric)} × ${hours} / ${HOURS_A_MONTH} = ${dollars(cost)}`,
    `${alarms} × ${dollars(PRICES.alarm)} = ${dollars(ALARMS)}`,
    dollars(PRICES.dashboard),
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
      row(code('TwentyFour_Hours'), metricsOfASweep, 30),
      row(code('One_Hour'), metricsOfASweep, HOURS_A_MONTH),
      row('at most', listed - 1 + REASON_CODES.length, HOURS_A_MONTH),
    ],
  );
};
