import type { CheckInput, Demands } from '../core/checks/check.ts';
import type { Answer } from '../core/model/answer.ts';
import type { Flow, FlowLookup } from '../core/model/flow.ts';
import {
  type AnswerName,
  type AnswerValues,
  type AwsAnswers,
  type Key,
  type KeyLookup,
  NOTHING_ASKED,
} from '../core/model/key.ts';
import type { KeyReference } from '../core/model/key-reference.ts';
import type { Evaluation } from '../core/output/evaluation.ts';
import { answersNeeded, decideByChecks, decideByFlow, decideByKey } from '../core/verdict.ts';

/** What a flow was judged by, as far as it was read. */
export interface Evidence {
  readonly flow?: Flow;
  readonly answers?: AwsAnswers;
}

/** What is known of a flow once it is judged; when and under which id it is put is the caller's. */
export interface JudgedFlow extends Pick<Evaluation, 'flowName' | 'key' | 'rotation' | 'verdict'> {
  readonly flowArn: string;
  readonly evidence: Evidence;
}

/** Where the judge gets what it needs: AWS for a flow that is there, a template for one that is planned. */
export interface Sources {
  readonly key: (reference: KeyReference) => Promise<KeyLookup>;
  readonly answer: <N extends AnswerName>(name: N, flow: Flow, key: Key) => Promise<Answer<AnswerValues[N]>>;
}

/**
 * Follows one flow to its key and judges both; what the enabled checks need is asked for at the same time. `arn` is that of a
 * flow of which no more than the name is known. Rejects where a source gave no answer to rely on.
 */
export const judgeFlow = async (
  { name, arn }: { readonly name: string; readonly arn: string },
  lookup: FlowLookup,
  demands: Demands,
  sources: Sources,
): Promise<JudgedFlow> => {
  const byFlow = decideByFlow(name, lookup, demands);
  const [flowArn, evidence] = lookup.kind === 'found' ? [lookup.flow.arn, { flow: lookup.flow }] : [arn, {}];
  if ('verdict' in byFlow) return { flowName: name, flowArn, evidence, verdict: byFlow.verdict };
  const { flow, reference } = byFlow;
  const keyLookup = await sources.key(reference);
  const found = keyLookup.kind === 'found' ? { key: keyLookup.key } : {};
  const byKey = decideByKey(keyLookup, reference, demands);
  if ('verdict' in byKey) return { flowName: name, flowArn, evidence, ...found, verdict: byKey.verdict };
  const input = { flow, key: byKey.key, ...demands };
  const answers = await askForAll(input, sources);
  return {
    flowName: name,
    flowArn,
    evidence: { flow, answers },
    key: byKey.key,
    ...(answers.rotation.kind === 'given' ? { rotation: answers.rotation.value } : {}),
    verdict: decideByChecks(input, answers),
  };
};

const askForAll = async (input: CheckInput, sources: Sources): Promise<AwsAnswers> => {
  const needed = [...answersNeeded(input)];
  const asked = needed.map(async (name) => [name, await sources.answer(name, input.flow, input.key)] as const);
  return { ...NOTHING_ASKED, ...Object.fromEntries(await Promise.all(asked)) };
};
