import { parse } from 'yaml';

/** A text as the templates write it: bare where that reads as the same text, else in double quotes, else in single ones. */
export const scalar = (text: string): string => {
  if (/^[A-Za-z][^,:;#"\\[\]{}]*$/.test(text) && parse(text, { version: '1.1' }) === text) return text;
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
};

/** `name: [a, b]`, or a line for each item where the room is too small for that. */
export const listMember = (name: string, items: readonly string[], room: number): readonly string[] => {
  const line = `${name}: [${items.join(', ')}]`;
  return line.length <= room ? [line] : [`${name}:`, ...items.map((item) => `  - ${item}`)];
};

export const indented = (lines: readonly string[], columns = 2): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(columns)}${line}`));
