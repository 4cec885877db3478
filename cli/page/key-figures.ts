import type { Audit, AuditedFlow, AuditedKey } from '../audit/audit.ts';
import { ownerOf } from '../audit/owner.ts';

/** A key and what hangs on it. */
export interface KeyFigure {
  readonly key: AuditedKey;
  readonly owner?: string;
  readonly flows: readonly AuditedFlow[];
  readonly nonCompliant: number;
}

/** Every key, the one with the most flows first. */
export const keyFigures = ({ keys, flows }: Pick<Audit, 'keys' | 'flows'>): readonly KeyFigure[] => {
  const byKey = new Map<string, AuditedFlow[]>(keys.map(({ arn }) => [arn, []]));
  for (const flow of flows) if (flow.key !== undefined) byKey.get(flow.key.arn)?.push(flow);
  return keys
    .map((key): KeyFigure => {
      const hanging = byKey.get(key.arn) ?? [];
      const owner = ownerOf(key.tags ?? {});
      const nonCompliant = hanging.filter(({ verdict }) => verdict === 'NON_COMPLIANT').length;
      return { key, flows: hanging, nonCompliant, ...(owner !== undefined && { owner }) };
    })
    .sort((a, b) => b.flows.length - a.flows.length || (a.key.arn < b.key.arn ? -1 : 1));
};

/** What one owner's keys carry and cost. */
export interface OwnerFigure {
  /** Absent for keys whose tags name nobody. */
  readonly owner?: string;
  readonly keys: number;
  readonly flows: number;
  readonly nonCompliant: number;
  /** US dollars a month, requests apart. */
  readonly monthlyCost: number;
}

/** Each owner once, the dearest first. */
export const ownerFigures = (figures: readonly KeyFigure[]): readonly OwnerFigure[] => {
  const owners = new Map<string | undefined, OwnerFigure>();
  for (const { owner, key, flows, nonCompliant } of figures) {
    const so = owners.get(owner) ?? { keys: 0, flows: 0, nonCompliant: 0, monthlyCost: 0 };
    owners.set(owner, {
      ...(owner !== undefined && { owner }),
      keys: so.keys + 1,
      flows: so.flows + flows.length,
      nonCompliant: so.nonCompliant + nonCompliant,
      monthlyCost: so.monthlyCost + key.monthlyCost,
    });
  }
  return [...owners.values()].sort((a, b) => b.monthlyCost - a.monthlyCost || b.flows - a.flows);
};

/** How a person calls the key: its first alias without the prefix, else the beginning of its id. */
export const nameOfKey = ({ aliases = [], id }: Pick<AuditedKey, 'aliases' | 'id'>): string =>
  aliases[0]?.replace(/^alias\//, '') ?? (/^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : id);

/** "every 365 days", "off", "impossible", "not read". */
export const rotationInWords = ({ rotation }: Pick<AuditedKey, 'rotation'>): string => {
  switch (rotation?.kind) {
    case 'on':
      return `every ${rotation.periodInDays} days`;
    case 'off':
      return 'off';
    case 'impossible':
      return 'impossible';
    case undefined:
      return 'not read';
  }
};
