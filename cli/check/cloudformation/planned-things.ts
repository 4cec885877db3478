import {
  known,
  type Planned,
  type PlannedBucket,
  type PlannedKeyName,
  type PlannedProfile,
  unknownValue,
} from '../planned.ts';
import type { Reading } from './evaluate.ts';
import { idOfPlanned, keyNameOf } from './key-name.ts';
import { plannedText, propertyOf } from './planned-text.ts';
import { type PlannedResource, valueAt } from './value.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appflow-connectorprofile.html */
export const plannedProfile = (of: PlannedResource, reading: Reading): PlannedProfile => ({
  id: idOfPlanned(of),
  name: nameOf(of, 'ConnectorProfileName', reading),
  key: keyNameOf(propertyOf(of, 'KMSArn', reading), { stack: of.stack, reading, takes: 'arn' }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const plannedBucket = (of: PlannedResource, reading: Reading): PlannedBucket => ({
  id: idOfPlanned(of),
  name: nameOf(of, 'BucketName', reading),
  encryption: encryptionOf(of, reading),
});

/** What S3 does with a bucket of which nothing is said, since January 2023. */
const WITHOUT_KMS: PlannedBucket['encryption'] = known({ algorithm: 'AES256', key: { kind: 'none' } });

const encryptionOf = (of: PlannedResource, reading: Reading): PlannedBucket['encryption'] => {
  const rules = valueAt(propertyOf(of, 'BucketEncryption', reading), 'ServerSideEncryptionConfiguration');
  if (rules.kind === 'nothing') return WITHOUT_KMS;
  if (rules.kind === 'unknown') return rules;
  const [first] = rules.kind === 'list' ? rules.items : [rules];
  const byDefault = first === undefined ? first : valueAt(first, 'ServerSideEncryptionByDefault');
  if (byDefault === undefined || byDefault.kind === 'nothing') return WITHOUT_KMS;
  const algorithm = plannedText(valueAt(byDefault, 'SSEAlgorithm'), reading);
  if (algorithm === undefined) return unknownValue('the default encryption has no SSEAlgorithm', of.resource.line);
  if (algorithm.kind === 'unknown') return algorithm;
  const naming = { stack: of.stack, reading, takes: 'any' } as const;
  const key: PlannedKeyName = keyNameOf(valueAt(byDefault, 'KMSMasterKeyID'), naming);
  return known({ algorithm: algorithm.value, key });
};

const nameOf = (of: PlannedResource, property: string, reading: Reading): Planned<string> =>
  plannedText(propertyOf(of, property, reading), reading) ??
  unknownValue('its name is made up by AWS', of.resource.line);
