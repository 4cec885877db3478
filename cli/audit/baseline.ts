import * as v from 'valibot';
import { plainText, quote } from '../../lambda/core/model/text.ts';
import { AUDIT_FORMAT, type Audit, type AuditedFlow } from './audit.ts';
import { InvalidInputError } from './invalid-input.ts';
import { shareCompliant } from './summary.ts';

/** What is compared of an earlier audit; every audit is one. Codes may be those of another version. */
export interface Baseline {
  /** ISO 8601. */
  readonly at: string;
  readonly places: readonly (Place & { readonly status: string })[];
  readonly flows: readonly BaselineFlow[];
}

interface Place {
  readonly account: string;
  readonly region: string;
}
interface FlowName extends Place {
  readonly flow: string;
}
type BaselineFlow = FlowName &
  Pick<AuditedFlow, 'verdict'> & { readonly reasons: readonly { readonly code: string }[] };

const name = { account: v.string(), region: v.string() };
const severity = v.picklist(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
const muted = v.optional(v.object({ until: v.string(), because: v.string() }));
const texts = v.record(v.string(), v.string());

/** The shape of an audit; members that it does not know are passed over, since a later version may add some. */
const schema = v.object({
  version: v.optional(v.string()),
  at: v.pipe(v.string(), v.isoTimestamp('must be a time, ISO 8601')),
  complete: v.boolean(),
  parameters: texts,
  places: v.array(
    v.object({ ...name, status: v.picklist(['read', 'unreadable', 'skipped', 'not-enabled']), flows: v.number() }),
  ),
  flows: v.array(
    v.object({
      ...name,
      flow: v.string(),
      arn: v.string(),
      verdict: v.picklist(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']),
      annotation: v.string(),
      severity,
      reasons: v.array(v.object({ code: v.string(), severity, problem: v.string(), remedy: v.string(), muted })),
      tags: v.optional(texts),
      muted,
    }),
  ),
  unjudged: v.array(v.object({ ...name, flow: v.string(), because: v.string() })),
});

/** So many flaws are named; a file of another kind has thousands. */
const NAMED_FLAWS = 5;

/**
 * The baseline in the JSON of an earlier audit; `source` names the file in the error.
 * @throws InvalidInputError for what is not JSON, not an audit, or one of another format
 */
export const parseBaseline = (json: string, source: string): Baseline => {
  const given = parse(json, source);
  const format = typeof given === 'object' && given !== null && 'format' in given ? given.format : undefined;
  if (format === undefined) {
    throw new InvalidInputError(
      `${source} is not the JSON of an audit: it has no "format"; write one with audit --format json`,
    );
  }
  if (format !== AUDIT_FORMAT) {
    const found = typeof format === 'string' ? quote(format) : 'not text';
    throw new InvalidInputError(
      `${source} is of another format, ${found}: must be "${AUDIT_FORMAT}"; write it anew with this version`,
    );
  }
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const flaws = result.issues
    .slice(0, NAMED_FLAWS)
    .map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${plainText(issue.message)}`);
  const more = result.issues.length > NAMED_FLAWS ? `; and ${result.issues.length - NAMED_FLAWS} more` : '';
  throw new InvalidInputError(`${source} is not a whole audit: ${flaws.join('; ')}${more}; write it anew`);
};

const parse = (json: string, source: string): unknown => {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new InvalidInputError(`${source} is not JSON: give the audit.json of an earlier audit`, { cause });
  }
};

/**
 * The audit with what changed since the baseline, and notes on what it cannot show at a flow: findings that went with
 * their flows, places of the baseline that were not read now, and places that the baseline had not read. A reason is
 * the same where account, Region, flow and code are. Changes that the audit had before are dropped.
 */
export const compareWithBaseline = (audit: Audit, baseline: Baseline): Audit => {
  const codesBefore = new Map(
    baseline.flows.map((flow) => [keyOf(flow), new Set(flow.reasons.map(({ code }) => code))]),
  );
  const unread = new Set(audit.places.filter(({ status }) => status !== 'read').map(placeOf));
  const flows = audit.flows.map((flow) =>
    withChange(flow, codesBefore.get(keyOf(flow)) ?? new Set(), !unread.has(placeOf(flow))),
  );
  return { ...audit, flows, notes: [...audit.notes, ...notesOn(audit, baseline)] };
};

const withChange = (flow: AuditedFlow, before: ReadonlySet<string>, wasRead: boolean): AuditedFlow => {
  const { change: _, ...unchanged } = flow;
  const reasons = flow.reasons.map((reason) => ({
    ...reason,
    change: before.has(reason.code) ? ('still' as const) : ('new' as const),
  }));
  const told = { ...unchanged, reasons };
  if (reasons.some(({ change }) => change === 'new')) return { ...told, change: 'new' };
  if (reasons.length > 0) return { ...told, change: 'still' };
  // A failure whose reasons nobody told is no repair, however many there were.
  const isFixed = before.size > 0 && wasRead && flow.verdict !== 'NON_COMPLIANT';
  return isFixed ? { ...told, change: 'fixed' } : told;
};

const notesOn = (audit: Audit, baseline: Baseline): readonly string[] => {
  const now = new Set([...audit.flows, ...audit.unjudged].map(keyOf));
  const read = new Set(audit.places.filter(({ status }) => status === 'read').map(placeOf));
  const absent = baseline.flows.filter((flow) => flow.reasons.length > 0 && !now.has(keyOf(flow)));
  const gone = absent.filter((flow) => read.has(placeOf(flow)));
  const unseen = absent.filter((flow) => !read.has(placeOf(flow)));
  const readBefore = new Set(baseline.places.filter(({ status }) => status === 'read').map(placeOf));
  const unknown = [...read].filter((place) => !readBefore.has(place)).length;
  const since = `the baseline of ${plainText(baseline.at)}`;
  return [
    ...(gone.length > 0
      ? [`${findings(gone)} of ${since} ${areOrIs(gone)} gone with ${flowsOf(gone)}, which ${exist(gone)} no more.`]
      : []),
    ...(unseen.length > 0
      ? [`${findings(unseen)} of ${since} ${areOrIs(unseen)} of ${flowsOf(unseen)} in places that were not read now.`]
      : []),
    ...(unknown > 0
      ? [
          `${unknown} ${unknown === 1 ? 'place was' : 'places were'} not read by ${since}: ` +
            'all that is found there counts as new.',
        ]
      : []),
  ];
};

const count = (flows: readonly BaselineFlow[]): number => flows.reduce((sum, { reasons }) => sum + reasons.length, 0);
const findings = (flows: readonly BaselineFlow[]): string =>
  `${count(flows)} ${count(flows) === 1 ? 'finding' : 'findings'}`;
const areOrIs = (flows: readonly BaselineFlow[]): string => (count(flows) === 1 ? 'is' : 'are');
const flowsOf = (flows: readonly BaselineFlow[]): string => `${flows.length} ${flows.length === 1 ? 'flow' : 'flows'}`;
const exist = (flows: readonly BaselineFlow[]): string => (flows.length === 1 ? 'exists' : 'exist');

const placeOf = ({ account, region }: Place): string => JSON.stringify([account, region]);
const keyOf = ({ account, region, flow }: FlowName): string => JSON.stringify([account, region, flow]);

/** The share that is compliant, 0 to 1, before and now; absent where nothing is judged. */
export interface Trend {
  readonly before: number | undefined;
  readonly now: number | undefined;
  /** When the baseline was made, ISO 8601. */
  readonly since: string;
}

/** By the same definition as the summary. */
export const trendOf = (audit: Audit, baseline: Baseline): Trend => ({
  before: shareCompliant(baseline.flows),
  now: shareCompliant(audit.flows),
  since: baseline.at,
});
