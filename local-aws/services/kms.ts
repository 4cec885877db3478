import type { Service } from '../operation.ts';
import { listGrants } from './kms-grants.ts';
import { getKeyLastUsage } from './kms-last-usage.ts';
import {
  describeKey,
  getKeyPolicy,
  getKeyRotationStatus,
  listAliases,
  listKeyRotations,
  listKeys,
  listResourceTags,
} from './kms-reads.ts';
import { cancelKeyDeletion, enableKey, enableKeyRotation, tagResource } from './kms-writes.ts';

export const kms: Service = {
  name: 'kms',
  signingName: 'kms',
  protocol: 'json-1.1',
  target: 'TrentService',
  internalError: 'KMSInternalException',
  messageMember: 'message',
  operations: {
    DescribeKey: describeKey,
    GetKeyLastUsage: getKeyLastUsage,
    GetKeyRotationStatus: getKeyRotationStatus,
    ListResourceTags: listResourceTags,
    GetKeyPolicy: getKeyPolicy,
    ListAliases: listAliases,
    ListKeyRotations: listKeyRotations,
    ListGrants: listGrants,
    ListKeys: listKeys,
    EnableKeyRotation: enableKeyRotation,
    EnableKey: enableKey,
    CancelKeyDeletion: cancelKeyDeletion,
    TagResource: tagResource,
  },
};
