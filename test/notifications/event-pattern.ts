import { isObject, type Json, type JsonObject, listIn } from '../template/read-template.ts';

/**
 * Whether an event pattern of EventBridge matches: nested fields, lists of values, prefix, exists and $or. Throws for an
 * operator that it does not know, so that no pattern passes unread.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matchesPattern = (pattern: JsonObject, event: Json | undefined): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return listIn(wanted).some((one) => isObject(one) && matchesPattern(one, event));
    const value = isObject(event) ? event[field] : undefined;
    return isObject(wanted) ? matchesPattern(wanted, value) : listIn(wanted).some((one) => matchesValue(one, value));
  });

/** A list in the event matches by any of its items. */
const matchesValue = (wanted: Json, value: Json | undefined): boolean => {
  if (!isObject(wanted)) return (Array.isArray(value) ? value : [value]).includes(wanted);
  const [[operator, operand] = ['', null], ...others] = Object.entries(wanted);
  if (others.length > 0) throw new Error(`one operator a value is wanted: ${JSON.stringify(wanted)}`);
  switch (operator) {
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(operand));
    case 'exists':
      // Of leaves only, as EventBridge has it.
      return (value !== undefined && !isObject(value)) === operand;
    default:
      throw new Error(`an unknown operator: ${operator}`);
  }
};

/** What an input transformer sends: a quoted text on each line, its placeholders filled from the event, or empty. */
export const transformed = (
  transformer: { readonly InputPathsMap: JsonObject; readonly InputTemplate: string },
  event: Json,
): readonly string[] => {
  const valueAt = (path: Json | undefined): string => {
    const steps = String(path).replace(/^\$\./, '').split('.');
    const value = steps.reduce<Json | undefined>((inner, step) => (isObject(inner) ? inner[step] : undefined), event);
    return value === undefined ? '' : String(value);
  };
  return transformer.InputTemplate.split('\n')
    .map((line) => String(JSON.parse(line)))
    .map((line) => line.replace(/<(\w+)>/g, (_, name: string) => valueAt(transformer.InputPathsMap[name])));
};
