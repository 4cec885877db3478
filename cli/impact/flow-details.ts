import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import type { FlowBucket } from '../../lambda/core/model/flow.ts';
import type { NamedKey } from '../../lambda/core/model/key-reference.ts';

/**
 * When a flow runs by itself. `expression` is as somebody wrote it, and hostile text like every name.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_ScheduledTriggerProperties.html
 */
export interface Schedule {
  readonly expression: string;
  /** No run begins before, none after. */
  readonly start: Date | undefined;
  readonly end: Date | undefined;
  /** How much later than its turn each run begins. */
  readonly offsetInSeconds: number;
  /** By AWS's word a label that people read times by: it moves no run. */
  readonly timezone: string | undefined;
  /** `Incremental` or `Complete`. */
  readonly pullMode: string | undefined;
  /** From when on the first run takes records; it moves no run either. */
  readonly recordsFrom: Date | undefined;
}

/** What makes a flow run; `other` is a type that this version does not know. */
export type Trigger =
  | { readonly type: 'OnDemand' }
  | { readonly type: 'Event' }
  | { readonly type: 'Scheduled'; readonly schedule: Schedule }
  | { readonly type: 'other'; readonly name: string };

/** A flow with all that tells when it runs and what it needs a key for. */
export interface FlowDetails {
  readonly name: string;
  readonly arn: string;
  readonly where: AccountRegion;
  readonly key: NamedKey;
  /** As AppFlow names it, such as `Active`. */
  readonly status: string;
  /** Why AppFlow suspended it, or stopped it after an error. */
  readonly statusMessage: string | undefined;
  readonly trigger: Trigger;
  /** Its most recent run; nothing where it never ran. */
  readonly lastRun: LastRun | undefined;
  /** The profiles of its source and its destinations, each once. */
  readonly connectorProfiles: readonly string[];
  /** The buckets that its definition names, each once for each of its roles. */
  readonly buckets: readonly FlowBucket[];
}

export interface LastRun {
  readonly at: Date | undefined;
  readonly status: string | undefined;
}
