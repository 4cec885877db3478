import { type BaseIssue, getDotPath } from 'valibot';

/** A world that cannot be: the message is one line that names the source and, for each problem, the place and the remedy. */
export class InvalidWorldError extends Error {
  override readonly name = 'InvalidWorldError';
  readonly problems: readonly string[];

  constructor({ source, problems }: { readonly source: string; readonly problems: readonly string[] }) {
    super(`${source} is no valid world: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

export const problemsOf = (issues: readonly BaseIssue<unknown>[]): readonly string[] => issues.map(problemOf);

const problemOf = (issue: BaseIssue<unknown>): string => {
  const place = getDotPath(issue) ?? 'the world';
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${place}: there is no such field; remove it`;
  if (/^(strict|loose)_object$/.test(issue.type) && issue.received === 'undefined')
    return `${place}: is missing; add it`;
  if (issue.kind === 'schema') return `${place}: must be ${inWords(issue.expected)}, not ${shown(issue.input)}`;
  return `${place}: ${issue.message}, not ${shown(issue.input)}`;
};

/** What stood there, as JSON writes it, but never a page of it. */
const shown = (input: unknown): string => {
  const text = JSON.stringify(input) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** valibot names types by their TypeScript name; a person who writes JSON knows other words. */
const inWords = (expected: string | null): string => {
  switch (expected) {
    case 'Array':
      return 'a list';
    case 'Object':
      return 'an object';
    case 'string':
    case 'number':
    case 'boolean':
      return `a ${expected}`;
    default:
      return expected ?? 'something else';
  }
};
