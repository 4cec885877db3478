/** A string with the colon that makes it a member's name, or the beginning or end of an object. */
const TOKEN = /(?<name>"(?:[^"\\]|\\.)*")(?<colon>\s*:)?|[{}]/g;

/**
 * Whether an object somewhere in this valid JSON text has a member twice, in the same or in another case. `JSON.parse` keeps
 * the last one without a word, IAM refuses the text: which one counts is nobody's to guess. Takes time linear in the text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const repeatsMember = (json: string): boolean => {
  const open: Set<string>[] = [];
  for (const { 0: token, groups } of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (groups?.['colon'] !== undefined) {
      const name = String(JSON.parse(groups['name'] ?? '')).toLowerCase();
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
};
