import { matchesPattern, type Pattern } from '../model/tags.ts';
import type { PolicyCondition, PolicyStatement } from './document.ts';

/** What gives the data back: the second moves it under a key that the caller reads. */
const DECRYPTING = ['kms:Decrypt', 'kms:ReEncryptFrom'];

const ADMINISTERING = [
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:DeleteImportedKeyMaterial',
];

/**
 * Whether who is admitted by the statement may decrypt, or may let himself: who gives any grant gives it to himself, unless
 * only a service of AWS may be its grantee. Other conditions excuse nobody.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
 */
export const allowsDecryption = (statement: PolicyStatement): boolean =>
  DECRYPTING.some((action) => allows(statement, action)) ||
  (allows(statement, 'kms:CreateGrant') && !statement.conditions.some(leavesGrantsToServices));

/** Whether who is admitted by the statement may change who uses the key, or stop or destroy it. */
export const allowsAdministration = (statement: PolicyStatement): boolean =>
  ADMINISTERING.some((action) => allows(statement, action));

/** A statement with neither list, which IAM refuses, leaves open what it speaks of: it may be everything. */
const allows = ({ effect, actions, excludedActions }: PolicyStatement, action: string): boolean => {
  if (effect !== 'Allow') return false;
  if (actions === undefined && excludedActions === undefined) return true;
  const isNamedBy = (pattern: Pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase());
  return (actions?.some(isNamedBy) ?? false) || (excludedActions !== undefined && !excludedActions.some(isNamedBy));
};

const leavesGrantsToServices = ({ operator, key, values }: PolicyCondition): boolean =>
  operator === 'Bool' &&
  key === 'kms:grantisforawsresource' &&
  values.length > 0 &&
  values.every((value) => value.toLowerCase() === 'true');
