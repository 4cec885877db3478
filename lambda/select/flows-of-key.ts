import type { KeyTrigger } from '../core/input/config-event.ts';
import type { AccountRegion } from '../core/model/account-region.ts';
import { keyArn, type NamedKey } from '../core/model/key-reference.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { FlowKeys, Target } from './flow-keys.ts';
import type { Selected, Selection } from './selection.ts';

/** The flows that use a changed key: AWS Config records no change of a flow when its key changes. */
export async function* selectFlowsOfKey(
  { keyId, account, region }: KeyTrigger,
  where: AccountRegion,
  readFlowKeys: () => Promise<FlowKeys>,
  targetOf: (named: NamedKey) => Promise<Target>,
  telemetry: Telemetry,
): Selection {
  const changed = keyArn({ ...where, account: account ?? where.account, region: region ?? where.region }, keyId);
  const { named, refused, failed } = await readFlowKeys();
  if (refused.length + failed.length > 0) {
    telemetry.warn('Flows that cannot be described may use the changed key', { keyId });
  }
  yield* failed.map((flow) => ({ kind: 'unjudged' as const, ...flow }));

  const select = async ([flowName, key]: readonly [string, NamedKey]): Promise<readonly Selected[]> => {
    if (key.kind === 'not-an-arn') return key.text === keyId ? [{ kind: 'flow', flowName }] : [];
    try {
      const target = await targetOf(key);
      if (target.kind === 'unknown-key') {
        const { arn: kmsArn } = target.alias;
        telemetry.warn('An alias that cannot be described may lead to the changed key', { kmsArn, keyId });
      }
      return target.kind === 'key' && target.arn === changed ? [{ kind: 'flow', flowName }] : [];
    } catch (cause) {
      return [{ kind: 'unjudged', flowName, cause }];
    }
  };
  for (const selected of await Promise.all([...named].map(select))) yield* selected;
}
