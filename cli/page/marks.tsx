import type { JSX } from 'preact';
import type { SeverityLabel } from '../../lambda/core/model/reasons.ts';
import type { AuditedFlow, Muted } from '../audit/audit.ts';
import { CHANGES, severityWord, VERDICTS } from './verdict-words.ts';
import { dayInWords } from './words.ts';

/** The small coloured words of the page; each says in words what its colour says. */

export const VerdictMark = ({ verdict }: { readonly verdict: AuditedFlow['verdict'] }): JSX.Element => (
  <span class={`verdict verdict-${verdict.toLowerCase().replace('_', '-')}`}>
    <span class="sign" aria-hidden="true">
      {VERDICTS[verdict].sign}
    </span>
    {VERDICTS[verdict].word}
  </span>
);

export const SeverityMark = ({ severity }: { readonly severity: SeverityLabel }): JSX.Element => (
  <span class={`severity severity-${severity.toLowerCase()}`}>{severityWord(severity)}</span>
);

export const ChangeMark = ({ change }: { readonly change: keyof typeof CHANGES }): JSX.Element => (
  <span class={`change change-${change}`}>{CHANGES[change]}</span>
);

/** "Muted until 31 December 2026: the vendor migrates in Q4" */
export const MutedNote = ({ muted }: { readonly muted: Muted }): JSX.Element => (
  <p class="muted-note">
    Muted until {dayInWords(muted.until)}: <bdi>{muted.because}</bdi>
  </p>
);
