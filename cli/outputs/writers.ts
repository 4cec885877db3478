import type { Audit } from '../audit/audit.ts';
import { type Baseline, trendOf } from '../audit/baseline.ts';

/** What a format looks at besides the audit. */
export interface Looks {
  /** What the audit is compared with. */
  readonly baseline: Baseline | undefined;
  /** Whether standard output is a terminal, and how many columns it has. */
  readonly isTerminal: boolean;
  readonly width: number;
  /** Where the build has put what the HTML report carries. */
  readonly page: URL;
}

/** The audit as text, in pieces. */
type Write = (audit: Audit, looks: Looks) => Promise<Iterable<string>>;

const NO_TREND = { before: undefined, now: undefined, since: '' };

/** How each format is written; it is loaded when it is asked for. */
export const WRITERS = {
  table: async (audit, { isTerminal, width }) => {
    const [{ auditAsTable }, { default: pc }] = await Promise.all([import('./table.ts'), import('picocolors')]);
    // picocolors takes a CI server for a terminal; its log is a file.
    return auditAsTable(audit, { colors: pc.createColors(isTerminal && pc.isColorSupported), width });
  },
  json: async (audit) => (await import('./json.ts')).auditAsJson(audit),
  csv: async (audit) => (await import('./csv.ts')).auditAsCsv(audit),
  html: async (audit, { baseline, page }) => {
    const [{ htmlReport }, { readPageAssets }] = await Promise.all([
      import('./html.ts'),
      import('../page/page-assets.ts'),
    ]);
    const { before, now, since: at } = baseline === undefined ? NO_TREND : trendOf(audit, baseline);
    const trend = before === undefined || now === undefined ? {} : { trend: { before, now, at } };
    return [await htmlReport(audit, await readPageAssets(page), trend)];
  },
  ocsf: async (audit) => (await import('./ocsf.ts')).auditAsOcsf(audit),
  asff: async (audit) => (await import('./asff.ts')).auditAsAsff(audit),
  sarif: async (audit) => (await import('./sarif.ts')).auditAsSarif(audit),
  junit: async (audit) => (await import('./junit.ts')).auditAsJunit(audit),
  markdown: async (audit) => (await import('./markdown.ts')).auditAsMarkdown(audit),
} as const satisfies Readonly<Record<string, Write>>;
