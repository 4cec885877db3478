import type { RuleParameters } from '../input/rule-parameters.ts';
import type { Refused } from '../model/answer.ts';
import type { Flow } from '../model/flow.ts';
import { type Key, type KeyLookup, nameOfKey } from '../model/key.ts';
import { isReservedAlias, type KeyReference, type NamedKey, nameOfReference } from '../model/key-reference.ts';
import type { Reason } from '../model/reasons.ts';
import { type CheckDescription, unverified } from './check.ts';
import { mayOwnKeys } from './key-account-is-allowed.ts';

export const keyIsCustomerManaged = {
  name: 'key-is-customer-managed',
  goodState: 'The flow is encrypted with a key that the customer manages',
  reasons: ['NO_CMK', 'KEY_NOT_FOUND', 'AWS_MANAGED_KEY'],
  parameters: ['keyAccountRoleName'],
} as const satisfies CheckDescription;

/** What a name of a key says before anything is asked of KMS: whom to ask, or why nobody needs to. */
export type NamedKeyVerdict =
  | { readonly kind: 'ask'; readonly reference: KeyReference }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-an-arn'; readonly text: string }
  | { readonly kind: 'aws-managed' | 'account-not-allowed'; readonly reference: KeyReference };

/** Whom to ask about a key; nobody where its name decides already, or where nothing may be asked of its account. */
export const whomToAsk = (
  named: NamedKey,
  flowAccount: string,
  parameters: Pick<RuleParameters, 'allowedKeyAccounts'>,
): NamedKeyVerdict => {
  if (named.kind !== 'reference') return named;
  const { reference } = named;
  if (isReservedAlias(reference)) return { kind: 'aws-managed', reference };
  return mayOwnKeys(reference.account, flowAccount, parameters)
    ? { kind: 'ask', reference }
    : { kind: 'account-not-allowed', reference };
};

/** The key to ask KMS about, or the reason that ends the list before anything is asked. */
export const keyToAskAbout = (
  { key, where }: Flow,
  parameters: Pick<RuleParameters, 'allowedKeyAccounts'>,
): { readonly reference: KeyReference } | { readonly reason: Reason } => {
  const verdict = whomToAsk(key, where.account, parameters);
  switch (verdict.kind) {
    case 'ask':
      return { reference: verdict.reference };
    case 'none':
      return { reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" } };
    case 'not-an-arn':
      return {
        reason: {
          code: 'KEY_NOT_FOUND',
          problem: `what the flow names as its key is not a KMS ARN: ${verdict.text}`,
        },
      };
    case 'aws-managed':
      return {
        reason: { code: 'AWS_MANAGED_KEY', problem: `${nameOfReference(verdict.reference)} is managed by AWS` },
      };
    case 'account-not-allowed': {
      const { reference } = verdict;
      const problem = `account ${reference.account} may not own ${nameOfReference(reference)}`;
      return { reason: { code: 'KEY_ACCOUNT_NOT_ALLOWED', problem } };
    }
  }
};

/**
 * The customer's key, or the reason that ends the list: without one there is nothing else to judge. A key ARN proves nothing,
 * since AppFlow can name its own default key: KMS says who manages it.
 */
export const customerKeyIn = (
  lookup: KeyLookup,
  reference: KeyReference,
): { readonly key: Key } | { readonly reason: Reason } => {
  switch (lookup.kind) {
    case 'missing':
      return { reason: { code: 'KEY_NOT_FOUND', problem: missing(reference) } };
    case 'refused':
      return { reason: keyUnverified(reference, lookup) };
    case 'found':
      return lookup.key.manager === 'CUSTOMER'
        ? { key: lookup.key }
        : { reason: { code: 'AWS_MANAGED_KEY', problem: `${nameOfKey(lookup.key)} is managed by AWS` } };
  }
};

const missing = (reference: KeyReference): string =>
  `KMS in ${reference.region} knows no ${nameOfReference(reference)} of account ${reference.account}`;

const keyUnverified = ({ arn }: KeyReference, refused: Refused): Reason => unverified(`the key ${arn}`, refused);
