import { isUsable } from '../../lambda/core/model/key.ts';
import { nameOfReference } from '../../lambda/core/model/key-reference.ts';
import { isoSecond } from '../audit/iso-second.ts';
import type { Deed, ToldUse } from './impact.ts';
import type { KeyReading } from './readings.ts';
import type { Told } from './told.ts';

/** What a reader should know of the key besides, each a whole sentence. */
export const notesOn = (key: KeyReading, deed: Deed): readonly string[] => [
  ...notesOnState(key),
  ...notesOnFamily(key, deed),
  ...(deed === 'deleted'
    ? [
        'KMS deletes a key after a waiting period of 7 to 30 days, but the key stops working on the day that its deletion is scheduled; until it ends, the deletion can be cancelled.',
      ]
    : []),
  ...(key.aliases.kind === 'refused' ? [`The aliases of the key are not known: ${key.aliases.because}.`] : []),
];

const notesOnState = ({ lookup, reference }: KeyReading): readonly string[] => {
  if (lookup.kind === 'missing') {
    return [
      `KMS knows no ${nameOfReference(reference)} in account ${reference.account} and Region ${reference.region}: it may be deleted already.`,
    ];
  }
  if (lookup.kind === 'refused') {
    return [
      `KMS did not tell of the key: ${lookup.because}.`,
      ...(reference.names === 'alias'
        ? [
            'The alias could not be followed to its key: whatever names a key of its account and Region by another name may hang on it.',
          ]
        : []),
    ];
  }
  const { key } = lookup;
  return [
    ...(isUsable(key) ? [] : [`The key is ${key.state} already: what hangs on it stands still now.`]),
    ...(key.deletionDate === undefined
      ? []
      : [`KMS deletes it on ${isoSecond(key.deletionDate)}, unless the deletion is cancelled.`]),
    ...(key.manager === 'AWS' ? ['AWS manages this key: nobody else can disable or delete it.'] : []),
  ];
};

const notesOnFamily = ({ family: { role, related } }: KeyReading, deed: Deed): readonly string[] => {
  if (role === 'unknown' || role === 'single-Region') return [];
  const others = related.map(({ region }) => region).join(', ');
  const alone = `It is the ${role} of a multi-Region key: what is done to it stops what hangs on it in its own Region only${
    related.length === 0 ? '' : `, the keys in ${others} go on working`
  }.`;
  if (deed === 'disabled' || role === 'replica') return [alone];
  return [
    alone,
    ...(related.length === 0
      ? []
      : ['KMS deletes a primary key only after all its replicas, but it stops working when that is scheduled.']),
  ];
};

/** Where something may hang on the key that nobody looked at; with the last use, the one trace of it. */
export const blindSpots = (lastUse: Told<ToldUse>): readonly string[] => [
  `Other services that use the key are not read, only AppFlow, and the secrets and buckets of its flows. They show by its last use alone: ${lastUseIn(lastUse)}.`,
  'KMS tells of a use up to an hour late, and of none where a service kept a data key. Disable a key first and watch what fails, before it is deleted.',
  'Of a bucket the default encryption is read: objects that were put under another key, or under this one in a bucket with another default, are not seen. Nor are buckets that no flow names.',
  'Accounts and Regions that were not read may have flows on the key, too.',
  'The next run is counted from the start of a schedule, in days of 24 hours: AWS calls the time zone a label, and does not tell how runs are counted.',
];

const lastUseIn = (lastUse: Told<ToldUse>): string => {
  if (!('value' in lastUse)) return `it could not be read (${lastUse.because})`;
  const { at, operation, trackedSince, neverUsed } = lastUse.value;
  if (at !== undefined) return `${at}${operation === undefined ? '' : `, ${operation}`}, by whichever service`;
  return neverUsed === true ? 'the key was never used' : `none since ${trackedSince}, and nothing is known of before`;
};
