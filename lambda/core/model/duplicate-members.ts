/** A string, captured where a colon makes it the name of a member; or the beginning or end of an object. */
const TOKEN = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g;

/**
 * The names that an object somewhere in this valid JSON text gives more than once, each once. `JSON.parse` keeps the last one
 * without a word, so that a demand could be undone by a line further down. `fold` tells which names count as the same. The
 * time is linear in the length of the text.
 */
export const repeatedMembers = (json: string, fold = (name: string): string => name): readonly string[] => {
  const open: Set<string>[] = [];
  const repeated = new Set<string>();
  for (const [token, member] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (member !== undefined) {
      const name = fold(String(JSON.parse(member)));
      const names = open.at(-1);
      if (names?.has(name)) repeated.add(name);
      names?.add(name);
    }
  }
  return [...repeated];
};
