import type { Flow } from '../model/flow.ts';

/** Something of a flow that nobody can know before it is there. */
export interface Unknown {
  /** Such as "the key of the flow". */
  readonly what: string;
  /** A clause in lower case without a full stop. */
  readonly because: string;
}

/** A flow before AWS makes or changes it: what is known of it, and what is not. */
export interface PlannedFlow {
  /** Without tags, profiles and buckets that are not known; names no key where that is not known. */
  readonly flow: Flow;
  readonly name: Unknown | undefined;
  readonly key: Unknown | undefined;
  /** By the key of the tag. */
  readonly tags: ReadonlyMap<string, Unknown>;
  /** Where it may carry any tag. */
  readonly anyTag: Unknown | undefined;
  readonly connectorProfiles: readonly Unknown[];
  readonly buckets: readonly Unknown[];
}
