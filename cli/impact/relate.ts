import type { KeyLookup } from '../../lambda/core/model/key.ts';
import {
  isReservedAlias,
  type KeyReference,
  type NamedKey,
  nameOfReference,
} from '../../lambda/core/model/key-reference.ts';
import type { KeyReading, Relation } from './readings.ts';

const ON: Relation = { kind: 'on' };
const OFF: Relation = { kind: 'off' };

/** Whether what names a key means the one that is asked about. Never rejects. */
export type Relate = (named: NamedKey) => Promise<Relation>;

/**
 * An alias leads to a key of its own account and Region, so that only those of the same place are followed. Where KMS
 * did not tell which key the alias means that was asked about, every other name of a key there may mean it. `lookUpKey`
 * may not reject.
 */
export const createRelate =
  ({ reference: asked, lookup }: KeyReading, lookUpKey: (reference: KeyReference) => Promise<KeyLookup>): Relate =>
  async (named) => {
    if (named.kind !== 'reference' || isReservedAlias(named.reference)) return OFF;
    const { reference } = named;
    if (!isSamePlace(reference, asked)) return OFF;
    if (reference.arn === asked.arn) return ON;
    const arn = lookup.kind === 'found' ? lookup.key.arn : asked.names === 'key' ? asked.arn : undefined;
    if (arn === undefined) {
      return unsure(`it names ${nameOfReference(reference)}, and which key ${asked.id} means is not known`);
    }
    if (reference.names === 'key') return reference.arn === arn ? ON : OFF;
    const behind = await lookUpKey(reference);
    switch (behind.kind) {
      case 'found':
        return behind.key.arn === arn ? ON : OFF;
      case 'missing':
        return OFF;
      case 'refused':
        return unsure(`it names ${nameOfReference(reference)}, which could not be followed: ${behind.because}`);
    }
  };

const unsure = (because: string): Relation => ({ kind: 'unsure', because });

const isSamePlace = (a: KeyReference, b: KeyReference): boolean =>
  a.partition === b.partition && a.account === b.account && a.region === b.region;
