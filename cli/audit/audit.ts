import type { ReasonCode, SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { Verdict } from '../../lambda/core/verdict.ts';

/** The version of the shape below: a reader refuses every other one. */
export const AUDIT_FORMAT = 'appflow-flow-cmk/audit/1';

/** How all flows of some accounts and Regions stand: what every output shows, and what `--baseline` reads. */
export interface Audit {
  readonly format: typeof AUDIT_FORMAT;
  /** The version of this command. */
  readonly version: string;
  /** As of when it was judged, ISO 8601 in UTC to the second. */
  readonly at: string;
  /** Every place was read, skipped or not enabled, and every flow got a verdict. */
  readonly complete: boolean;
  /** Somebody stopped it: what is here stands, the rest was never asked for. */
  readonly interrupted?: true;
  /** The rule whose parameters these are, where they were taken from a deployed one. */
  readonly rule?: AuditedRule;
  /** Rule parameters by name, as they were given; left-out ones have their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly places: readonly AuditedPlace[];
  /** Every listed flow that was judged, those that are not applicable included. */
  readonly flows: readonly AuditedFlow[];
  /** Each key that a flow led to, once, as far as it was read. */
  readonly keys: readonly AuditedKey[];
  readonly unjudged: readonly UnjudgedFlow[];
  /** What a reader should know besides, each a whole sentence: mutes that have expired or fit nothing, what the source cannot tell. */
  readonly notes: readonly string[];
}

export interface AuditedRule {
  readonly name: string;
  readonly arn: string;
}

/** An account in a Region. */
export interface AuditedPlace {
  readonly account: string;
  /** The account's name in its organization. */
  readonly accountName?: string;
  /** `all` where it was to be every Region and the account did not tell which it has. */
  readonly region: string;
  readonly status: 'read' | 'unreadable' | 'skipped' | 'not-enabled';
  /** How many flows were listed. */
  readonly flows: number;
  /** A clause in lower case without a full stop; absent where the place was read. */
  readonly because?: string;
}

export interface AuditedFlow {
  readonly account: string;
  readonly region: string;
  readonly flow: string;
  readonly arn: string;
  readonly verdict: Verdict['complianceType'];
  /** To the letter what the rule puts to AWS Config. */
  readonly annotation: string;
  /** The highest of its reasons; INFORMATIONAL where it has none. */
  readonly severity: SeverityLabel;
  readonly reasons: readonly AuditedReason[];
  /** The key behind the flow, where one is known; more of it stands in `keys`. */
  readonly key?: { readonly arn: string; readonly state: string };
  /** The flow's own. */
  readonly tags: Readonly<Record<string, string>>;
  /** Against a baseline; absent where there was nothing to tell. */
  readonly change?: 'new' | 'still' | 'fixed';
  /** Where all its reasons are: the mute that ends first. */
  readonly muted?: Muted;
  /** Some codes were cut off in the annotation that this was read from, so that reasons may be missing. */
  readonly truncated?: true;
}

export interface AuditedReason {
  readonly code: ReasonCode;
  readonly severity: SeverityLabel;
  /** A clause in lower case without a full stop. */
  readonly problem: string;
  /** What to do, likewise without a full stop, but with a capital. */
  readonly remedy: string;
  readonly change?: 'new' | 'still';
  readonly muted?: Muted;
}

/** Somebody's decision not to act on a reason until the end of a day. */
export interface Muted {
  /** A day, YYYY-MM-DD, UTC. */
  readonly until: string;
  readonly because: string;
}

export interface AuditedKey {
  readonly arn: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: string;
  readonly spec: string;
  readonly origin: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; only while it is pending deletion. */
  readonly deletionDate?: string;
  /** The primary key of a multi-Region replica. */
  readonly primaryArn?: string;
  /** Absent where it was not read. */
  readonly rotation?: { readonly kind: 'on'; readonly periodInDays: number } | { readonly kind: 'off' | 'impossible' };
  /** Absent where they were not read; so are aliases and users. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly aliases?: readonly string[];
  /** Who may decrypt by the key policy and, where they were read, the grants. */
  readonly users?: readonly string[];
  /** US dollars, requests apart. */
  readonly monthlyCost: number;
}

/** A flow that AWS gave no answer to rely on about. */
export interface UnjudgedFlow {
  readonly account: string;
  readonly region: string;
  readonly flow: string;
  readonly because: string;
}
