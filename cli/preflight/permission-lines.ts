import type { Answer } from '../../lambda/core/model/answer.ts';
import type { PreflightLine } from './line.ts';

/** An action that the rule calls. */
export interface NeededAction {
  readonly action: string;
  /** `always`, or in which case, in terms of the template's parameters. */
  readonly when: string;
}

/** What IAM, or a try, says of an action. */
export interface ActionVerdict extends NeededAction {
  readonly isAllowed: boolean;
}

const CHECK = 'Permissions';

/** What the policies of the caller allow by IAM's simulator, or why it could not be asked. */
export const simulatedLines = (verdicts: Answer<readonly ActionVerdict[]>): readonly PreflightLine[] => {
  if (verdicts.kind === 'refused') {
    return [
      {
        check: CHECK,
        outcome: 'warn',
        told: `What the caller may do could not be simulated: ${verdicts.because}.`,
        remedy: verdicts.remedy ?? 'See below what was tried instead.',
      },
    ];
  }
  return [
    ...verdictLine(verdicts.value, 'by the simulator of IAM, which does not look at key policies'),
    ...verdicts.value.filter(({ isAllowed }) => !isAllowed).map(deniedLine),
  ];
};

/** What came of calling the harmless ones of the actions; what was not tried is named. */
export const triedLines = (tried: readonly ActionVerdict[], untried: readonly string[]): readonly PreflightLine[] => [
  ...verdictLine(tried, 'by trying them'),
  ...tried.filter(({ isAllowed }) => !isAllowed).map(deniedLine),
  ...(untried.length === 0
    ? []
    : [
        {
          check: CHECK,
          outcome: 'warn' as const,
          told: `Not tried: ${untried.join(', ')}.`,
          remedy: 'Allow iam:SimulatePrincipalPolicy to whoever runs this, to know of these, too.',
        },
      ]),
];

const verdictLine = (verdicts: readonly ActionVerdict[], how: string): readonly PreflightLine[] => {
  const allowed = verdicts.filter(({ isAllowed }) => isAllowed).map(({ action }) => action);
  if (allowed.length === 0) return [];
  return [{ check: CHECK, outcome: 'pass', told: `The caller may ${how}: ${allowed.join(', ')}.` }];
};

/** What the rule needs in some cases only is no reason to fail. */
const deniedLine = ({ action, when }: ActionVerdict): PreflightLine => ({
  check: CHECK,
  outcome: when === 'always' ? 'fail' : 'warn',
  told: `${action} is denied to the caller; the rule needs it ${when === 'always' ? 'always' : `with ${withoutMarks(when)}`}.`,
  remedy: `Allow ${action} to whoever runs this; the stack gives it to the role of the rule.`,
});

/** The table of calls is written for Markdown. */
const withoutMarks = (text: string): string => text.replaceAll('`', '');
