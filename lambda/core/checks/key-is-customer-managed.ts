import { NOT_READ } from '../fact.ts';
import type { Flow } from '../flow.ts';
import { type Key, type KeyReading, nameOfKey } from '../key.ts';
import type { Reason } from '../reasons.ts';
import { type CheckDescription, unverified } from './check.ts';

export const keyIsCustomerManaged = {
  name: 'key-is-customer-managed',
  goodState: 'The flow is encrypted with a key that the customer manages',
  reasons: ['NO_CMK', 'KEY_NOT_FOUND', 'AWS_MANAGED_KEY'],
  parameters: ['keyAccountRoleName'],
} as const satisfies CheckDescription;

/**
 * The first question, and the end of the list where its answer is bad: without a customer's key there is nothing else
 * to judge. A key ARN proves nothing, since AppFlow can name its own default key: KMS says who manages it.
 */
export const findCustomerKey = (
  flow: Flow,
  reading: KeyReading | undefined,
): { readonly key: Key } | { readonly reason: Reason } => {
  if (flow.kmsArn === undefined) {
    return { reason: { code: 'NO_CMK', problem: "the flow names no key, so AppFlow's default key encrypts it" } };
  }
  const what = `the key ${flow.kmsArn}`;
  if (reading === undefined) return { reason: unverified(what, NOT_READ) };
  switch (reading.kind) {
    case 'missing':
      return { reason: { code: 'KEY_NOT_FOUND', problem: reading.because } };
    case 'aws-managed':
      return { reason: { code: 'AWS_MANAGED_KEY', problem: reading.because } };
    case 'account-not-allowed':
      return { reason: { code: 'KEY_ACCOUNT_NOT_ALLOWED', problem: reading.because } };
    case 'unreadable':
      return { reason: unverified(what, reading) };
    case 'known':
      return reading.key.manager === 'CUSTOMER'
        ? { key: reading.key }
        : { reason: { code: 'AWS_MANAGED_KEY', problem: `${nameOfKey(reading.key)} is managed by AWS` } };
  }
};
