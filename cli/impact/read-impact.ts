import pLimit from 'p-limit';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { KeyReference } from '../../lambda/core/model/key-reference.ts';
import type { AuditedPlace } from '../audit/audit.ts';
import { readKey } from '../aws/key-reading.ts';
import type { Deed, Impact } from './impact.ts';
import { KeyArgumentError } from './key-argument.ts';
import { createReadBucket, readPlace } from './read-place.ts';
import type { PlaceReading } from './readings.ts';
import { toImpact } from './to-impact.ts';

/** An account in a Region to be read; or why it is not, which the impact tells. */
export type ImpactPlace = { readonly aws: Aws } | AuditedPlace;

export interface ImpactQuestion {
  readonly key: KeyReference;
  readonly if: Deed;
  /** As of when next runs are counted. */
  readonly at: Date;
}

export interface ImpactLimits {
  /** Calls at one time in each place, of DescribeFlow to begin with. */
  readonly concurrency: number;
  readonly placesAtOneTime: number;
}

/**
 * What stops, and when, if a key is disabled or deleted. `askingKms` asks about the key, best from the account that
 * owns it: `placeToAskFrom` finds it. Rejects as `places` does, and with a KeyArgumentError where KMS knows no such
 * alias; what else AWS did not tell is named in the impact.
 */
export const readImpact = async (
  question: ImpactQuestion,
  askingKms: Aws,
  places: Iterable<ImpactPlace> | AsyncIterable<ImpactPlace>,
  { concurrency, placesAtOneTime }: ImpactLimits,
): Promise<Impact> => {
  const key = await readKey(askingKms, question.key);
  if (key.lookup.kind === 'missing' && question.key.names === 'alias')
    throw new KeyArgumentError(noSuchAlias(question.key));
  const readBucket = createReadBucket();
  const limit = pLimit(placesAtOneTime);
  const readings: Promise<PlaceReading>[] = [];
  const others: AuditedPlace[] = [];
  for await (const place of places) {
    if ('aws' in place) readings.push(limit(() => readPlace(place.aws, key, concurrency, readBucket)));
    else others.push(place);
  }
  return toImpact(question.if, question.at, key, await Promise.all(readings), others);
};

const noSuchAlias = ({ id, account, region }: KeyReference): string =>
  `KMS knows no ${id} in account ${account} and Region ${region}: KEY must be an alias or a key that is there`;

/** Of several places the one that KMS answers best: the key's account and Region, else its account, else the first. */
export const placeToAskFrom = ({ account, region }: KeyReference, places: readonly Aws[]): Aws | undefined =>
  places.find(({ where }) => where.account === account && where.region === region) ??
  places.find(({ where }) => where.account === account) ??
  places[0];
