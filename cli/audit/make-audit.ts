import { AUDIT_FORMAT, type Audit, type AuditedPlace } from './audit.ts';
import { isoSecond } from './iso-second.ts';

type Gathered = Pick<Audit, 'version' | 'parameters' | 'rule' | 'flows' | 'keys' | 'unjudged' | 'notes'>;

/**
 * The audit that these readings make, as of `at`. It is complete where no place is unreadable and no flow without a verdict, and
 * nobody interrupted it; accounts that are not active and Regions that are not enabled hold nothing to read.
 */
export const makeAudit = (
  { version, rule, parameters, flows, keys, unjudged, notes }: Gathered,
  places: readonly Omit<AuditedPlace, 'flows'>[],
  at: Date,
  interrupted: boolean,
): Audit => {
  const listed = countByPlace([...flows, ...unjudged]);
  return {
    format: AUDIT_FORMAT,
    version,
    at: isoSecond(at),
    complete: !interrupted && unjudged.length === 0 && places.every(({ status }) => status !== 'unreadable'),
    ...(interrupted ? { interrupted } : {}),
    ...(rule === undefined ? {} : { rule }),
    parameters,
    places: places.map(({ account, accountName, region, status, because }) => ({
      account,
      ...(accountName === undefined ? {} : { accountName }),
      region,
      status,
      flows: listed.get(`${account} ${region}`) ?? 0,
      ...(because === undefined ? {} : { because }),
    })),
    flows,
    keys,
    unjudged,
    notes,
  };
};

const countByPlace = (flows: readonly { readonly account: string; readonly region: string }[]) => {
  const counts = new Map<string, number>();
  for (const { account, region } of flows) {
    const place = `${account} ${region}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
};
