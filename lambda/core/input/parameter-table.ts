import {
  accountIds,
  aliasPattern,
  count,
  flag,
  identityPatterns,
  type Kind,
  oneOf,
  roleName,
  rotationPeriod,
} from './parameter-kinds.ts';
import { tagConditions, tagKey, tagKeys } from './tag-kinds.ts';

/** One parameter: everything that the function, the templates and the documentation know of it. */
export interface Row<T, F> {
  readonly kind: Kind<T>;
  /** The value where the parameter is absent. */
  readonly whenAbsent: F;
  /** The default as a template writes it; left out: empty. */
  readonly default?: string;
  /** What an empty parameter means, in words; left out: nothing is demanded. */
  readonly empty?: string;
  readonly meaning: string;
  /** How the console calls it in a stack's form, and in which group. */
  readonly label: string;
  readonly group: ParameterGroup;
}

export type ParameterGroup = 'tags' | 'rotation' | 'access' | 'scope' | 'accounts';

const row = <const T, const F>(parameter: Row<T, F>): Row<T, F> => parameter;

/** The one table of rule parameters, in the order in which they are shown. */
export const ROWS = {
  requiredKeyTags: row({
    kind: tagConditions,
    whenAbsent: undefined,
    empty: 'any one tag whose key does not start with aws:',
    meaning: 'Tags that the key must carry',
    label: 'Required key tags',
    group: 'tags',
  }),
  matchingTags: row({
    kind: tagKeys,
    whenAbsent: [],
    meaning: 'For each of these tags, flow and key must both carry it with the same value',
    label: 'Matching tags',
    group: 'tags',
  }),
  requireRotation: row({
    kind: flag,
    whenAbsent: true,
    default: 'true',
    meaning: 'Judge the rotation of the key at all',
    label: 'Judge rotation',
    group: 'rotation',
  }),
  maxRotationPeriodInDays: row({
    kind: rotationPeriod,
    whenAbsent: undefined,
    meaning: 'The longest rotation period allowed, in days',
    label: 'Maximum rotation period in days',
    group: 'rotation',
  }),
  nonRotatableKeys: row({
    kind: oneOf('reject', 'onDemand', 'allow'),
    whenAbsent: 'reject',
    default: 'reject',
    meaning:
      'Symmetric keys that KMS cannot rotate automatically (imported, CloudHSM, external key store): refuse them, accept an imported one that was rotated on demand in time, or accept them all',
    label: 'Keys that cannot rotate',
    group: 'rotation',
  }),
  checkKeyPolicy: row({
    kind: flag,
    whenAbsent: true,
    default: 'true',
    meaning: 'Refuse a key whose policy admits everyone',
    label: 'Check key policy',
    group: 'access',
  }),
  keyAliasPattern: row({
    kind: aliasPattern,
    whenAbsent: undefined,
    meaning: 'At least one alias of the key matches, for example alias/prod-*-appflow',
    label: 'Pattern of the alias',
    group: 'access',
  }),
  allowedKeyAccounts: row({
    kind: accountIds,
    whenAbsent: undefined,
    empty: 'any account',
    meaning: "Accounts that may own the key; the flow's own account always may",
    label: 'Allowed key accounts',
    group: 'access',
  }),
  maxFlowsPerKey: row({
    kind: count,
    whenAbsent: undefined,
    meaning: 'How many flows of the account and Region may share one key',
    label: 'Maximum flows per key',
    group: 'access',
  }),
  checkConnectorProfiles: row({
    kind: flag,
    whenAbsent: false,
    default: 'false',
    meaning: 'Also require a customer managed key for the secret behind each connector profile of the flow',
    label: 'Check connector profiles',
    group: 'access',
  }),
  checkBuckets: row({
    kind: flag,
    whenAbsent: false,
    default: 'false',
    meaning:
      'Also require a customer managed key as the default encryption of each S3 bucket that the flow names: source, destination, error handling, success responses, intermediate',
    label: 'Check buckets',
    group: 'access',
  }),
  keyUsers: row({
    kind: identityPatterns,
    whenAbsent: undefined,
    empty: 'anybody',
    meaning:
      'Who may decrypt with the key: every identity that the key policy or a grant lets decrypt must match one of these patterns, such as arn:aws:iam::*:role/etl-*',
    label: 'Users of the key',
    group: 'access',
  }),
  keyDuties: row({
    kind: oneOf('any', 'separated', 'strict'),
    whenAbsent: 'any',
    default: 'any',
    meaning:
      'Whether one principal may both administer the key and decrypt with it: anybody may, only account roots and services may, or not even an account root',
    label: 'Duties on the key',
    group: 'access',
  }),
  checkKeyUse: row({
    kind: flag,
    whenAbsent: false,
    default: 'false',
    meaning: 'Also require that the key was in use when the flow last ran, as far as KMS can tell',
    label: 'Check key use',
    group: 'access',
  }),
  flowTagFilter: row({
    kind: tagConditions,
    whenAbsent: [],
    empty: 'every flow',
    meaning: 'Judge only flows that meet all conditions; the others are NOT_APPLICABLE',
    label: 'Flow tag filter',
    group: 'scope',
  }),
  exemptionTag: row({
    kind: tagKey,
    whenAbsent: undefined,
    meaning:
      'A flow that carries this tag with a date (YYYY-MM-DD, UTC) of today or later is NOT_APPLICABLE until the end of that day',
    label: 'Exemption tag',
    group: 'scope',
  }),
  unverified: row({
    kind: oneOf('NON_COMPLIANT', 'NOT_APPLICABLE'),
    whenAbsent: 'NON_COMPLIANT',
    default: 'NON_COMPLIANT',
    meaning: 'The verdict where nothing failed but something could not be read for lack of permission',
    label: 'Verdict on what cannot be read',
    group: 'scope',
  }),
  keyAccountRoleName: row({
    kind: roleName,
    whenAbsent: undefined,
    meaning: "Role assumed in a key's account to read a key of another account",
    label: 'Role in accounts of keys',
    group: 'accounts',
  }),
  executionRoleName: row({
    kind: roleName,
    whenAbsent: undefined,
    meaning: "Role assumed in the event's account when that is not the function's own (organization rules)",
    label: 'Role in accounts of flows',
    group: 'accounts',
  }),
} as const;
