import { jsonArray, jsonText } from '../../outputs/json-text.ts';
import type { CheckedFlow, CheckedReason, CheckReport, UnknownFact } from '../check.ts';

/** The chunks of the whole report as JSON: members always in the same order. */
export function* checkAsJson({ format, complete, parameters, flows, notes }: CheckReport): Generator<string> {
  const sorted = Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
  yield `{\n  "format": ${jsonText(format)},\n  "complete": ${complete},\n  "parameters": ${jsonText(sorted, 1)},\n  "flows": `;
  yield* jsonArray(flows.map(flowOf), 1);
  yield ',\n  "notes": ';
  yield* jsonArray(notes, 1);
  yield '\n}\n';
}

/** What is undefined JSON leaves out. */
const flowOf = ({
  file,
  line,
  resource,
  constructPath,
  flow,
  answer,
  because,
  reasons,
  unknown,
}: CheckedFlow): object => ({
  file,
  line,
  resource,
  constructPath,
  flow,
  answer,
  because,
  reasons: reasons.map(reasonOf),
  unknown: unknown.map(unknownOf),
});

const reasonOf = ({ code, severity, problem, remedy }: CheckedReason): object => ({ code, severity, problem, remedy });

const unknownOf = ({ what, because, line }: UnknownFact): object => ({ what, because, line });
