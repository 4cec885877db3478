import type { FlowBucket } from '../../lambda/core/model/flow.ts';
import type { FlowDetails } from './flow-details.ts';
import type { Deed, ImpactKey, Tie } from './impact.ts';

/** What a deed means: for how long, and whether anything brings it back. */
export interface Loss {
  /** Such as "until the key is enabled again". */
  readonly howLong: string;
  readonly forGood: boolean;
}

/**
 * Disabling can be undone. So can the deletion of a replica: it can be made again from its primary key. A primary key
 * is only deleted after all its replicas.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-delete.html
 */
export const lossBy = (deed: Deed, role: ImpactKey['role']): Loss => {
  if (deed === 'disabled') return { howLong: 'until the key is enabled again', forGood: false };
  return role === 'replica'
    ? { howLong: 'until the replica is made again from its primary key', forGood: false }
    : { howLong: 'for good', forGood: true };
};

const isWritten = ({ role }: FlowBucket): boolean => role !== 'source';

/** What a flow loses by each of its ties, each a clause without a full stop. */
export const effectsOn = (
  { buckets }: Pick<FlowDetails, 'buckets'>,
  ties: readonly Tie[],
  loss: Loss,
): readonly string[] => ties.flatMap((tie) => effectsBy(tie, buckets, loss));

const effectsBy = (tie: Tie, buckets: readonly FlowBucket[], { howLong, forGood }: Loss): readonly string[] => {
  switch (tie.by) {
    case 'key':
      return [
        forGood
          ? 'its runs fail for good: no flow can be given another key, it has to be made anew'
          : `its runs fail ${howLong}`,
        ...namesOf(buckets.filter(isWritten)).map(
          (name) => `what it wrote to bucket ${name} under the key is unreadable ${howLong}`,
        ),
      ];
    case 'connector profile':
      return [`it cannot sign in with connector profile ${tie.name} ${howLong}`];
    case 'bucket':
      return [
        tie.role === 'source'
          ? `it cannot read objects of bucket ${tie.name} that are under the key ${howLong}`
          : `it may fail to write to bucket ${tie.name} (${tie.role}) ${howLong}`,
      ];
  }
};

/**
 * Whether objects in a bucket are lost: those that the flow wrote under its key, or those that are under the key
 * anyway.
 */
export const losesData = (
  { buckets }: Pick<FlowDetails, 'buckets'>,
  ties: readonly Tie[],
  { forGood }: Loss,
): boolean => forGood && ties.some(({ by }) => by === 'bucket' || (by === 'key' && buckets.some(isWritten)));

export const effectOnProfile = ({ howLong, forGood }: Loss): string =>
  forGood
    ? 'its credentials are unreadable for good: it has to be made anew, and flows that use it cannot sign in until then'
    : `its credentials are unreadable ${howLong}: flows that use it cannot sign in`;

export const effectOnBucket = ({ howLong }: Loss): string =>
  `objects that were put under its default encryption are unreadable ${howLong}, and new ones are refused unless they name another key`;

const namesOf = (buckets: readonly FlowBucket[]): readonly string[] => [...new Set(buckets.map(({ name }) => name))];
