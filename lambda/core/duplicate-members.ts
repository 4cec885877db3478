/** A string, captured where a colon makes it the name of a member; or the beginning or end of an object. */
const TOKEN = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g;

/**
 * Whether an object somewhere in this valid JSON text has a member twice, in the same or in another case. `JSON.parse` keeps
 * the last one without a word, AWS's policy check calls it an error: which one counts is anybody's guess. The time is linear
 * in the length of the text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const repeatsMember = (json: string): boolean => {
  const open: Set<string>[] = [];
  for (const [token, member] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (member !== undefined) {
      const name = String(JSON.parse(member)).toLowerCase();
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
};
