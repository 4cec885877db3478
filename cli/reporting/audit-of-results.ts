import { flowArn, flowNameOfArn } from '../../lambda/core/model/arn.ts';
import { FLOW_TYPE } from '../../lambda/core/model/flow.ts';
import { REASONS, worstOf } from '../../lambda/core/model/reasons.ts';
import { quote } from '../../lambda/core/model/text.ts';
import type { Audit, AuditedFlow, AuditedPlace, UnjudgedFlow } from '../audit/audit.ts';
import { makeAudit } from '../audit/make-audit.ts';
import { readAnnotation } from './read-annotation.ts';

/** All that an aggregator holds of one account and Region: the results of each of its rules that match. */
export interface PlaceResults {
  readonly account: string;
  readonly region: string;
  readonly rules: readonly RuleResults[];
}

export interface RuleResults {
  readonly ruleName: string;
  readonly results: readonly ReportedResult[];
  /** Why results may be missing, a clause in lower case without a full stop; absent where none is. */
  readonly missingBecause?: string;
}

/** What a rule reported on a resource. */
export interface ReportedResult {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly complianceType: 'COMPLIANT' | 'NON_COMPLIANT';
  readonly annotation: string;
  readonly recordedAt?: Date;
}

/** Which command said this, and as of when. */
export interface ReportStamp {
  readonly at: Date;
  readonly version: string;
}

/** AppFlow exists in no other partition. */
const PARTITION = 'aws';

/**
 * The audit that these results amount to. A result that this rule did not write leaves its flow unjudged, and so the audit
 * incomplete: it may be a violation. What an aggregator cannot know is said in the notes.
 */
export const auditOfResults = (
  places: readonly PlaceResults[],
  { at, version }: ReportStamp,
  interrupted: boolean,
): Audit => {
  const read = places.map(readPlace);
  return makeAudit(
    {
      version,
      parameters: {},
      flows: read.flatMap(({ flows }) => flows.map(({ flow }) => flow)),
      keys: [],
      unjudged: read.flatMap(({ unjudged }) => unjudged),
      notes: [...LIMITS, ...agesOf(places), ...peculiaritiesOf(read, places)],
    },
    read.map(({ place }) => place),
    at,
    interrupted,
  );
};

interface ReadFlow {
  readonly flow: AuditedFlow;
  readonly unknownCodes: readonly string[];
}

interface ReadPlace {
  readonly place: Omit<AuditedPlace, 'flows'>;
  readonly flows: readonly ReadFlow[];
  readonly unjudged: readonly UnjudgedFlow[];
  /** The names of the flows that have more than one result here. */
  readonly repeated: readonly string[];
}

const readPlace = ({ account, region, rules }: PlaceResults): ReadPlace => {
  const where = { account, region };
  const worst = new Map<string, ReadFlow>();
  const unjudged = new Map<string, UnjudgedFlow>();
  const repeated = new Set<string>();
  for (const { ruleName, results } of rules) {
    for (const result of results.filter(isOfFlow)) {
      const flow = flowNameOfArn(result.resourceId) ?? result.resourceId;
      if (worst.has(flow) || unjudged.has(flow)) repeated.add(flow);
      const read = readResult(where, flow, result);
      if (read !== undefined) {
        if (isWorse(read, worst.get(flow))) worst.set(flow, read);
      } else if (!unjudged.has(flow)) {
        unjudged.set(flow, { ...where, flow, because: foreignTo(ruleName, result) });
      }
    }
  }
  // What this rule wrote stands, whatever another one of a similar name reported on the flow.
  for (const flow of worst.keys()) unjudged.delete(flow);
  const because = rules.find(({ missingBecause }) => missingBecause !== undefined)?.missingBecause;
  return {
    place: {
      ...where,
      status: because === undefined ? 'read' : 'unreadable',
      ...(because === undefined ? {} : { because }),
    },
    flows: [...worst.values()],
    unjudged: [...unjudged.values()],
    repeated: [...repeated],
  };
};

const isOfFlow = ({ resourceType }: ReportedResult): boolean => resourceType === FLOW_TYPE;

