import type { CheckReport } from '../check.ts';

/** What a format looks at besides the report. */
export interface CheckLooks {
  /** What is unknown fails the run. */
  readonly unknownFails: boolean;
  /** Whether standard output is a terminal, and how many columns it has. */
  readonly isTerminal: boolean;
  readonly width: number;
}

/** The report as text, in pieces. */
type Write = (report: CheckReport, looks: CheckLooks) => Promise<Iterable<string>>;

/** How each format is written; it is loaded when it is asked for. */
export const CHECK_WRITERS = {
  table: async (report, { isTerminal, width }) => {
    const [{ checkAsTable }, { default: pc }] = await Promise.all([import('./table.ts'), import('picocolors')]);
    // picocolors takes a CI server for a terminal; its log is a file.
    return checkAsTable(report, { colors: pc.createColors(isTerminal && pc.isColorSupported), width });
  },
  json: async (report) => (await import('./json.ts')).checkAsJson(report),
  sarif: async (report, looks) => (await import('./sarif.ts')).checkAsSarif(report, looks),
  junit: async (report, looks) => (await import('./junit.ts')).checkAsJunit(report, looks),
  markdown: async (report) => (await import('./markdown.ts')).checkAsMarkdown(report),
} as const satisfies Readonly<Record<string, Write>>;
