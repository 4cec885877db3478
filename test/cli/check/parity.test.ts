import fc from 'fast-check';
import type { AuditedFlow } from '../../../cli/audit/audit.ts';
import { askKms } from '../../../cli/check/ask-kms.ts';
import type { CheckedFlow, CheckedReason } from '../../../cli/check/check.ts';
import { checkFiles } from '../../../cli/check/check-files.ts';
import { NO_KEY_IS_KNOWN } from '../../../cli/check/existing-keys.ts';
import { auditedFlow } from '../../../cli/reading/audited-flow.ts';
import { judgePlace } from '../../../cli/reading/judge-place.ts';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';
import { startLocalAws } from '../../../local-aws/server.ts';
import { aPlannedCase, aPlannedFile } from '../../builders/a-planned-world.ts';
import { parameters } from '../../builders/parameters.ts';
import { anyPlannedTruth, type PlannedTruth } from '../../builders/random-planned-worlds.ts';
import { connectLocally } from '../local-connection.ts';
import { worldThatIsMade } from './world-that-is-made.ts';

/**
 * Worlds of 20 flows on average, each judged without and with asking KMS. A world is too big to be shrunk in reasonable time; the
 * differences say what they are about.
 */
const RUNS = { numRuns: 130, endOnFailure: true };
const now = new Date('2026-11-24T12:00:00Z');

/** What is known of a world when it is checked. */
interface Situation extends Pick<PlannedTruth, 'isAllSeen' | 'given'> {
  readonly isLive: boolean;
}

/** Every way in which a check may say less than the rule, or something else, and why. What is not listed here is a defect. */
const MAY_BE_UNKNOWN: readonly {
  readonly cause: string;
  readonly what: RegExp;
  readonly where: (situation: Situation) => boolean;
}[] = [
  { cause: 'nobody knows a value before it is deployed', what: /./, where: ({ isAllSeen }) => !isAllSeen },
  {
    cause: 'without --live, nothing is asked about a key that exists already',
    what: /^the key arn:/,
    where: ({ isLive }) => !isLive,
  },
  {
    cause: 'the same of a key behind a connector profile or bucket',
    what: /^the (?:key of connector profile|default encryption of bucket) /,
    where: ({ isLive }) => !isLive,
  },
  {
    cause: 'KMS refuses to tell of a key in another account: the rule calls that UNVERIFIED, a check unknown',
    what: /^the key arn:aws:kms:eu-west-1:999900001111:key\/Foreign$/,
    where: ({ isLive }) => isLive,
  },
  {
    cause: 'the same of such a key behind a connector profile or bucket',
    what: /^the (?:key of connector profile|default encryption of bucket) /,
    where: ({ isLive }) => isLive,
  },
  {
    cause: 'which flows use a key already is not in the file',
    what: /^how many flows use key Old(?:Off)?$/,
    where: ({ isLive }) => isLive,
  },
  {
    cause: 'what is NOT_APPLICABLE for lack of a policy that IAM understands is neither a failure nor a pass',
    what: /^whether the flow is compliant$/,
    where: ({ given }) => given.unverified === 'NOT_APPLICABLE',
  },
];

/** What a check says in other words than the rule: `as` turns what either says into the same. */
const SAID_OTHERWISE: readonly {
  readonly cause: string;
  readonly what: (reason: CheckedReason, situation: Situation) => boolean;
  readonly as: (reason: CheckedReason) => CheckedReason;
}[] = [
  {
    cause: 'the id of a key is made when the key is, so that its logical id stands for it; a template can name the ARN',
    what: ({ problem }) => problem.includes(' is not a KMS ARN: the bare '),
    as: (reason) => ({
      ...reason,
      problem: reason.problem.replace(/the bare (?:id of key|name of) /, ''),
      remedy: 'Recreate the flow with a key that exists: AppFlow cannot change the key of a flow',
    }),
  },
  {
    cause: 'a key fails in any case, whatever it is that nobody knows of it',
    what: ({ code }, { isAllSeen }) => ['ROTATION_IMPOSSIBLE', 'KEY_NOT_SYMMETRIC'].includes(code) && !isAllSeen,
    as: (reason) => ({ ...reason, problem: reason.problem.replace(/\b(origin|spec|usage) \w+/g, '$1') }),
  },
  {
    cause: 'an alias may have no name yet',
    what: ({ problem }, { isAllSeen }) => problem.includes(' is not a KMS ARN: ') && !isAllSeen,
    as: (reason) => ({ ...reason, problem: reason.problem.replace(/ARN: .*/, 'ARN') }),
  },
  {
    cause: 'flows of which nobody knows the key are not among the certain users of one',
    what: ({ code }, { isAllSeen }) => code === 'KEY_SHARED' && !isAllSeen,
    as: (reason) => ({ ...reason, problem: reason.problem.replace(/^\d+ flows? uses?/, 'too many flows use') }),
  },
];

