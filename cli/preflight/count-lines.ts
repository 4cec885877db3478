import { quote } from '../../lambda/core/model/text.ts';
import type { PreflightLine } from './line.ts';

/** How many flows there are, and how many keys they lead to; each text is a clause in lower case without a full stop. */
export interface Counts {
  readonly flows: number;
  /** Distinct keys that the flows name. */
  readonly keys: number;
  /** Flows that could not be described, by why. */
  readonly unreadFlows: ReadonlyMap<string, readonly string[]>;
  /** Keys and aliases that could not be described, by why. */
  readonly unreadKeys: ReadonlyMap<string, readonly string[]>;
  /** Why the flows could not be listed; absent where they were. */
  readonly unlistedBecause?: string;
}

/** What was counted; what could not be read would leave flows without a verdict, or UNVERIFIED. */
export const countLines = ({
  flows,
  keys,
  unreadFlows,
  unreadKeys,
  unlistedBecause,
}: Counts): readonly PreflightLine[] => {
  if (unlistedBecause !== undefined) {
    return [
      {
        check: 'Flows',
        outcome: 'fail',
        told: `The flows could not be listed: ${unlistedBecause}.`,
        remedy: 'Allow it to whoever runs this, and to the role of the rule.',
      },
    ];
  }
  return [
    { check: 'Flows', outcome: 'pass', told: flows === 1 ? 'There is 1 flow.' : `There are ${number(flows)} flows.` },
    ...unreadLines('Flows', 'fail', unreadFlows),
    {
      check: 'Keys',
      outcome: 'pass',
      told: `The flows name ${keys === 1 ? '1 key' : `${number(keys)} different keys`}.`,
    },
    // Whoever may not see a key of another account cannot mend that; the rule calls such flows UNVERIFIED.
    ...unreadLines('Keys', 'warn', unreadKeys),
  ];
};

const number = (count: number): string => count.toLocaleString('en-US');

const unreadLines = (
  check: string,
  outcome: 'warn' | 'fail',
  unread: Counts['unreadFlows'],
): readonly PreflightLine[] =>
  [...unread].map(([because, names]) => ({
    check,
    outcome,
    told: `${number(names.length)} could not be described, such as ${quote(names[0] ?? '')}: ${because}.`,
    remedy: `Allow it to whoever runs this, and to the role of the rule${check === 'Keys' ? ', in the key policy, too' : ''}.`,
  }));
