import { known, type Planned } from '../planned.ts';
import { type Follow, type Lead, named } from './follow.ts';
import type { Instance } from './instances.ts';
import { constantIn, NOT_TOLD, readSpot, type Spot } from './spot.ts';
import { SENSITIVE, unknownBecause } from './words.ts';

/** Where the expressions of an instance stand. */
export const standpointOf = ({ module, index, configuration }: Instance) => ({
  module,
  index,
  repeat: configuration?.repeat,
});

/** Those of which an unknown value may come. */
export const openLeads = (leads: readonly Lead[]): readonly Lead[] =>
  leads.filter(({ kind }) => kind === 'later' || kind === 'lost');

/**
 * Whether an attribute that shows no value has none: the provider will choose. One that comes from another resource
 * shows none either, so only the configuration tells.
 */
export const isLeftOut = (instance: Instance, { expression }: Spot, follow: Follow): boolean => {
  if (instance.configuration === undefined || expression === NOT_TOLD) return false;
  if (expression === undefined || constantIn(expression) !== undefined) return true;
  return openLeads(follow(expression, standpointOf(instance)).leads).length === 0;
};

/** Why nobody knows an attribute yet. */
export const whyUnknown = (instance: Instance, { expression }: Spot, follow: Follow): string => {
  if (instance.configuration === undefined) return `the plan does not hold the configuration of ${instance.address}`;
  if (expression === NOT_TOLD) return 'it stands in a dynamic block, which a plan does not hold';
  const open = expression === undefined ? [] : openLeads(follow(expression, standpointOf(instance)).leads);
  const [first] = open;
  if (first === undefined) return 'it is known only when the plan is applied';
  if (open.length === 1 && first.kind === 'lost') return first.because;
  return `it depends on ${named(open)}, known only when the plan is applied`;
};

/** What an attribute will be, as `read` takes it; `leftOut` where nobody gives it. */
export const plannedValue = <T>(
  instance: Instance,
  spot: Spot,
  follow: Follow,
  read: (value: unknown) => T | undefined,
  leftOut: Planned<T>,
): Planned<T> => {
  const reading = readSpot(spot);
  switch (reading.kind) {
    case 'sensitive':
      return SENSITIVE;
    case 'unknown':
      return isLeftOut(instance, spot, follow) ? leftOut : unknownBecause(whyUnknown(instance, spot, follow));
    case 'known': {
      if ((reading.value ?? null) === null) return leftOut;
      const value = read(reading.value);
      return value === undefined ? unknownBecause('the plan shows it in another form than expected') : known(value);
    }
  }
};

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const asFlag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
export const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
