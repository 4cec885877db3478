import { dayOf, daysBetween } from '../model/days.ts';
import { isRotationJudged, nameOfKey } from '../model/key.ts';
import { type CheckInput, defineCheck } from './check.ts';

const DEFAULT_LONGEST_PERIOD_IN_DAYS = 365;

/** An imported key that is accepted because it is rotated on demand was rotated in time. */
export const keyRotatesOnDemand = defineCheck({
  name: 'key-rotates-on-demand',
  goodState: 'An imported key was rotated on demand in time, where such keys are accepted for that',
  reasons: ['ROTATION_OVERDUE'],
  parameters: ['requireRotation', 'maxRotationPeriodInDays', 'nonRotatableKeys'],
  applies: (input) => isAcceptedForIt(input) && mayBeOverdue(input),
  needs: ['newestOnDemandRotation'],
  decide: (input, { newestOnDemandRotation: newest }) => {
    const { key, now } = input;
    const longest = longestPeriod(input);
    const since = newest ?? key.createdAt;
    if (daysBetween(since, now) <= longest) return [];
    const last =
      newest === undefined
        ? `was created on ${dayOf(since)} and never rotated on demand`
        : `was last rotated on demand on ${dayOf(since)}`;
    return [{ code: 'ROTATION_OVERDUE', problem: `${nameOfKey(key)} ${last}, at most ${longest} days are allowed` }];
  },
});

const isAcceptedForIt = ({ key, parameters }: CheckInput): boolean =>
  parameters.requireRotation &&
  isRotationJudged(key) &&
  key.origin === 'EXTERNAL' &&
  parameters.nonRotatableKeys === 'onDemand';

/** A young key cannot be overdue, whatever its rotations: they are not asked for. */
const mayBeOverdue = (input: CheckInput): boolean => daysBetween(input.key.createdAt, input.now) > longestPeriod(input);

const longestPeriod = ({ parameters }: CheckInput): number =>
  parameters.maxRotationPeriodInDays ?? DEFAULT_LONGEST_PERIOD_IN_DAYS;
