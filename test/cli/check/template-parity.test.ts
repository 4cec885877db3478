import fc from 'fast-check';
import { stringify } from 'yaml';
import type { CheckedFlow } from '../../../cli/check/check.ts';
import { checkFiles } from '../../../cli/check/check-files.ts';
import { readCloudFormation } from '../../../cli/check/cloudformation/read-cloudformation.ts';
import { NO_KEY_IS_KNOWN } from '../../../cli/check/existing-keys.ts';
import { judgePlace } from '../../../cli/reading/judge-place.ts';
import type { Demands } from '../../../lambda/core/checks/check.ts';
import type { ReasonCode } from '../../../lambda/core/model/reasons.ts';
import type { JudgedFlow } from '../../../lambda/judge/judge-flow.ts';
import { inProcessAws } from '../../builders/in-process-aws.ts';
import { parameters } from '../../builders/parameters.ts';
import { ACCOUNT, anyDemands, anyTemplate, type RandomTemplate, REGION } from '../../builders/random-templates.ts';

/**
 * What may be unknown of a template although the rule knows it of what was made: the only way in which reasons may be
 * missing.
 */
const MAY_BE_UNKNOWN: readonly {
  readonly cause: string;
  readonly because: RegExp;
  readonly codes: readonly ReasonCode[];
}[] = [
  {
    cause: 'A key that no file plans is asked of KMS with --live only.',
    because: /^it is not in the file, and KMS was not asked/,
    codes: ['KEY_NOT_FOUND'],
  },
  {
    cause: 'AWS makes up the name of a role that is given none, so that keyUsers cannot be compared with it.',
    because: /^the name of Writer is made up by AWS$/,
    codes: ['KEY_USER_NOT_ALLOWED'],
  },
];

/** Where the two may use other words for the same. */
const SAME_IN_OTHER_WORDS: readonly { readonly cause: string; readonly words: RegExp; readonly as: string }[] = [
  {
    cause: 'What is no ARN is shown as it stands where it is known; of a planned key or alias it says what it is of.',
    words: /is not a KMS ARN: .*$/,
    as: 'is not a KMS ARN',
  },
  {
    cause: 'A role whose name AWS makes up has a stand-in instead of it.',
    words: /\(stack\)-Writer-\(named later\)|stack-Writer-1ABCDEFGHIJKL/g,
    as: 'Writer',
  },
];

/** How a flow stands: its reasons, each with what is wrong. */
interface Standing {
  readonly answer: 'pass' | 'fail';
  readonly reasons: readonly string[];
  /** Why it passes. */
  readonly because?: string;
}

const now = new Date('2026-11-24T12:00:00Z');
const local = inProcessAws(ACCOUNT, REGION);

/** By name of the flow, what the rule says of the world that the template makes. */
const judged = async ({ world, keyIds }: RandomTemplate, demands: Demands): Promise<ReadonlyMap<string, Standing>> => {
  const { aws, show } = await local;
  show(world);
  const found = new Map<string, Standing>();
  await judgePlace([{ aws, demands }], 5, {
    judged: (verdicts) => {
      for (const verdict of verdicts) found.set(verdict.flowName, standingOf(verdict, keyIds));
    },
    unjudged: ({ flow, because }) => {
      throw new Error(`${flow} was not judged: ${because}`);
    },
    note: () => {},
  });
  return found;
};

/** KMS gives a key an id that no template can know: a key is called by its logical id here, too. */
const standingOf = ({ verdict }: JudgedFlow, keyIds: RandomTemplate['keyIds']): Standing => {
  const inLogicalIds = (text: string): string =>
    Object.entries(keyIds).reduce((so, [id, keyId]) => so.replaceAll(keyId, id), text);
  if (!('reasons' in verdict)) return { answer: 'pass', reasons: [], because: inLogicalIds(verdict.because) };
  return {
    answer: 'fail',
    reasons: verdict.reasons.map(({ code, problem }) => inOneWording(`${code}: ${inLogicalIds(problem)}`)),
  };
};

const inOneWording = (text: string): string =>
  SAME_IN_OTHER_WORDS.reduce((so, { words, as }) => so.replace(words, as), text);

