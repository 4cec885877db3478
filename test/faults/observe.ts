import type { LocalAws } from '../../local-aws/server.ts';
import type { Sandbox } from '../bench/sandbox.ts';

/** What one invocation did, as Lambda and AWS Config see it. */
export interface Observation {
  readonly outcome: 'succeeded' | 'failed';
  /** Name and message of the error; empty where it succeeded. */
  readonly error: string;
  /** What AWS Config stored, as `id verdict codes`. */
  readonly verdicts: readonly string[];
  /** Names of flows that the log tells to have no verdict, or one that was not taken. */
  readonly unjudged: readonly string[];
  /** Calls of each operation, such as `DescribeFlow`. */
  readonly calls: ReadonlyMap<string, number>;
}

export const observe = async ({ aws, invoke }: Sandbox, event: unknown): Promise<Observation> => {
  const put = aws.evaluations.length;
  const asked = aws.calls.length;
  const invocation = await invoke(event);
  const calls = new Map<string, number>();
  for (const { operation } of aws.calls.slice(asked)) calls.set(operation, (calls.get(operation) ?? 0) + 1);
  return {
    outcome: invocation.outcome,
    error: invocation.outcome === 'failed' ? `${invocation.error.name}: ${invocation.error.message}` : '',
    verdicts: verdictsOf(aws.evaluations.slice(put)),
    unjudged: invocation.logs.filter((line) => line.startsWith('{')).flatMap(unjudgedIn),
    calls,
  };
};

/** `id verdict codes`, as AWS Config stored them, in the order of ids. */
const verdictsOf = (evaluations: LocalAws['evaluations']): readonly string[] =>
  evaluations
    .map(
      ({ ComplianceResourceId: id, ComplianceType, Annotation = '' }) =>
        `${id} ${ComplianceType} ${Annotation.slice(0, Annotation.indexOf(':'))}`,
    )
    .sort();

const unjudgedIn = (line: string): readonly string[] => {
  const { message, flowName } = JSON.parse(line) as { readonly message?: string; readonly flowName?: string };
  const tells = message === 'no verdict' || message === 'verdict not taken by AWS Config';
  return tells && flowName !== undefined ? [flowName] : [];
};
