import { known, type Planned, type PlannedAlias, type PlannedKey, unknownValue } from '../planned.ts';
import type { Reading } from './evaluate.ts';
import { idOfPlanned, keyNameOf } from './key-name.ts';
import { plannedPolicy } from './key-policy.ts';
import { placeOfResource } from './place-of-resource.ts';
import { plannedTags } from './planned-tags.ts';
import { plannedText, propertyOf } from './planned-text.ts';
import { REPLICA } from './types.ts';
import type { PlannedResource } from './value.ts';

/**
 * A key with the defaults of its type.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export const plannedKey = (of: PlannedResource, reading: Reading): PlannedKey => {
  const text = (name: string, whenAbsent: string): Planned<string> =>
    plannedText(propertyOf(of, name, reading), reading) ?? known(whenAbsent);
  const shared = {
    id: idOfPlanned(of),
    place: placeOfResource(of),
    ...plannedTags(of, reading),
    ...plannedPolicy(propertyOf(of, 'KeyPolicy', reading), reading),
  };
  if (of.resource.type === REPLICA) return { ...shared, ...replica(of, reading) };
  const [spec, origin] = [text('KeySpec', 'SYMMETRIC_DEFAULT'), text('Origin', 'AWS_KMS')];
  return {
    ...shared,
    spec,
    usage: text('KeyUsage', 'ENCRYPT_DECRYPT'),
    origin,
    state: stateOf(flag(text('Enabled', 'true')), origin),
    rotation: rotationOf(flag(text('EnableKeyRotation', 'false')), text('RotationPeriodInDays', '365'), spec, origin),
  };
};

/** The material of an external key is imported later, and until then no flow can use it. */
const stateOf = (enabled: Planned<boolean>, origin: Planned<string>): Planned<string> => {
  if (enabled.kind === 'unknown') return enabled;
  if (!enabled.value) return known('Disabled');
  if (origin.kind === 'unknown') return origin;
  return known(origin.value === 'EXTERNAL' ? 'PendingImport' : 'Enabled');
};

const rotationOf = (
  rotates: Planned<boolean>,
  period: Planned<string>,
  spec: Planned<string>,
  origin: Planned<string>,
): PlannedKey['rotation'] => {
  if (spec.kind === 'known' && spec.value !== 'SYMMETRIC_DEFAULT') return known({ kind: 'off' });
  if (origin.kind === 'unknown') return origin;
  if (origin.value !== 'AWS_KMS') return known({ kind: 'impossible' });
  if (rotates.kind === 'unknown') return rotates;
  if (!rotates.value) return known({ kind: 'off' });
  if (period.kind === 'unknown') return period;
  if (spec.kind === 'unknown') return spec;
  return /^\d+$/.test(period.value)
    ? known({ kind: 'on', periodInDays: Number(period.value) })
    : unknownValue(`RotationPeriodInDays is ${period.value}, which is no number of days`);
};

/** It shares what it is, and its rotation, with its primary key, which is made in another Region. */
const replica = (of: PlannedResource, reading: Reading) => {
  const { stack } = of;
  const primary = keyNameOf(propertyOf(of, 'PrimaryKeyArn', reading), { stack, reading, takes: 'arn' });
  const { line } = of.resource;
  const fromPrimary = unknownValue('a replica has it from its primary key', line);
  const named: Planned<string> =
    primary.kind === 'key'
      ? known(primary.id)
      : primary.kind === 'text'
        ? known(primary.text)
        : primary.kind === 'unknown'
          ? primary
          : unknownValue('PrimaryKeyArn is not the ARN of a key', line);
  const enabled = flag(plannedText(propertyOf(of, 'Enabled', reading), reading) ?? known('true'));
  return {
    spec: fromPrimary,
    usage: fromPrimary,
    origin: fromPrimary,
    rotation: fromPrimary,
    state: enabled.kind === 'unknown' ? enabled : known(enabled.value ? 'Enabled' : 'Disabled'),
    primary: named,
  };
};

const flag = (text: Planned<string>): Planned<boolean> => {
  if (text.kind === 'unknown') return text;
  if (/^true$/i.test(text.value)) return known(true);
  return /^false$/i.test(text.value) ? known(false) : unknownValue(`${text.value} is neither true nor false`);
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const plannedAlias = (of: PlannedResource, reading: Reading): PlannedAlias => ({
  id: idOfPlanned(of),
  place: placeOfResource(of),
  name:
    plannedText(propertyOf(of, 'AliasName', reading), reading) ?? unknownValue('it has no AliasName', of.resource.line),
  target: keyNameOf(propertyOf(of, 'TargetKeyId', reading), { stack: of.stack, reading, takes: 'any' }),
});