/** The flow as a result tells it; nothing where the rule cannot have written its annotation. */
const readResult = (
  where: { readonly account: string; readonly region: string },
  flow: string,
  { complianceType, annotation, resourceId }: ReportedResult,
): ReadFlow | undefined => {
  const read = readAnnotation(complianceType, annotation);
  if (read.kind === 'foreign') return undefined;
  const reasons = read.kind === 'reasons' ? read.reasons : [];
  const worst = worstOf(reasons.map(({ code }) => code));
  return {
    flow: {
      ...where,
      flow,
      arn: flowNameOfArn(resourceId) === undefined ? flowArn({ ...where, partition: PARTITION }, flow) : resourceId,
      verdict: complianceType,
      annotation,
      severity: worst === undefined ? 'INFORMATIONAL' : REASONS[worst].severity,
      reasons,
      tags: {},
      ...(read.kind === 'reasons' && read.mayLackReasons ? { truncated: true } : {}),
    },
    unknownCodes: read.kind === 'reasons' ? read.unknownCodes : [],
  };
};

const foreignTo = (ruleName: string, { complianceType, annotation }: ReportedResult): string =>
  `the result of rule ${quote(ruleName)}, ${complianceType}, is not in the form of this rule: ${quote(annotation)}`;

/** By severity, then by the number of reasons; the first one stays where neither is worse. */
const isWorse = ({ flow }: ReadFlow, other: ReadFlow | undefined): boolean => {
  if (other === undefined) return true;
  const codes = [other.flow, flow].map(({ reasons }) => worstOf(reasons.map(({ code }) => code)));
  const [before, now] = codes;
  if (now === undefined) return false;
  if (before === undefined) return true;
  // worstOf gives the first of those that are equal.
  if (REASONS[before].severity !== REASONS[now].severity) return worstOf([before, now]) === now;
  return flow.reasons.length > other.flow.reasons.length;
};

const LIMITS: readonly string[] = [
  'This was read from an aggregator of AWS Config, which has only flows that are COMPLIANT or NON_COMPLIANT: those that are not applicable (exempt, out of scope, UNVERIFIED where the rule calls that not applicable) are not here.',
  'An aggregator does not list accounts and Regions without any such result, where the rule may be missing, may never have run, or may have found no flow.',
  'The policy is that of the rule in each place; an aggregator tells neither its parameters nor the keys and tags of the flows.',
];

/** What to think of the ages of the results. */
const agesOf = (places: readonly PlaceResults[]): readonly string[] => {
  const times = resultsIn(places).flatMap(({ recordedAt }) => recordedAt?.getTime() ?? []);
  if (times.length === 0) return [];
  const [oldest, newest] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))].map(
    (time) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
  );
  return [
    `The results were recorded from ${oldest} to ${newest}; how long an aggregator takes to learn of a newer one, AWS Config does not tell.`,
  ];
};

const resultsIn = (places: readonly PlaceResults[]): readonly ReportedResult[] =>
  places.flatMap(({ rules }) => rules.flatMap(({ results }) => results));

/** What is unusual about some of the results. */
const peculiaritiesOf = (read: readonly ReadPlace[], places: readonly PlaceResults[]): readonly string[] => {
  const repeated = read.flatMap(({ place, repeated: names }) => names.map((name) => nameOf(place, name)));
  const truncated = read.flatMap(({ flows }) => flows).filter(({ flow }) => flow.truncated);
  const unknown = new Set(truncated.flatMap(({ unknownCodes }) => unknownCodes));
  const others = resultsIn(places).filter((result) => !isOfFlow(result)).length;
  return [
    ...(repeated.length === 0
      ? []
      : [
          `${counted(repeated.length, 'flow has', 'flows have')} several results in one place, of several rules or under name and ARN, of which the worst is shown: ${some(repeated)}.`,
        ]),
    ...(truncated.length === 0
      ? []
      : [
          `${counted(truncated.length, 'annotation', 'annotations')} may lack reasons, and ${truncated.length === 1 ? 'is' : 'are'} marked as truncated.`,
        ]),
    ...(unknown.size === 0
      ? []
      : [
          `Some annotations name reasons that this version does not know, so that a newer version should be used: ${some([...unknown])}.`,
        ]),
    ...(others === 0
      ? []
      : [`${counted(others, 'result is', 'results are')} about resources that are not flows, and left out.`]),
  ];
};

const nameOf = ({ account, region }: ReadPlace['place'], flow: string): string =>
  `${quote(flow)} in ${account} ${region}`;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A note is read by people: a few names, and how many more there are. */
const MOST_NAMED = 5;

const some = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
