import { REASON_CODES } from '../model/reasons.ts';
import { bucketsUseCmk } from './buckets-use-cmk.ts';
import type { Check, CheckDescription } from './check.ts';
import { credentialsUseCmk } from './credentials-use-cmk.ts';
import { dutiesAreSeparated } from './duties-are-separated.ts';
import { keyAccountIsAllowed } from './key-account-is-allowed.ts';
import { keyAliasIsConventional } from './key-alias-is-conventional.ts';
import { keyCanRotate } from './key-can-rotate.ts';
import { keyIsCustomerManaged } from './key-is-customer-managed.ts';
import { keyIsNotOvershared } from './key-is-not-overshared.ts';
import { keyIsSymmetric } from './key-is-symmetric.ts';
import { keyIsTagged } from './key-is-tagged.ts';
import { keyIsUsable } from './key-is-usable.ts';
import { keyPolicyIsClosed } from './key-policy-is-closed.ts';
import { keyRotates } from './key-rotates.ts';
import { keyRotatesOnDemand } from './key-rotates-on-demand.ts';
import { keyUsersAreAllowed } from './key-users-are-allowed.ts';
import { keyWasSeenInUse } from './key-was-seen-in-use.ts';
import { tagsMatch } from './tags-match.ts';

/** The checks of a customer managed key, in the order in which what they saw is told. */
export const KEY_CHECKS: readonly Check[] = [
  keyIsUsable,
  keyIsSymmetric,
  keyPolicyIsClosed,
  keyUsersAreAllowed,
  dutiesAreSeparated,
  keyRotates,
  keyCanRotate,
  keyRotatesOnDemand,
  keyIsTagged,
  tagsMatch,
  keyAliasIsConventional,
  keyIsNotOvershared,
  credentialsUseCmk,
  bucketsUseCmk,
  keyWasSeenInUse,
];

const placeOf = ({ reasons }: CheckDescription): number =>
  Math.min(...reasons.map((code) => REASON_CODES.indexOf(code)));

/** Every check, in the order of its reasons, as the documentation lists them; the two that find the key end the list. */
export const CHECKS: readonly CheckDescription[] = [keyIsCustomerManaged, keyAccountIsAllowed, ...KEY_CHECKS].sort(
  (a, b) => placeOf(a) - placeOf(b),
);
