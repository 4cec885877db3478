import { known, type Planned, type TagValues, type UnknownValue, unknownValue } from '../planned.ts';
import type { Reading } from './evaluate.ts';
import { openPart } from './open-part.ts';
import { plannedText, propertyOf } from './planned-text.ts';
import { literalOf, memberOfValue, type PlannedResource } from './value.ts';

export interface PlannedTags {
  readonly tags: Planned<Readonly<Record<string, string>>>;
  readonly tagValues?: TagValues;
}

/**
 * The tags of a key or flow, in its property `Tags`, a list of `Key` and `Value`. Those of its stack come first: its
 * own win.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
 */
export const plannedTags = (of: PlannedResource, reading: Reading): PlannedTags => {
  const value = propertyOf(of, 'Tags', reading);
  if (value.kind === 'unknown') return { tags: value };
  if (value.kind !== 'list' && value.kind !== 'nothing') {
    return { tags: unknownValue('Tags is not the list that CloudFormation demands', value.line) };
  }
  const values = new Map<string, Planned<string>>(
    Object.entries(of.stack.tags).map(([key, text]) => [key, known(text)]),
  );
  for (const item of value.kind === 'list' ? value.items : []) {
    if (item.kind === 'unknown') return { tags: item };
    const keyValue = memberOfValue(item, 'Key');
    const key = literalOf(keyValue);
    if (key === undefined) return { tags: openPart(keyValue) ?? unknownValue('a tag has no key', of.resource.line) };
    values.set(key, plannedText(memberOfValue(item, 'Value'), reading) ?? known(''));
  }
  const open = [...values.values()].find((it): it is UnknownValue => it.kind === 'unknown');
  if (open !== undefined) return { tags: open, tagValues: recordOf(values) };
  return { tags: known(recordOf(new Map([...values].map(([key, it]) => [key, it.kind === 'known' ? it.value : ''])))) };
};

/** A tag may have any name, `__proto__` included. */
const recordOf = <T>(values: ReadonlyMap<string, T>): Readonly<Record<string, T>> => Object.fromEntries(values);
