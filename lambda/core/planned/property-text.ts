import { quote } from '../model/text.ts';

/** What a property of a template says, once CloudFormation has resolved what it can. */
export type PropertyText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** Nobody can know it yet. `because` is a clause such as `it is "{{resolve:ssm:/key}}", which is not resolved yet`. */
  | { readonly kind: 'unknown'; readonly because: string };

/**
 * What CloudFormation fills in later: dynamic references, of which secure ones stay so in the event of a hook, and what only a
 * deployment tells. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const FILLED_IN_LATER = /\{\{(?:resolve|changeSet):/i;

/** Reads one value; an empty text is a text, too. */
export const propertyText = (value: unknown): PropertyText => {
  if (value === undefined || value === null) return { kind: 'absent' };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'text', text: String(value) };
  if (typeof value !== 'string') return { kind: 'unknown', because: 'it is a function that is not resolved yet' };
  if (FILLED_IN_LATER.test(value)) {
    return { kind: 'unknown', because: `it is ${quote(value)}, which is not resolved yet` };
  }
  return { kind: 'text', text: value };
};
