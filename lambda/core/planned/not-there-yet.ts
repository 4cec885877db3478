import type { Answer } from '../model/answer.ts';
import type { Flow } from '../model/flow.ts';
import type { AwsAnswers, KeyOwnership } from '../model/key.ts';
import type { Unknown } from './planned-flow.ts';

export interface Seen {
  /** The flow without the profiles and buckets that are not there. */
  readonly flow: Flow;
  readonly notThere: readonly Unknown[];
}

/**
 * Parts a flow from the connector profiles and buckets that do not exist: what the same deployment makes may come later, so
 * that nothing is known of its key.
 */
export const seenNow = (flow: Flow, { profileSecrets, bucketKeys }: AwsAnswers): Seen => {
  const profile = (name: string) => notThere(profileSecrets, name);
  const bucket = (name: string) => notThere(bucketKeys, name);
  const buckets = [...new Set(flow.buckets.map(({ name }) => name))];
  return {
    flow: {
      ...flow,
      connectorProfiles: flow.connectorProfiles.filter((name) => profile(name) === undefined),
      buckets: flow.buckets.filter(({ name }) => bucket(name) === undefined),
    },
    notThere: [
      ...flow.connectorProfiles.flatMap((name) => told(`the key of connector profile ${name}`, profile(name))),
      ...buckets.flatMap((name) => told(`the default encryption of bucket ${name}`, bucket(name))),
    ],
  };
};

const notThere = (answer: Answer<ReadonlyMap<string, KeyOwnership>>, name: string): string | undefined => {
  const ownership = answer.kind === 'given' ? answer.value.get(name) : undefined;
  return ownership?.kind === 'not-there' ? ownership.because : undefined;
};

const told = (what: string, because: string | undefined): readonly Unknown[] =>
  because === undefined
    ? []
    : [{ what, because: `${because} yet; a flow that refers to it, or has it in DependsOn, is made after it` }];
