import type { AccountRegion } from './account-region.ts';
import type { Refused } from './answer.ts';
import type { NamedKey } from './key-reference.ts';
import type { Tags } from './tags.ts';

/** How AWS Config calls a flow. */
export const FLOW_TYPE = 'AWS::AppFlow::Flow';

/** What a flow uses a bucket for. */
export type BucketRole = 'source' | 'destination' | 'error handling' | 'success responses' | 'intermediate';

export interface FlowBucket {
  readonly name: string;
  readonly role: BucketRole;
}

/** A flow as AppFlow describes it; https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html */
export interface Flow {
  readonly name: string;
  readonly arn: string;
  readonly where: AccountRegion;
  /** What the flow names as its key. Presence proves nothing: AppFlow can name its own default key here. */
  readonly key: NamedKey;
  readonly tags: Tags;
  /** The profiles of its source and its destinations, each once. */
  readonly connectorProfiles: readonly string[];
  /** The buckets that its definition names, each once for each of its roles. */
  readonly buckets: readonly FlowBucket[];
  /** How its most recent run ended; nothing where it never ran. */
  readonly lastRunStatus: string | undefined;
}

/** The answer to "what is this flow?". */
export type FlowLookup =
  | { readonly kind: 'found'; readonly flow: Flow }
  | { readonly kind: 'gone'; readonly because: string }
  | Refused;
