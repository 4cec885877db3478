import { repeatedMembers } from '../model/duplicate-members.ts';
import { excerpt, quote } from '../model/text.ts';

/** AWS Config takes at most so many characters of InputParameters. */
const LONGEST = 1024;

/** What was given by name, and everything that is wrong with it before a value is looked at. */
export interface NamedTexts {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** Reads the JSON text of InputParameters, or nothing; a name that is not among the `known` ones is a problem. */
export const namedTexts = (text: string | undefined, known: readonly string[]): NamedTexts => {
  if (text === undefined || text === '') return { values: new Map(), problems: [] };
  const problems =
    text.length > LONGEST ? [`together they have ${text.length} characters: at most ${LONGEST} are allowed`] : [];
  const json = objectOf(text);
  if (json === undefined) {
    return {
      values: new Map(),
      problems: [...problems, `${excerpt(text, 80)} is not a JSON object of names and texts`],
    };
  }
  problems.push(...repeatedMembers(text).map((name) => `${quote(name)} is given twice: give it once`));
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(json)) {
    if (!known.includes(name)) problems.push(`${quote(name)} is unknown: ${hint(name, known)}`);
    // Config's console and API pass numbers and booleans of a custom rule through as they were written.
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      values.set(name, String(value));
    else problems.push(`${name} is ${excerpt(JSON.stringify(value), 80)}: must be text`);
  }
  return { values, problems };
};

const hint = (name: string, known: readonly string[]): string => {
  const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return meant === undefined ? `the parameters are ${known.join(', ')}` : `write ${meant}`;
};

const objectOf = (text: string): object | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
};
