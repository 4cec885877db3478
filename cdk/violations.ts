import type { CheckedFlow, CheckReport } from '../cli/check/check.ts';
import type { FlowKeyReport, FlowKeyViolation } from './api.ts';

/** The rule name of a flow of which something is not known before it is deployed. */
export const UNKNOWN = 'UNKNOWN';

/** The reasons that are about something else than the key of the flow: where that is set, would mislead. */
const NOT_ABOUT_THE_KEY = ['CREDENTIALS_WITHOUT_CMK', 'BUCKET_WITHOUT_CMK'];

/** By what a violation differs from others: the CDK wants the flows of one together. */
type Finding = Omit<FlowKeyViolation, 'violatingResources'>;

/**
 * What the CDK is told of a check. Every reason is an `error`, whatever its severity for the rule: once a violation is
 * acknowledged, the CDK fails for `error` and `fatal` only, and a `fatal` one could not be acknowledged. `templateOf` makes the path of a
 * template from the file of a flow.
 */
export const violationsIn = (
  { flows, notes }: CheckReport,
  unknown: 'warn' | 'fail',
  templateOf: (file: string) => string,
): FlowKeyReport => {
  const violations = new Map<string, FlowKeyViolation>();
  for (const flow of flows) {
    for (const finding of findingsOn(flow, unknown)) {
      const key = JSON.stringify(finding);
      const violation = violations.get(key) ?? { ...finding, violatingResources: [] };
      violation.violatingResources.push({
        resourceLogicalId: logicalIdOf(flow),
        templatePath: templateOf(flow.file),
        locations: NOT_ABOUT_THE_KEY.includes(finding.ruleName) ? [] : ['Properties.KMSArn'],
      });
      violations.set(key, violation);
    }
  }
  const all = [...violations.values()];
  return {
    success: all.every(({ severity }) => severity !== 'error'),
    violations: all,
    ...(notes.length === 0 ? {} : { metadata: { notes: notes.join(' ') } }),
  };
};

/** What is unknown of a flow that fails anyway would only hide why. */
const findingsOn = ({ answer, reasons, unknown }: CheckedFlow, treatUnknown: 'warn' | 'fail'): readonly Finding[] => {
  switch (answer) {
    case 'pass':
      return [];
    case 'fail':
      return reasons.map(({ code, problem, remedy, severity }) => ({
        ruleName: code,
        description: problem,
        fix: remedy,
        severity: 'error',
        ruleMetadata: { severity },
      }));
    case 'unknown':
      return unknown.map(({ what, because }) => ({
        ruleName: UNKNOWN,
        description: `${what} is not known before deployment: ${because}`,
        severity: treatUnknown === 'fail' ? 'error' : 'warning',
      }));
  }
};

/** The report names a flow of a nested stack by way of its parents. */
const logicalIdOf = ({ resource }: CheckedFlow): string => resource.slice(resource.lastIndexOf('/') + 1);
