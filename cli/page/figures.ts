import { REASON_CODES, REASONS, type ReasonCode, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { Audit, AuditedFlow, AuditedPlace } from '../audit/audit.ts';
import { severityRank } from './verdict-words.ts';

/** How many flows stand how. */
export interface VerdictFigures {
  readonly compliant: number;
  readonly nonCompliant: number;
  /** Of those that are not compliant. */
  readonly muted: number;
  readonly notApplicable: number;
  /** Without any verdict. */
  readonly unjudged: number;
  /** Of flows that are compliant or not, from 0 to 1; nothing where there are none. */
  readonly share?: number;
}

export const verdictFigures = ({ flows, unjudged }: Audit): VerdictFigures => {
  const count = (verdict: AuditedFlow['verdict']): number => flows.filter((flow) => flow.verdict === verdict).length;
  const [compliant, nonCompliant] = [count('COMPLIANT'), count('NON_COMPLIANT')];
  return {
    compliant,
    nonCompliant,
    muted: flows.filter(({ verdict, muted }) => verdict === 'NON_COMPLIANT' && muted !== undefined).length,
    notApplicable: count('NOT_APPLICABLE'),
    unjudged: unjudged.length,
    ...(compliant + nonCompliant > 0 && { share: compliant / (compliant + nonCompliant) }),
  };
};

/** How many flows are new, still there or fixed since the baseline; nothing where no flow says so. */
export const changeFigures = (
  flows: readonly AuditedFlow[],
): Readonly<Record<'new' | 'still' | 'fixed', number>> | undefined => {
  if (!flows.some(({ change }) => change !== undefined)) return undefined;
  const count = (change: string): number => flows.filter((flow) => flow.change === change).length;
  return { new: count('new'), still: count('still'), fixed: count('fixed') };
};

export interface ReasonFigure {
  readonly code: ReasonCode;
  readonly title: string;
  readonly severity: SeverityLabel;
  /** How many flows have it. */
  readonly flows: number;
  /** In how many of them it is muted. */
  readonly muted: number;
}

/** Each reason that some flow has: the most severe first, among those the most frequent. */
export const reasonFigures = (flows: readonly AuditedFlow[]): readonly ReasonFigure[] =>
  REASON_CODES.flatMap((code) => {
    const having = flows.flatMap(({ reasons }) => reasons.find((reason) => reason.code === code) ?? []);
    const [first] = having;
    if (first === undefined) return [];
    const muted = having.filter((reason) => reason.muted !== undefined).length;
    return [{ code, title: REASONS[code].title, severity: first.severity, flows: having.length, muted }];
  }).sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || b.flows - a.flows);

export interface PlaceFigure {
  readonly region: string;
  /** Absent where the audit has no word on this account in this Region. */
  readonly status?: AuditedPlace['status'];
  /** Flows that are compliant or not. */
  readonly judged: number;
  readonly nonCompliant: number;
}

export interface AccountFigures {
  readonly account: string;
  readonly name?: string;
  readonly places: readonly PlaceFigure[];
  readonly nonCompliant: number;
  readonly unreadable: number;
}

export interface HeatMap {
  readonly regions: readonly string[];
  /** Those that could not be read in some place first, then by how many flows are not compliant. */
  readonly accounts: readonly AccountFigures[];
}

export const heatMap = ({ places, flows }: Audit): HeatMap => {
  const regions = [...new Set(places.map(({ region }) => region))].sort();
  const judged = new Map<string, { all: number; bad: number }>();
  for (const { account, region, verdict } of flows) {
    if (verdict === 'NOT_APPLICABLE') continue;
    const place = `${account} ${region}`;
    const { all, bad } = judged.get(place) ?? { all: 0, bad: 0 };
    judged.set(place, { all: all + 1, bad: verdict === 'NON_COMPLIANT' ? bad + 1 : bad });
  }
  const names = new Map(places.map(({ account, accountName }) => [account, accountName]));
  const statuses = new Map(places.map(({ account, region, status }) => [`${account} ${region}`, status]));
  const accounts = [...names].map(([account, name]): AccountFigures => {
    const cells = regions.map((region): PlaceFigure => {
      const status = statuses.get(`${account} ${region}`);
      const { all, bad } = judged.get(`${account} ${region}`) ?? { all: 0, bad: 0 };
      return { region, judged: all, nonCompliant: bad, ...(status !== undefined && { status }) };
    });
    return {
      account,
      ...(name !== undefined && { name }),
      places: cells,
      nonCompliant: cells.reduce((sum, cell) => sum + cell.nonCompliant, 0),
      unreadable: cells.filter(({ status }) => status === 'unreadable').length,
    };
  });
  return {
    regions,
    accounts: accounts.sort(
      (a, b) => b.unreadable - a.unreadable || b.nonCompliant - a.nonCompliant || (a.account < b.account ? -1 : 1),
    ),
  };
};