const checked = async (
  { template }: RandomTemplate,
  given: RandomTemplate['given'],
  demands: Demands,
  form: 'yaml' | 'json',
): Promise<readonly CheckedFlow[]> => {
  const text = form === 'yaml' ? stringify(template) : JSON.stringify(template);
  const file = readCloudFormation(`template.${form}`, text, new Map(Object.entries(given)), () => undefined);
  const { flows } = await checkFiles([file], {}, demands, NO_KEY_IS_KNOWN);
  return flows;
};

const namesOf = (flows: readonly CheckedFlow[]): readonly (string | undefined)[] =>
  flows.map(({ flow }) => flow).sort();

const reasonsOf = ({ reasons }: CheckedFlow): readonly string[] =>
  reasons.map(({ code, problem }) => inOneWording(`${code}: ${problem}`));

const isOfCode = (reason: string, codes: readonly ReasonCode[]): boolean =>
  codes.some((code) => reason.startsWith(`${code}: `));

/** Fails where the two differ in a way that no row of the tables allows. */
const expectSame = (flow: CheckedFlow, byRule: Standing | undefined): void => {
  const excuses = flow.unknown.map(({ because }) => MAY_BE_UNKNOWN.find((row) => row.because.test(because)));
  expect(flow.unknown.filter((_, index) => excuses[index] === undefined)).toEqual([]);
  const excused = excuses.flatMap((row) => row?.codes ?? []);
  const open = (reasons: readonly string[]) => reasons.filter((reason) => !isOfCode(reason, excused));
  expect(open(reasonsOf(flow))).toEqual(open(byRule?.reasons ?? ['no such flow']));
  if (excused.length === 0) expect([flow.answer, flow.because]).toEqual([byRule?.answer, byRule?.because]);
  else expect(flow.answer).toBe(flow.reasons.length > 0 ? 'fail' : 'unknown');
};

const form = fc.constantFrom<('yaml' | 'json')[]>('yaml', 'json');
/** 1,000 in every run of the tests; TEMPLATES=5000 takes three minutes. */
const TEMPLATES = Number(process.env['TEMPLATES'] ?? 1_000);
const RUNS_OF_EACH = TEMPLATES / 5;
const MOST_MILLISECONDS = 240_000;

describe('a template with all its values is judged as the rule judges what it makes', () => {
  it.each([1, 2, 3, 4, 5])(
    'fifth %d of the random templates',
    async () => {
      const property = fc.asyncProperty(anyTemplate, anyDemands, form, async (random, texts, written) => {
        const demands = { parameters: parameters(texts), now };
        const byRule = await judged(random, demands);
        const byCheck = await checked(random, random.given, demands, written);
        expect(namesOf(byCheck)).toEqual([...byRule.keys()].sort());
        for (const flow of byCheck) expectSame(flow, byRule.get(flow.flow ?? ''));
      });
      await fc.assert(property, { numRuns: RUNS_OF_EACH });
    },
    MOST_MILLISECONDS,
  );
});

describe('a template of which values are kept', () => {
  it(
    'passes only where the rule finds nothing in what it makes, and leaves no reason of the rule untold',
    async () => {
      const property = fc.asyncProperty(
        anyTemplate,
        anyDemands,
        fc.infiniteStream(fc.boolean()),
        async (random, texts, kept) => {
          const demands = { parameters: parameters(texts), now };
          const given = Object.fromEntries(
            Object.entries(random.given).filter(([name]) => !(random.mayBeKept.includes(name) && kept.next().value)),
          );
          const byRule = await judged(random, demands);
          const byCheck = await checked(random, given, demands, 'json');
          for (const [name, { reasons }] of byRule) {
            const flow = byCheck.find((it) => it.flow === name);
            const told: readonly string[] = flow?.reasons.map(({ code }) => code) ?? [];
            const untold = reasons.map((reason) => reason.split(':')[0] ?? '').filter((code) => !told.includes(code));
            expect({ name, untold: flow?.unknown.length === 0 ? untold : [] }).toEqual({ name, untold: [] });
            if (reasons.length > 0) expect(flow?.answer).not.toBe('pass');
          }
        },
      );
      await fc.assert(property, { numRuns: 200 });
    },
    MOST_MILLISECONDS,
  );
});
