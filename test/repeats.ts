const RANGE = /\{(\d+)\.\.(\d+)\}/;

/**
 * JSON with every repeat written out: a member of a list, or of an object by its name, that has `{1..150}` in a text stands
 * for 150 members, in which that text has 1, 2 … 150 in its place. The innermost list repeats.
 */
export const withRepeats = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(withRepeats).flatMap(repeated);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([name, value]) => [name, withRepeats(value)]);
  return Object.fromEntries(entries.flatMap((entry) => (RANGE.test(String(entry[0])) ? repeated(entry) : [entry])));
};

const repeated = <T>(member: T): readonly T[] => {
  const text = JSON.stringify(member);
  const [range, from, to] = RANGE.exec(text) ?? [];
  if (range === undefined) return [member];
  const numbers = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  return numbers.map((number) => JSON.parse(text.replaceAll(range, String(number))));
};
