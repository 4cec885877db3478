import type { CollectionTag, ScalarTag } from 'yaml';

/**
 * The short forms of functions that CloudFormation knows, without their exclamation mark.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
const SHORT_FORMS = [
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Ref',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
] as const;

/**
 * The tags as the YAML library wants them: each may stand before a text, a list or a map, and changes nothing of it.
 */
export const SHORT_FORM_TAGS: readonly (ScalarTag | CollectionTag)[] = SHORT_FORMS.flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq' as const, resolve: (list: unknown) => list },
  { tag: `!${name}`, collection: 'map' as const, resolve: (map: unknown) => map },
]);

/** The function that the tag of a node stands for, if it does. */
export const functionOfTag = (tag: string | undefined): string | undefined =>
  SHORT_FORMS.find((name) => tag === `!${name}`);
