import { RISK_RULES } from '../../cli/impact/risk.ts';
import { table } from './markdown-table.ts';

/** What makes a risk of `impact`, worst first. */
export const RISKS = table(
  ['risk', 'where'],
  RISK_RULES.map(({ tier, rule }) => [tier, rule]),
);
