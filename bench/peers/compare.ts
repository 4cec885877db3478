import { startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { median } from '../median.ts';
import type { Expectations } from './peer-world.ts';
import { kindOf } from './peer-world.ts';
import type { Run, Tool, Verdict } from './tool.ts';

/** What a tool did in one world. */
export interface Comparison {
  readonly tool: string;
  /** How often each action was called, in one run. */
  readonly calls: ReadonlyMap<string, number>;
  readonly durationInMs: number;
  readonly maxRssInBytes: number;
  /** How many flows of each kind, with what was expected, were judged wrongly. */
  readonly wrong: ReadonlyMap<string, number>;
  readonly notJudged: number;
  readonly failure: string | undefined;
}

/** Runs each tool some times, in turn so that a busy moment of the machine meets all alike; figures are medians. */
export const compare = async (given: {
  readonly tools: readonly Tool[];
  readonly world: WorldInput;
  readonly expectations: Expectations;
  readonly times: number;
}): Promise<readonly Comparison[]> => {
  const { tools, world, expectations, times } = given;
  const runs = new Map<string, Counted[]>(tools.map(({ name }) => [name, []]));
  for (let time = 0; time < times; time += 1) {
    for (const tool of tools) runs.get(tool.name)?.push(await runIn(world, tool));
  }
  return [...runs].map(([tool, all]) => comparisonOf(tool, all, expectations));
};

type Counted = Run & { readonly calls: ReadonlyMap<string, number> };

/** Each run has an endpoint of its own, which has put nothing yet and counts from 0. */
const runIn = async (world: WorldInput, tool: Tool): Promise<Counted> => {
  const aws = await startLocalAws({ world });
  try {
    const run = await tool.run(aws);
    return { ...run, calls: new Map(aws.counts) };
  } finally {
    await aws.close();
  }
};

const comparisonOf = (tool: string, runs: readonly Counted[], expectations: Expectations): Comparison => {
  const last = runs.at(-1);
  if (last === undefined) throw new Error(`${tool} was never run`);
  const judged = [...expectations].flatMap(([flow, expected]) => {
    const verdict = last.verdicts.get(flow);
    return verdict === undefined ? [] : [{ flow, expected, verdict }];
  });
  const wrong = new Map<string, number>();
  for (const { flow, expected, verdict } of judged.filter((it) => !isRight(it.verdict, it.expected))) {
    const said = verdict.reasons?.join(', ') ?? (verdict.isCompliant ? 'COMPLIANT' : 'NON_COMPLIANT');
    const kind = `${kindOf(flow)}: said ${said}, expected ${expected.join(', ') || 'COMPLIANT'}`;
    wrong.set(kind, (wrong.get(kind) ?? 0) + 1);
  }
  return {
    tool,
    calls: last.calls,
    durationInMs: median(runs.map(({ durationInMs }) => durationInMs)),
    maxRssInBytes: median(runs.map(({ maxRssInBytes }) => maxRssInBytes)),
    wrong,
    notJudged: expectations.size - judged.length,
    failure: last.failure,
  };
};

/** A tool that gives reasons is held to them, all of them. */
const isRight = ({ isCompliant, reasons }: Verdict, expected: readonly string[]): boolean =>
  isCompliant === (expected.length === 0) && (reasons === undefined || reasons.join() === expected.join());
