import * as v from 'valibot';
import { name, place } from './world-flows.ts';
import { accountId, date } from './world-keys.ts';

export const evaluationResult = v.strictObject({
  ...place,
  /** Left out, the world's rule: an organization's rule has a name of its own in each account. */
  rule: v.optional(name),
  ResourceType: v.optional(v.string(), 'AWS::AppFlow::Flow'),
  ResourceId: name,
  ComplianceType: v.picklist(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']),
  Annotation: v.optional(v.string()),
  OrderingTimestamp: v.optional(date, '2020-01-01T00:00:00Z'),
  /** Left out, a second after the ordering time. */
  ResultRecordedTime: v.optional(date),
});

/** Who gathers results of other accounts; all of them where none are named. */
export const aggregator = v.strictObject({
  ...place,
  name: v.pipe(v.string(), v.regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, hyphens and underscores')),
  accounts: v.optional(v.pipe(v.array(accountId), v.minLength(1, 'must name an account; leave it out for all'))),
});

const resourceTypes = v.array(name);
const recordingFrequency = v.picklist(['CONTINUOUS', 'DAILY']);

/** The recorder in the field names of DescribeConfigurationRecorders, and whether it runs. */
const recorderDetails = v.strictObject({
  recording: v.optional(v.boolean(), true),
  recordingGroup: v.optional(
    v.strictObject({
      allSupported: v.optional(v.boolean()),
      resourceTypes: v.optional(resourceTypes),
      exclusionByResourceTypes: v.optional(v.strictObject({ resourceTypes })),
      recordingStrategy: v.optional(
        v.strictObject({
          useOnly: v.picklist([
            'ALL_SUPPORTED_RESOURCE_TYPES',
            'INCLUSION_BY_RESOURCE_TYPES',
            'EXCLUSION_BY_RESOURCE_TYPES',
          ]),
        }),
      ),
    }),
    { allSupported: true },
  ),
  recordingMode: v.optional(
    v.strictObject({
      recordingFrequency,
      recordingModeOverrides: v.optional(v.array(v.strictObject({ resourceTypes, recordingFrequency }))),
    }),
    { recordingFrequency: 'CONTINUOUS' },
  ),
});

const onOrOff = v.boolean();

/** Is there a recorder, or what is it like. Not a union, whose errors would not name the field of the details. */
export const recorder = v.lazy((input): typeof onOrOff | typeof recorderDetails =>
  typeof input === 'object' && input !== null ? recorderDetails : onOrOff,
);
