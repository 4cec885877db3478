import type { Audit } from '../audit/audit.ts';
import type { Format } from '../options/formats.ts';

/** What a format looks at besides the audit. */
export interface Looks {
  /** The audit that this one is compared with. */
  readonly baseline: Audit | undefined;
  readonly isTerminal: boolean;
  /** Columns of the terminal; nothing where it is none. */
  readonly width: number | undefined;
}

/** The audit as text in a format, in pieces; each format is loaded when it is asked for. */
export const textOf = async (format: Format, audit: Audit, looks: Looks): Promise<Iterable<string>> =>
  WRITERS[format](audit, looks);

const WRITERS: Readonly<Record<Format, (audit: Audit, looks: Looks) => Promise<Iterable<string>>>> = {
  table: async (audit, { isTerminal, width }) => {
    const { auditTable } = await import('./table.ts');
    return [auditTable(audit, isTerminal, width)];
  },
};
