import type { AuditedFlow, AuditedKey } from '../../audit/audit.ts';
import { ownerOf } from '../../audit/owner.ts';
import type { PageAudit } from '../packed.ts';
import { FACETS, type Facet } from './view-state.ts';

/** A flow as the table picks and sorts it. */
export interface FlowRow {
  /** Its place in the order of names. */
  readonly index: number;
  readonly flow: AuditedFlow;
  readonly key?: AuditedKey;
  readonly accountName?: string;
  /** Empty where nobody is named. */
  readonly owner: string;
  /** Everything that a search may find, in lower case. */
  readonly haystack: string;
  /** In the order of FACETS: its values of each. */
  readonly values: readonly (readonly string[])[];
}

/** What flows without a value of a facet are picked by. */
export const NONE = '';

export const flowRows = ({ flows, keys, accountNames }: PageAudit): readonly FlowRow[] => {
  const keysByArn = new Map(keys.map((key) => [key.arn, key]));
  // Reasons, tags and keys are shared by many flows: what is searched of them is written once.
  const haystackOf = remembered((value: object) => JSON.stringify(value).toLowerCase());
  const codesOf = remembered((reasons: AuditedFlow['reasons']) => [...new Set(reasons.map(({ code }) => code))]);
  const listOf = rememberedList();
  return flows.map((flow, index): FlowRow => {
    const key = flow.key === undefined ? undefined : keysByArn.get(flow.key.arn);
    const accountName = accountNames[flow.account];
    const owner = ownerOf(flow.tags, key?.tags) ?? NONE;
    const values: Readonly<Record<Facet, readonly string[]>> = {
      verdict: listOf(flow.verdict),
      reason: codesOf(flow.reasons),
      severity: listOf(flow.severity),
      account: listOf(flow.account),
      region: listOf(flow.region),
      owner: listOf(owner),
      change: listOf(flow.change ?? NONE),
      muted: listOf(mutedValue(flow)),
    };
    const texts = [
      flow.arn,
      flow.annotation,
      accountName ?? '',
      flow.key?.arn ?? '',
      key === undefined ? '' : (key.aliases ?? []).join('\n'),
    ];
    return {
      index,
      flow,
      ...(key !== undefined && { key }),
      ...(accountName !== undefined && { accountName }),
      owner,
      haystack: [
        texts.join('\n').toLowerCase(),
        haystackOf(flow.tags),
        haystackOf(flow.reasons),
        owner.toLowerCase(),
      ].join('\n'),
      values: FACETS.map((facet) => values[facet]),
    };
  });
};

const mutedValue = ({ muted, reasons }: AuditedFlow): string => {
  if (muted !== undefined) return 'muted';
  return reasons.some((reason) => reason.muted !== undefined) ? 'partly' : 'not';
};

const remembered = <Subject extends object, Result>(compute: (subject: Subject) => Result) => {
  const results = new Map<Subject, Result>();
  return (subject: Subject): Result => {
    const known = results.get(subject);
    if (known !== undefined) return known;
    const result = compute(subject);
    results.set(subject, result);
    return result;
  };
};

const rememberedList = () => {
  const lists = new Map<string, readonly string[]>();
  return (value: string): readonly string[] => {
    const list = lists.get(value) ?? [value];
    lists.set(value, list);
    return list;
  };
};
