import { type Lines, withoutMarks } from './regions.ts';
import { indented } from './yaml-text.ts';

/** The conformance pack as the text that an organization's pack carries. */
export const packCopy = (pack: string): Lines => {
  // The comment at the head of the file is for readers of the file.
  const body = withoutMarks(pack.slice(pack.search(/^Parameters:/m))).trimEnd();
  return () => ['TemplateBody: |', ...indented(body.split('\n'))];
};
