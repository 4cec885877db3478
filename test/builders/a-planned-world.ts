import {
  known,
  type PlannedAlias,
  type PlannedBucket,
  type PlannedCase,
  type PlannedFile,
  type PlannedFlow,
  type PlannedKey,
  type PlannedProfile,
  type PlannedWorld,
} from '../../cli/check/planned.ts';

const FILE = 'template.yaml';

/** A flow that nothing is wrong with, on the key of a world. */
export const aPlannedFlow = (overrides: Partial<PlannedFlow> = {}): PlannedFlow => ({
  place: { file: FILE, line: 12 },
  resource: 'Orders',
  name: known('orders'),
  key: { kind: 'key', id: 'Lake' },
  tags: known({ Owner: 'data' }),
  profiles: [],
  buckets: [],
  ...overrides,
});

/** A key that nothing is wrong with. */
export const aPlannedKey = (overrides: Partial<PlannedKey> = {}): PlannedKey => ({
  id: 'Lake',
  place: { file: FILE, line: 31 },
  state: known('Enabled'),
  spec: known('SYMMETRIC_DEFAULT'),
  usage: known('ENCRYPT_DECRYPT'),
  origin: known('AWS_KMS'),
  rotation: known({ kind: 'on', periodInDays: 365 }),
  tags: known({ Owner: 'data' }),
  policy: known('default'),
  ...overrides,
});

/** `alias/lake` of the key. */
export const aPlannedAlias = (overrides: Partial<PlannedAlias> = {}): PlannedAlias => ({
  id: 'LakeAlias',
  place: { file: FILE, line: 50 },
  name: known('alias/lake'),
  target: { kind: 'key', id: 'Lake' },
  ...overrides,
});

/** A profile whose secret is under the key. */
export const aPlannedProfile = (overrides: Partial<PlannedProfile> = {}): PlannedProfile => ({
  id: 'Crm',
  name: known('crm-prod'),
  key: { kind: 'key', id: 'Lake' },
  ...overrides,
});

/** A bucket under the key. */
export const aPlannedBucket = (overrides: Partial<PlannedBucket> = {}): PlannedBucket => ({
  id: 'Bucket',
  name: known('company-lake'),
  encryption: known({ algorithm: 'aws:kms', key: { kind: 'key', id: 'Lake' } }),
  ...overrides,
});

/** A flow and its key, in an account and Region that the file tells. */
export const aPlannedWorld = (overrides: Partial<PlannedWorld> = {}): PlannedWorld => ({
  account: known('111122223333'),
  region: known('eu-west-1'),
  flows: [aPlannedFlow()],
  keys: [aPlannedKey()],
  aliases: [],
  profiles: [],
  buckets: [],
  ...overrides,
});

export const aPlannedCase = (overrides: Partial<PlannedCase> = {}): PlannedCase => ({
  condition: '',
  world: aPlannedWorld(),
  ...overrides,
});

export const aPlannedFile = (overrides: Partial<PlannedFile> = {}): PlannedFile => ({
  file: FILE,
  cases: [aPlannedCase()],
  notes: [],
  ...overrides,
});
