import { dayOf, daysBetween } from '../days.ts';
import { isSymmetric, type Key, nameOfKey } from '../key.ts';
import type { Reason } from '../reasons.ts';
import type { RuleParameters } from '../rule-parameters.ts';
import { type Check, type Question, type Subject, unverified } from './check.ts';

const DEFAULT_LONGEST_PERIOD = 365;

/** The key gets new key material often enough. */
export const keyRotates: Check = {
  name: 'key-rotates',
  goodState: 'The key rotates automatically, at least as often as demanded',
  reasons: ['ROTATION_OFF', 'ROTATION_TOO_SLOW', 'ROTATION_IMPOSSIBLE', 'ROTATION_OVERDUE'],
  parameters: ['requireRotation', 'maxRotationPeriodInDays', 'nonRotatableKeys'],
  needs: {
    rotation: ({ key, parameters }) => isJudged(key, parameters) && canRotateAutomatically(key),
    newestOnDemandRotation: (question) => isJudged(question.key, question.parameters) && mayBeOverdue(question),
  },
  decide: (subject) => (isJudged(subject.key, subject.parameters) ? reasonsOf(subject) : []),
  evidence: ({ key, parameters, facts: { rotation } }) =>
    isJudged(key, parameters) &&
    canRotateAutomatically(key) &&
    rotation.kind === 'known' &&
    rotation.value.kind === 'on'
      ? `rotates every ${rotation.value.periodInDays} days`
      : undefined,
};

/** KMS reports "off" for asymmetric keys and for keys pending deletion: symptoms of another reason, not reasons. */
const isJudged = (key: Key, { requireRotation }: RuleParameters): boolean =>
  requireRotation && isSymmetric(key) && ['Enabled', 'Updating', 'Disabled'].includes(key.state);

/** Of an origin that is not known, KMS itself must say it: nothing is accepted unread. */
const canRotateAutomatically = ({ origin }: Key): boolean =>
  !['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].includes(origin);

const isAcceptedOnDemand = (key: Key, { nonRotatableKeys }: RuleParameters): boolean =>
  key.origin === 'EXTERNAL' && nonRotatableKeys === 'onDemand';

const longestSinceRotation = ({ maxRotationPeriodInDays }: RuleParameters): number =>
  maxRotationPeriodInDays ?? DEFAULT_LONGEST_PERIOD;

/** A young key cannot be overdue, whatever its rotations: they are not asked for. */
const mayBeOverdue = ({ key, parameters, now }: Question): boolean =>
  isAcceptedOnDemand(key, parameters) && daysBetween(key.createdAt, now) > longestSinceRotation(parameters);

const reasonsOf = (subject: Subject): readonly Reason[] => {
  const { key, facts, parameters } = subject;
  if (!canRotateAutomatically(key)) return reasonsOfNonRotatable(subject);
  if (facts.rotation.kind === 'unreadable') return [unverified(`the rotation of ${nameOfKey(key)}`, facts.rotation)];
  const rotation = facts.rotation.value;
  switch (rotation.kind) {
    case 'impossible':
      return reasonsOfNonRotatable(subject);
    case 'off':
      return [
        { code: 'ROTATION_OFF', problem: `automatic rotation is off for ${nameOfKey(key)}`, ...remedyOnPrimary(key) },
      ];
    case 'on': {
      const longest = parameters.maxRotationPeriodInDays;
      if (longest === undefined || rotation.periodInDays <= longest) return [];
      const problem = `${nameOfKey(key)} rotates every ${rotation.periodInDays} days, allowed are at most ${longest}`;
      return [{ code: 'ROTATION_TOO_SLOW', problem, ...remedyOnPrimary(key) }];
    }
  }
};

/** A replica shares the rotation of its primary key, which alone can change it. */
const remedyOnPrimary = ({ primaryArn }: Key): { readonly remedy?: string } =>
  primaryArn === undefined ? {} : { remedy: `Set it with kms:EnableKeyRotation on the primary key ${primaryArn}` };

const reasonsOfNonRotatable = (subject: Subject): readonly Reason[] => {
  const { key, facts, parameters, now } = subject;
  if (parameters.nonRotatableKeys === 'allow') return [];
  if (!isAcceptedOnDemand(key, parameters)) {
    return [
      { code: 'ROTATION_IMPOSSIBLE', problem: `${nameOfKey(key)} of origin ${key.origin} cannot rotate automatically` },
    ];
  }
  if (!mayBeOverdue(subject)) return [];
  const newest = facts.newestOnDemandRotation;
  if (newest.kind === 'unreadable') return [unverified(`the rotations of ${nameOfKey(key)}`, newest)];
  const longest = longestSinceRotation(parameters);
  const since = newest.value ?? key.createdAt;
  if (daysBetween(since, now) <= longest) return [];
  const last =
    newest.value === undefined
      ? `was created on ${dayOf(since)} and never rotated on demand`
      : `was last rotated on demand on ${dayOf(since)}`;
  return [{ code: 'ROTATION_OVERDUE', problem: `${nameOfKey(key)} ${last}, allowed are ${longest} days` }];
};
