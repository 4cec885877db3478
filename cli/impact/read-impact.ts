import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { KeyReference } from '../../lambda/core/model/key-reference.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import { readKey } from '../aws/key-reading.ts';
import type { Deed, Impact } from './impact.ts';
import { KeyArgumentError } from './key-argument.ts';
import { createReadBucket, readPlace } from './read-place.ts';
import type { PlaceReading } from './readings.ts';
import { toImpact } from './to-impact.ts';

/**
 * Has every place of a selection read, and tells those that were not, with their cause: whatever it tells as read is left to what
 * was read there.
 */
export type WalkPlaces = (readPlace: (aws: Aws) => Promise<void>) => Promise<readonly Omit<AuditedPlace, 'flows'>[]>;

export interface ImpactQuestion {
  readonly key: KeyReference;
  readonly if: Deed;
  /** As of when next runs are counted. */
  readonly at: Date;
}

/**
 * What stops, and when, if a key is disabled or deleted. `askingKms` asks about the key, best from the account that owns it.
 * `concurrency`: calls at one time in each place, of DescribeFlow to begin with. Rejects as `walkPlaces` does, and with a
 * KeyArgumentError where KMS knows no such alias; what else AWS did not tell is named in the impact.
 */
export const readImpact = async (
  question: ImpactQuestion,
  askingKms: Aws,
  walkPlaces: WalkPlaces,
  concurrency: number,
): Promise<Impact> => {
  const key = await readKey(askingKms, question.key);
  if (key.lookup.kind === 'missing' && question.key.names === 'alias')
    throw new KeyArgumentError(noSuchAlias(question.key));
  const readBucket = createReadBucket();
  const readings: PlaceReading[] = [];
  const walked = await walkPlaces(
    async (aws) => void readings.push(await readPlace(aws, key, concurrency, readBucket)),
  );
  const others = walked.flatMap((place) => (place.status === 'read' ? [] : [{ ...place, flows: 0 }]));
  return toImpact(question.if, question.at, key, readings.toSorted(byPlace), others);
};

const byPlace = ({ place: a }: PlaceReading, { place: b }: PlaceReading): number =>
  `${a.account} ${a.region}` < `${b.account} ${b.region}` ? -1 : 1;

const noSuchAlias = ({ id, account, region }: KeyReference): string =>
  `KMS knows no ${id} in account ${account} and Region ${region}: KEY must be an alias or a key that is there`;
