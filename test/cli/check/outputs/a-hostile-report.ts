import fc from 'fast-check';
import type { CheckReport } from '../../../../cli/check/check.ts';
import { REASON_CODES } from '../../../../lambda/core/model/reasons.ts';
import { aCheckReport, aFailedCheck } from '../../../builders/a-check-report.ts';
import { hostileText } from '../../outputs/hostile-text.ts';

/** A report with one failing flow; every free text of it is hostile. */
export const hostileReport: fc.Arbitrary<CheckReport> = fc
  .record({
    file: hostileText,
    resource: hostileText,
    flow: hostileText,
    problem: hostileText,
    remedy: hostileText,
    what: hostileText,
    because: hostileText,
    note: hostileText,
    parameter: hostileText,
    code: fc.constantFrom(...REASON_CODES),
  })
  .map(({ file, resource, flow, problem, remedy, what, because, note, parameter, code }) =>
    aCheckReport({
      parameters: { requiredKeyTags: parameter },
      flows: [
        aFailedCheck({
          file,
          resource,
          flow,
          constructPath: resource,
          reasons: [{ code, severity: 'HIGH', problem, remedy }],
          unknown: [{ what, because, line: 3 }],
        }),
      ],
      notes: [note],
    }),
  );
