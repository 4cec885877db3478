import type { Unreadable } from './fact.ts';
import type { Tags } from './patterns.ts';

/** A flow as AppFlow describes it; https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html */
export interface Flow {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  /** What the flow names as its key. Presence proves nothing: AppFlow can name its own default key here. */
  readonly kmsArn?: string;
  readonly tags: Tags;
  /** The profiles of its source and its destinations, each once. */
  readonly connectorProfiles: readonly string[];
}

export type FlowReading =
  | { readonly kind: 'known'; readonly flow: Flow }
  | { readonly kind: 'gone'; readonly because: string }
  | Unreadable;