/** How the rule judges the world that is made, and how a check judges it before. */
const judgeBoth = async ({ truth, seen, given }: PlannedTruth) => {
  const aws = await startLocalAws({ world: worldThatIsMade(truth), recordInputs: false });
  try {
    const connection = await connectLocally(aws);
    const demands = { parameters: parameters(given), now };
    const rule = new Map<string, AuditedFlow>();
    await judgePlace([{ aws: connection, demands }], 5, {
      judged: ([verdict]) => {
        if (verdict !== undefined) rule.set(verdict.flowName, auditedFlow(connection.where, verdict));
      },
      unjudged: ({ flow, because }) => {
        throw new Error(`${flow} has no verdict: ${because}`);
      },
      note: () => {},
    });
    const file = aPlannedFile({ cases: [aPlannedCase({ world: seen })] });
    const offline = await checkFiles([file], given, demands, NO_KEY_IS_KNOWN);
    const live = await checkFiles([file], given, demands, askKms(connection).keys);
    return {
      rule,
      checks: [
        { isLive: false, flows: offline.flows },
        { isLive: true, flows: live.flows },
      ],
    };
  } finally {
    await aws.close();
  }
};

const inOneForm = (reasons: readonly CheckedReason[], situation: Situation): readonly string[] =>
  reasons
    .map((reason) => SAID_OTHERWISE.reduce((said, { what, as }) => (what(said, situation) ? as(said) : said), reason))
    .map(({ code, problem, remedy }) => `${code}: ${problem}; ${remedy}`)
    .sort();

/** Every difference between both that no row above allows. */
const differences = (check: CheckedFlow, rule: AuditedFlow, situation: Situation): readonly string[] => {
  const ofRule = inOneForm(rule.reasons, situation);
  const ofCheck = inOneForm(check.reasons, situation);
  const invented = ofCheck
    .filter((reason) => !ofRule.includes(reason))
    .map((reason) => `the rule does not say ${reason}`);
  if (check.unknown.length > 0) {
    const unexpected = check.unknown.filter(
      ({ what }) => !MAY_BE_UNKNOWN.some((row) => row.what.test(what) && row.where(situation)),
    );
    return [...invented, ...unexpected.map(({ what }) => `a check must know ${what}`)];
  }
  const missed = ofRule.filter((reason) => !ofCheck.includes(reason)).map((reason) => `a check must say ${reason}`);
  const verdict = check.answer === 'fail' ? ['NON_COMPLIANT'] : ['COMPLIANT', 'NOT_APPLICABLE'];
  return [
    ...invented,
    ...missed,
    ...(verdict.includes(rule.verdict) ? [] : [`${check.answer} is not ${rule.verdict}`]),
    ...(check.answer === 'pass' && !rule.annotation.endsWith(`: ${check.because}`)
      ? [`${check.because} is not ${rule.annotation}`]
      : []),
  ];
};

it('what a check says of a world before is what the rule says of it afterwards, reason by reason', async () => {
  const property = fc.asyncProperty(anyPlannedTruth, async (world) => {
    const { rule, checks } = await judgeBoth(world);
    for (const { isLive, flows } of checks) {
      expect(flows).toHaveLength(world.truth.flows.length);
      const found = flows.flatMap((flow) => {
        const verdict = rule.get(flow.flow ?? '');
        if (verdict === undefined) return [`${flow.flow} was not judged`];
        return differences(flow, verdict, { ...world, isLive }).map((difference) => `${flow.flow}: ${difference}`);
      });
      expect(found).toEqual([]);
    }
  });
  await fc.assert(property, RUNS);
}, 300_000);

it('the worlds lead to every answer, and to every reason that something new can have', async () => {
  const reports = fc.sample(anyPlannedTruth, { numRuns: 200, seed: 1 }).map(({ seen, given }) => {
    const file = aPlannedFile({ cases: [aPlannedCase({ world: seen })] });
    return checkFiles([file], given, { parameters: parameters(given), now }, NO_KEY_IS_KNOWN);
  });
  const flows = (await Promise.all(reports)).flatMap((report) => report.flows);
  const share = (answer: CheckedFlow['answer']): number =>
    flows.filter((flow) => flow.answer === answer).length / flows.length;
  expect(Math.min(share('pass'), share('fail'), share('unknown'))).toBeGreaterThan(0.1);
  const codes = new Set(flows.flatMap(({ reasons }) => reasons.map(({ code }) => code)));
  // What is new was never rotated, used, or given up.
  expect(REASON_CODES.filter((code) => !codes.has(code))).toEqual([
    'KEY_PENDING_DELETION',
    'ROTATION_OVERDUE',
    'KEY_NOT_SEEN_IN_USE',
  ]);
});
