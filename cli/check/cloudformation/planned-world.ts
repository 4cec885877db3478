import {
  known,
  type Planned,
  type PlannedFlow,
  type PlannedWorld,
  type UnknownValue,
  unknownValue,
} from '../planned.ts';
import type { Reading } from './evaluate.ts';
import { unseenFlows } from './generated.ts';
import { isMade } from './made.ts';
import { placeIsOpen } from './place.ts';
import { plannedFlow } from './planned-flow.ts';
import { plannedAlias, plannedKey } from './planned-key.ts';
import { plannedBucket, plannedProfile } from './planned-things.ts';
import { type Stack, withNested } from './stack.ts';
import { ALIAS, BUCKET, FLOW, isKey, PROFILE } from './types.ts';
import type { PlannedResource } from './value.ts';

/**
 * What some stacks make together where conditions turn out in one way. Something of which it is open whether it is made
 * is there, with what would be taken from it unknown; a key that may not be made is not there, and what names it is
 * unknown.
 */
export const plannedWorld = (outermost: readonly Stack[], reading: Reading): PlannedWorld => {
  const stacks = outermost.flatMap(withNested);
  const all = stacks.flatMap((stack) =>
    [...stack.template.resources.values()].map((resource) => ({ stack, resource })),
  );
  const each = <T>(
    isWanted: (type: string) => boolean,
    make: (of: PlannedResource) => T,
    whenOpen: (made: T, open: UnknownValue) => readonly T[],
  ): readonly T[] =>
    all
      .filter(({ resource }) => isWanted(resource.type))
      .flatMap((of) => {
        const made = isMade(of, reading);
        if (made.kind === 'unknown') return whenOpen(make(of), made);
        return made.kind === 'made' ? [make(of)] : [];
      });
  const ofType = (wanted: string) => (type: string) => type === wanted;
  const [first] = outermost;
  return {
    account: placeOf(first?.environment.account, 'account'),
    region: placeOf(first?.environment.region, 'region'),
    flows: [
      ...each(
        ofType(FLOW),
        (of) => withMacros(plannedFlow(of, reading), of),
        (flow, key) => [{ ...flow, key }],
      ),
      ...stacks.flatMap(unseenFlows),
    ],
    keys: each(
      isKey,
      (of) => plannedKey(of, reading),
      () => [],
    ),
    aliases: each(
      ofType(ALIAS),
      (of) => plannedAlias(of, reading),
      (alias, name) => [{ ...alias, name }],
    ),
    profiles: each(
      ofType(PROFILE),
      (of) => plannedProfile(of, reading),
      (profile, key) => [{ ...profile, key }],
    ),
    buckets: each(
      ofType(BUCKET),
      (of) => plannedBucket(of, reading),
      (bucket, encryption) => [{ ...bucket, encryption }],
    ),
  };
};

const placeOf = (value: string | undefined, what: 'account' | 'region'): Planned<string> =>
  value === undefined ? placeIsOpen(what) : known(value);

/** A macro of somebody's own may change anything in the template; those of AWS leave flows and keys as they are. */
const withMacros = (flow: PlannedFlow, { stack, resource }: PlannedResource): PlannedFlow => {
  const macro = stack.template.transforms.find((name) => !name.startsWith('AWS::'));
  if (macro === undefined) return flow;
  return { ...flow, key: unknownValue(`the macro ${macro} may change it while the stack is deployed`, resource.line) };
};
