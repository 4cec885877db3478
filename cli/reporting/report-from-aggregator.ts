import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { quote } from '../../lambda/core/model/text.ts';
import type { Audit } from '../audit/audit.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { openAggregator, type RuleInPlace } from '../aws/aggregator.ts';
import { auditOfResults, type PlaceResults, type ReportStamp } from './audit-of-results.ts';
import { DEFAULT_RULE_NAME, isNameOfRule } from './rule-names.ts';

/** Which results are asked for. */
export interface ReportRequest extends ReportStamp {
  /** The name of the aggregator. */
  readonly aggregator: string;
  /** The rule as it was deployed; the name that it got in an organization or in a pack is found. Left out: appflow-flow-cmk. */
  readonly ruleName?: string | undefined;
  /** Ends the reading; what is not read by then is named as interrupted. */
  readonly signal?: AbortSignal | undefined;
}

/** How far it is. */
export interface ReportProgress {
  readonly placesDone: number;
  readonly places: number;
  /** Results so far. */
  readonly flows: number;
}

/**
 * The audit of all accounts and Regions from which an aggregator of AWS Config collects, out of the rule's own annotations; the
 * client's credentials are those of the aggregator's account, and no other account is entered. A place whose results cannot be
 * read is unreadable in the audit.
 *
 * Throws an InvalidInputError where the aggregator does not exist, may not be read, or has no result of such a rule in the form
 * of this one, and an AwsCallError where AWS does not tell which rules there are.
 */
export const reportFromAggregator = async (
  config: Pick<ConfigServiceClient, 'send'>,
  { aggregator: name, ruleName = DEFAULT_RULE_NAME, signal = new AbortController().signal, ...stamp }: ReportRequest,
  onProgress: (progress: ReportProgress) => void,
): Promise<Audit> => {
  const aggregator = openAggregator(config, name, signal);
  const known = await unlessAborted(signal, aggregator.rules());
  if (known === undefined) return auditOfResults([], stamp, true);
  const rules = known.filter((rule) => isNameOfRule(rule.ruleName, ruleName));
  if (rules.length === 0) {
    throw new InvalidInputError(
      `--rule: aggregator ${quote(name)} has no result of a rule called ${quote(ruleName)}; give the rule's name with --rule`,
    );
  }
  const byPlace = placesOf(rules);
  let placesDone = 0;
  let flows = 0;
  const tell = (): void => onProgress({ placesDone, places: byPlace.length, flows });
  tell();
  const places = await Promise.all(
    byPlace.map(async (ofPlace): Promise<PlaceResults> => {
      const read = await Promise.all(ofPlace.rules.map(aggregator.resultsOf));
      placesDone += 1;
      flows += read.reduce((sum, { results }) => sum + results.length, 0);
      tell();
      return { account: ofPlace.account, region: ofPlace.region, rules: read };
    }),
  );
  const unread = places.some(({ rules: read }) => read.some(({ missingBecause }) => missingBecause !== undefined));
  // Whoever interrupts after the last answer has missed nothing.
  const audit = auditOfResults(places, stamp, signal.aborted && unread);
  const [foreign] = audit.unjudged;
  if (audit.flows.length === 0 && foreign !== undefined) {
    throw new InvalidInputError(
      `--rule: ${quote(ruleName)} is not this rule, or not in this version: in ${foreign.account} ${foreign.region}, ${foreign.because}`,
    );
  }
  return audit;
};

/** What was asked for, or nothing where it failed because somebody interrupted it. */
const unlessAborted = async <T>(signal: AbortSignal, asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
};

interface PlaceRules {
  readonly account: string;
  readonly region: string;
  readonly rules: readonly RuleInPlace[];
}

/** By account, then by Region. */
const placesOf = (rules: readonly RuleInPlace[]): readonly PlaceRules[] => {
  const places = new Map<string, { account: string; region: string; rules: RuleInPlace[] }>();
  for (const rule of rules) {
    const { account, region } = rule;
    const place = places.get(`${account} ${region}`) ?? { account, region, rules: [] };
    place.rules.push(rule);
    places.set(`${account} ${region}`, place);
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
};
