import * as v from 'valibot';
import { worldGrant } from './world-grants.ts';

export const accountId = v.pipe(v.string(), v.regex(/^\d{12}$/, 'must be an account id of 12 digits'));
export const regionName = v.pipe(v.string(), v.regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'must be a Region such as eu-west-1'));

// Not v.record: it drops members of some names, such as constructor, and a tag may have any.
export const tags = v.pipe(
  v.custom<Record<string, string>>((tags) => typeof tags === 'object' && tags !== null && !Array.isArray(tags)),
  v.check((tags) => Object.values(tags).every((value) => typeof value === 'string'), 'must have texts as its values'),
);
export const date = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'must be a date such as 2026-01-15 or 2026-01-15T08:00:00Z'),
);

const keyArn = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    'must be a key ARN such as arn:aws:kms:eu-west-1:111122223333:key/orders',
  ),
);

/**
 * A key in the field names of DescribeKey. Left-out fields make a good key: enabled, symmetric, rotating every year, under
 * the default policy. States, specs and origins are free text, since the rule must also meet values that AWS adds later.
 */
export const worldKey = v.strictObject({
  Arn: keyArn,
  KeyManager: v.optional(v.picklist(['CUSTOMER', 'AWS']), 'CUSTOMER'),
  KeyState: v.optional(v.string(), 'Enabled'),
  Origin: v.optional(v.string(), 'AWS_KMS'),
  KeySpec: v.optional(v.string(), 'SYMMETRIC_DEFAULT'),
  KeyUsage: v.optional(v.string()),
  Description: v.optional(v.string(), ''),
  CreationDate: v.optional(date),
  DeletionDate: v.optional(date),
  MultiRegion: v.optional(v.boolean()),
  MultiRegionConfiguration: v.optional(
    v.looseObject({
      MultiRegionKeyType: v.picklist(['PRIMARY', 'REPLICA']),
      PrimaryKey: v.optional(v.looseObject({ Arn: v.string(), Region: v.string() })),
    }),
  ),
  Rotation: v.optional(
    v.strictObject({
      KeyRotationEnabled: v.boolean(),
      RotationPeriodInDays: v.optional(v.pipe(v.number(), v.integer())),
    }),
    { KeyRotationEnabled: true, RotationPeriodInDays: 365 },
  ),
  Rotations: v.optional(
    v.array(v.strictObject({ RotationDate: date, RotationType: v.picklist(['AUTOMATIC', 'ON_DEMAND']) })),
    [],
  ),
  Tags: v.optional(tags, {}),
  Aliases: v.optional(v.array(v.pipe(v.string(), v.startsWith('alias/', 'must begin with alias/'))), []),
  Policy: v.optional(v.union([v.string(), v.record(v.string(), v.unknown())])),
  Grants: v.optional(v.array(worldGrant), []),
  /** Left out, the key was used just now; an empty object is a key that was never used. */
  KeyLastUsage: v.optional(
    v.union([v.strictObject({ Operation: v.optional(v.string()), Timestamp: date }), v.strictObject({})]),
  ),
  TrackingStartDate: v.optional(date),
  /** What Access Analyzer says of the key's policy; left out, a simple reading of it. */
  CheckNoPublicAccess: v.optional(v.picklist(['PASS', 'FAIL'])),
  SharedWith: v.optional(v.array(accountId), []),
});

export type WorldKey = v.InferOutput<typeof worldKey>;
