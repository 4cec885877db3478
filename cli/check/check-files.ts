import type { Demands } from '../../lambda/core/checks/check.ts';
import { CHECK_FORMAT, type CheckedFlow, type CheckReport } from './check.ts';
import type { ExistingKeys } from './existing-keys.ts';
import { judgePlannedFlow } from './judge-planned.ts';
import { type AnswerUnder, mergeCases } from './merge-cases.ts';
import type { PlannedFile, PlannedFlow } from './planned.ts';
import { namesIn } from './planned-names.ts';
import { shownText } from './shown-text.ts';

/** Judges every flow of these files in each of their cases. `complete` is what nobody but the caller knows, and left to it. */
export const checkFiles = async (
  files: readonly PlannedFile[],
  texts: Readonly<Record<string, string>>,
  demands: Demands,
  existing: ExistingKeys,
): Promise<CheckReport> => {
  const flows: CheckedFlow[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const ofFile = await flowsOf(file, demands, existing);
    flows.push(...ofFile);
    notes.push(...file.notes);
    if (ofFile.length === 0) notes.push(`${file.file} makes no AppFlow flow.`);
  }
  return {
    format: CHECK_FORMAT,
    complete: true,
    parameters: texts,
    flows,
    notes: [...new Set(notes.map(shownText))],
  };
};

interface FlowInCases {
  /** As it stands in the first case that has it; the cases of a file differ in what it is, not in where it stands. */
  readonly flow: PlannedFlow;
  readonly answers: AnswerUnder[];
}

const flowsOf = async (
  { cases }: PlannedFile,
  demands: Demands,
  existing: ExistingKeys,
): Promise<readonly CheckedFlow[]> => {
  const found = new Map<string, FlowInCases>();
  for (const { condition, world } of cases) {
    const names = namesIn(world);
    const answers = await Promise.all(
      world.flows.map(async (flow) => ({ flow, answer: await judgePlannedFlow(flow, names, demands, existing) })),
    );
    for (const { flow, answer } of answers) {
      const key = JSON.stringify([flow.place.file, flow.resource]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { flow, answers: [{ condition, ...answer }] });
      else known.answers.push({ condition, ...answer });
    }
  }
  return [...found.values()].map(checkedFlow);
};

const checkedFlow = ({ flow, answers }: FlowInCases): CheckedFlow => {
  const { place, resource, constructPath, name } = flow;
  return {
    file: place.file,
    ...(place.line === undefined ? {} : { line: place.line }),
    resource,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(name.kind === 'known' ? { flow: name.value } : {}),
    ...mergeCases(answers),
  };
};
