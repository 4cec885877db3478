import pLimit from 'p-limit';
import { listFlows } from '../../lambda/aws/appflow-flows.ts';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import { CALLS } from '../../lambda/aws/calls.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import type { Lookups } from '../../lambda/aws/lookups.ts';
import type { Key } from '../../lambda/core/model/key.ts';
import { isReservedAlias, type KeyReference, nameOfReference } from '../../lambda/core/model/key-reference.ts';
import { messageOf, plainText } from '../../lambda/core/model/text.ts';
import { readFlowKeys } from '../../lambda/select/flow-keys.ts';
import type { Counts } from './count-lines.ts';

export interface Counted extends Counts {
  /** Some customer managed key of this account that could be described, to try on it what else may be read. */
  readonly someKey?: Key;
}

/** KMS allows thousands a second; this is what one account's preflight needs of them. */
const KEYS_AT_ONE_TIME = 8;

/** Lists and describes every flow, and describes every key that they name. Never throws: what fails is counted as unread. */
export const countFlowsAndKeys = async (aws: Aws, lookups: Pick<Lookups, 'flow' | 'key'>): Promise<Counted> => {
  const unreadFlows = new Map<string, string[]>();
  const unreadKeys = new Map<string, string[]>();
  const references = new Map<string, KeyReference>();
  let flows = 0;

  const counting = async function* () {
    for await (const name of listFlows(aws)) {
      flows += 1;
      yield name;
    }
  };
  try {
    const { named, failed } = await readFlowKeys(counting(), async (name) => {
      const lookup = await lookups.flow(name);
      if (lookup.kind === 'refused') note(unreadFlows, lookup.because, name);
      return lookup;
    });
    for (const { flowName, cause } of failed) note(unreadFlows, causeOf(cause), flowName);
    for (const key of named.values()) {
      if (key.kind === 'reference' && !isReservedAlias(key.reference)) references.set(key.reference.arn, key.reference);
    }
  } catch (error) {
    return { flows, keys: 0, unreadFlows, unreadKeys, unlistedBecause: unlisted(error) };
  }

  const keys = new Set<string>();
  let someKey: Key | undefined;
  const readKey = async (reference: KeyReference): Promise<void> => {
    try {
      const lookup = await lookups.key(reference);
      if (lookup.kind === 'refused') {
        note(unreadKeys, lookup.because, nameOfReference(reference));
        keys.add(reference.arn);
      }
      if (lookup.kind === 'found') {
        keys.add(lookup.key.arn);
        if (lookup.key.manager === 'CUSTOMER' && lookup.key.account === aws.where.account) someKey ??= lookup.key;
      }
    } catch (error) {
      note(unreadKeys, causeOf(error), nameOfReference(reference));
      keys.add(reference.arn);
    }
  };
  const limit = pLimit(KEYS_AT_ONE_TIME);
  await Promise.all([...references.values()].map((reference) => limit(readKey, reference)));
  return { flows, keys: keys.size, unreadFlows, unreadKeys, ...(someKey === undefined ? {} : { someKey }) };
};

const note = (unread: Map<string, string[]>, because: string, name: string): void => {
  const names = unread.get(because);
  if (names === undefined) unread.set(because, [name]);
  else names.push(name);
};

/** What failed without its subject, which differs from flow to flow. */
const causeOf = (error: unknown): string => {
  const cause = error instanceof AwsCallError ? error.cause : error;
  return plainText(cause instanceof Error ? `${cause.name}: ${cause.message}` : messageOf(cause));
};

const unlisted = (error: unknown): string => {
  const cause = error instanceof AwsCallError ? error.cause : error;
  return awsErrorKind(cause) === 'denied' ? `${CALLS.ListFlows.action} is denied` : messageOf(error);
};
