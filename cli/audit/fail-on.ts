import { rankOfSeverity, SEVERITIES, type SeverityLabel } from '../../lambda/core/model/reasons.ts';
import { quote } from '../../lambda/core/model/text.ts';
import type { Audit } from './audit.ts';
import { InvalidInputError } from './invalid-input.ts';

/** From which severity on a finding fails the command. */
export type FailOn =
  | { readonly kind: 'none' }
  /** `onlyNew`: only what the baseline did not have. */
  | { readonly kind: 'severity'; readonly severity: SeverityLabel; readonly onlyNew: boolean };

export const DEFAULT_FAIL_ON: FailOn = { kind: 'severity', severity: 'LOW', onlyNew: false };

/** Reads `none`, a severity, or `new:` and a severity, in upper or lower case. @throws InvalidInputError */
export const parseFailOn = (text: string): FailOn => {
  const [, isNew, word = ''] = /^(new:)?(.*)$/is.exec(text) ?? [];
  const onlyNew = isNew !== undefined;
  const severity = SEVERITIES.find((known) => known === word.toUpperCase());
  if (severity !== undefined) return { kind: 'severity', severity, onlyNew };
  if (!onlyNew && word.toLowerCase() === 'none') return { kind: 'none' };
  throw new InvalidInputError(
    `--fail-on is ${quote(text)}: must be none, ${SEVERITIES.join(', ')}, or new: and one of these severities`,
  );
};

/** Whether it says nothing without a baseline, so that the command must demand one. */
export const needsBaseline = (failOn: FailOn): boolean => failOn.kind === 'severity' && failOn.onlyNew;

/**
 * Whether a flow that is NON_COMPLIANT has a reason that counts: not muted, at or above the severity and, where only
 * new ones count, new. One that fails for reasons that nobody told counts at every severity, since nothing shows that
 * it is mild, but never as new.
 */
export const fails = (audit: Audit, failOn: FailOn): boolean => {
  if (failOn.kind === 'none') return false;
  const least = rankOfSeverity(failOn.severity);
  return audit.flows.some(
    ({ verdict, reasons }) =>
      verdict === 'NON_COMPLIANT' &&
      ((reasons.length === 0 && !failOn.onlyNew) ||
        reasons.some(
          ({ severity, muted, change }) =>
            muted === undefined && rankOfSeverity(severity) >= least && (!failOn.onlyNew || change === 'new'),
        )),
  );
};
