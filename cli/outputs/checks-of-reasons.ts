import type { CheckDescription } from '../../lambda/core/checks/check.ts';
import { CHECKS } from '../../lambda/core/checks/index.ts';
import type { ReasonCode } from '../../lambda/core/model/reasons.ts';

const BY_CODE: ReadonlyMap<ReasonCode, CheckDescription> = new Map(
  CHECKS.flatMap((check) => check.reasons.map((code) => [code, check] as const)),
);

/** The check that reports a reason; nothing for UNVERIFIED, which each of them can report. */
export const checkOf = (code: ReasonCode): CheckDescription | undefined => BY_CODE.get(code);
