import type { Audit } from '../audit/audit.ts';
import { type Gap, gapsOf, isIncomplete } from '../audit/gaps.ts';

/**
 * Everything that is missing of one kind for one cause: a role that is missing everywhere is told once, with every
 * account.
 */
export interface GapGroup {
  /** What is missing, with a capital: "Unreadable". */
  readonly title: string;
  readonly because: string;
  /** Whether it makes the audit incomplete. */
  readonly isIncomplete: boolean;
  /**
   * Places as "account Region (name)", flows as "flow (account Region)"; empty for the audit as a whole. None is
   * cleaned yet.
   */
  readonly subjects: readonly string[];
}

const TITLES = {
  interrupted: 'Interrupted',
  unreadable: 'Unreadable',
  unjudged: 'Without a verdict',
  skipped: 'Skipped',
  'not-enabled': 'Not enabled',
} as const satisfies Readonly<Record<Gap['kind'], string>>;

/** The groups, what makes the audit incomplete first. */
export const groupedGaps = (audit: Audit): readonly GapGroup[] => {
  const groups = new Map<string, { readonly gap: Gap; readonly subjects: string[] }>();
  for (const gap of gapsOf(audit)) {
    const key = JSON.stringify([gap.kind, gap.because]);
    const group = groups.get(key) ?? { gap, subjects: [] };
    groups.set(key, group);
    group.subjects.push(...subjectsOf(gap));
  }
  return [...groups.values()].map(({ gap, subjects }) => ({
    title: TITLES[gap.kind],
    because: gap.because,
    isIncomplete: isIncomplete(gap),
    subjects,
  }));
};

const subjectsOf = ({ place, flow }: Gap): readonly string[] => {
  if (place === undefined) return [];
  const where = `${place.account} ${place.region}`;
  if (flow !== undefined) return [`${flow} (${where})`];
  return [place.accountName === undefined ? where : `${where} (${place.accountName})`];
};
