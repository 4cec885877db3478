import { isRecorded, type Operation } from '../operation.ts';
import type { KeyRecord } from '../state.ts';
import { createdAt, epochSeconds } from './kms-key-metadata.ts';
import { namedKey } from './kms-reads.ts';

/** When KMS began to keep count of use. */
const TRACKING_BEGAN = '2026-04-23';

/**
 * When a key last worked; `KeyLastUsage` of one that was never used is empty, not absent. Takes no alias, and answers the key's
 * own account only. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
export const getKeyLastUsage: Operation = (call) => {
  const key = namedKey(call, { action: 'kms:GetKeyLastUsage' });
  const created = createdAt(key, call.now);
  const began = isRecorded(call) ? undefined : Math.max(created, epochSeconds(TRACKING_BEGAN));
  return {
    KeyId: key.keyId,
    KeyCreationDate: created,
    TrackingStartDate: key.TrackingStartDate === undefined ? began : epochSeconds(key.TrackingStartDate),
    KeyLastUsage: lastUsage(key, call.now),
  };
};

const lastUsage = ({ KeyLastUsage: usage = { Timestamp: undefined } }: KeyRecord, now: number) => {
  if (!('Timestamp' in usage)) return {};
  return {
    Operation: 'GenerateDataKey',
    KmsRequestId: '8f6d3a52-0c1b-4e7d-9a54-2b7c1d0e9f31',
    CloudTrailEventId: '3c9e1b7a-5d42-4f08-8b6e-7a1f0d2c4e95',
    ...usage,
    Timestamp: usage.Timestamp === undefined ? Math.floor(now / 1000) : epochSeconds(usage.Timestamp),
  };
};
