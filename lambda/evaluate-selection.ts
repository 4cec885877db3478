import pLimit from 'p-limit';
import type { Problems, UnjudgedFlow } from './core/output/unjudged-flows-error.ts';
import type { EvaluateSelected } from './evaluate-selected.ts';
import type { Selection } from './select/selection.ts';

/**
 * Flows under way at one time; of the others little more than the name is held. Four times the most DescribeFlow calls at
 * one time, so that none of these waits while other flows wait for their keys.
 */
const FLOWS_UNDER_WAY = 200;

/** Evaluates what is selected, each as soon as it is known. Never rejects: one flow or page that fails hides no other. */
export const evaluateSelection = async (selection: Selection, evaluate: EvaluateSelected): Promise<Problems> => {
  const limit = pLimit(FLOWS_UNDER_WAY);
  const underWay: Promise<void>[] = [];
  const unjudged: UnjudgedFlow[] = [];
  const failures: unknown[] = [];
  try {
    for await (const selected of selection) {
      underWay.push(
        limit(async () => {
          unjudged.push(...(await evaluate(selected)));
        }),
      );
    }
  } catch (error) {
    failures.push(error);
  }
  await Promise.all(underWay);
  return { unjudged, failures };
};
