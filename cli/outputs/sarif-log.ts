import { REASON_CODES, REASONS, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import { plainText } from '../../lambda/core/model/text.ts';
import { checkOf } from './checks-of-reasons.ts';
import { jsonArray, jsonText } from './json-text.ts';

export const TOOL = 'appflow-flow-cmk';
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * GitHub refuses a run with more results.
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files
 */
const RESULTS_IN_RUN = 25_000;

/** How SARIF calls a severity. */
export const LEVELS = {
  CRITICAL: 'error',
  HIGH: 'error',
  MEDIUM: 'warning',
  LOW: 'note',
  INFORMATIONAL: 'note',
} as const satisfies Readonly<Record<SeverityLabel, string>>;
/** GitHub makes critical, high, medium and low of it: over 9.0, and from 7.0, 4.0 and 0.1 on. */
const SCORES = {
  CRITICAL: '9.5',
  HIGH: '8.0',
  MEDIUM: '5.5',
  LOW: '2.0',
  INFORMATIONAL: '0.1',
} as const satisfies Readonly<Record<SeverityLabel, string>>;

/**
 * The chunks of a SARIF 2.1.0 log with `total` results, each run with what `headOf` gives for its number, counted from 1. More than
 * 25,000 results are spread over several runs.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function* sarifLog(
  headOf: (run: number) => object,
  results: Iterator<object>,
  total: number,
): Generator<string> {
  yield `{\n  "$schema": ${jsonText(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [`;
  const runs = Math.max(1, Math.ceil(total / RESULTS_IN_RUN));
  for (let run = 1; run <= runs; run += 1) {
    const head = jsonText(headOf(run), 2);
    yield `${run === 1 ? '' : ','}\n    ${head.slice(0, head.lastIndexOf('\n'))},\n      "results": `;
    yield* jsonArray(next(results, RESULTS_IN_RUN), 3);
    yield '\n    }';
  }
  yield '\n  ]\n}\n';
}

/**
 * At most so many of what is left; the rest stays for the next time, which a loop over the items themselves would
 * end.
 */
function* next<T>(items: Iterator<T>, most: number): Generator<T> {
  for (let taken = 0; taken < most; taken += 1) {
    const item = items.next();
    if (item.done) return;
    yield item.value;
  }
}

/** A rule for each reason code, in the order of the catalogue. */
export const REASON_RULES = REASON_CODES.map((code) => {
  const { severity, title, remedy } = REASONS[code];
  const check = checkOf(code);
  const good = check === undefined ? '' : ` What is demanded: ${check.goodState}.`;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: `${title}.${good}` },
    help: { text: `${remedy}.`, markdown: `**What to do:** ${remedy}.` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', 'encryption', ...(check === undefined ? [] : [check.name])],
      precision: 'very-high',
      'security-severity': SCORES[severity],
    },
  };
});

/** A bracket and a parenthesis would make a link, to wherever a tag wants. */
export const messageOf = (text: string): { readonly text: string } => ({
  text: plainText(text).replaceAll('](', '] ('),
});

/** A segment of a path that stands for itself: an empty one, `.` and `..` would be taken out of it. */
export const segment = (text: string): string =>
  /^\.{0,2}$/.test(text) ? `~${text}` : encodeURIComponent(plainText(text));
