import { callOf, type Operation } from '../../lambda/aws/calls.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { readResourceIds } from '../../lambda/aws/config-resources.ts';
import type { Lookups } from '../../lambda/aws/lookups.ts';
import { denied } from '../../lambda/core/model/answer.ts';
import type { Key, KeyAnswerName } from '../../lambda/core/model/key.ts';

/** By operation, whether it is allowed; one that gave no answer is not in it. */
export type Tried = ReadonlyMap<Operation, boolean>;

/** What KMS is asked about a key, each by its operation. */
const KEY_READS: readonly (readonly [Operation, KeyAnswerName])[] = [
  ['ListResourceTags', 'tags'],
  ['GetKeyRotationStatus', 'rotation'],
  ['GetKeyPolicy', 'policy'],
  ['ListGrants', 'grants'],
  ['ListKeyRotations', 'newestOnDemandRotation'],
  ['ListAliases', 'aliases'],
];

/**
 * Calls what changes nothing and needs no more than one key: for whoever may not ask IAM what is allowed. Without a key only AWS
 * Config is asked. Never throws.
 */
export const tryActions = async (
  aws: Aws,
  lookups: Pick<Lookups, 'keyAnswer'>,
  key: Key | undefined,
): Promise<Tried> => {
  const tried = new Map<Operation, boolean>();
  const attempt = async (operation: Operation, ask: () => Promise<string | undefined>): Promise<void> => {
    try {
      const refusal = await ask();
      tried.set(operation, refusal !== denied(callOf(operation).action).because);
    } catch {
      // No answer says nothing of permissions.
    }
  };
  await attempt('ListDiscoveredResources', async () => (await readResourceIds(aws)).unavailable);
  if (key === undefined) return tried;
  for (const [operation, name] of KEY_READS) {
    await attempt(operation, async () => {
      const answer = await lookups.keyAnswer(key, name);
      return answer.kind === 'refused' ? answer.because : undefined;
    });
  }
  return tried;
};
