import { literal, type TextPart } from './value.ts';

/**
 * The six fields of an ARN, each in pieces; the last one keeps its colons. Nothing where the text does not begin as
 * one.
 */
export const arnFields = (parts: readonly TextPart[]): readonly (readonly TextPart[])[] | undefined => {
  const fields: TextPart[][] = [[]];
  for (const part of parts) {
    if (part.kind !== 'literal') {
      fields.at(-1)?.push(part);
      continue;
    }
    let rest = part.text;
    while (fields.length < 6 && rest.includes(':')) {
      const [field = ''] = rest.split(':', 1);
      if (field !== '') fields.at(-1)?.push(literal(field));
      fields.push([]);
      rest = rest.slice(field.length + 1);
    }
    if (rest !== '') fields.at(-1)?.push(literal(rest));
  }
  const [[first] = []] = fields;
  return fields.length === 6 && first?.kind === 'literal' && first.text === 'arn' ? fields : undefined;
};
