import type { Invocation } from '../../local-aws/function.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Finding } from '../../local-aws/state.ts';
import type { WorldInput } from '../../local-aws/world.ts';
import { type Sandbox, startSandbox } from '../bench/sandbox.ts';

/** The rule with its findings switched on; a call that fails is not repeated by the SDK, so that tests are quick. */
export const startSandboxWithHub = (
  world: Partial<WorldInput>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Sandbox> =>
  startSandbox({ world, environment: { SECURITY_HUB_FINDINGS: 'true', AWS_MAX_ATTEMPTS: '1', ...environment } });

/** The findings of an account by the name of their flow. */
export const findingsIn = ({ state }: LocalAws, account = '111122223333'): Readonly<Record<string, Finding>> =>
  Object.fromEntries(
    [...(state.findings.get(`${account}/eu-west-1`)?.values() ?? [])].map(
      (finding) => [String(finding['Id']).split(':flow/').at(-1), finding] as const,
    ),
  );

/** How many findings each call of BatchImportFindings brought. */
export const batchesIn = ({ calls }: LocalAws): readonly number[] =>
  calls.flatMap(({ operation, input }) =>
    operation === 'BatchImportFindings' ? [(input['Findings'] as readonly unknown[]).length] : [],
  );

export const linesOf = ({ logs }: Invocation, message: string): readonly Record<string, unknown>[] =>
  logs.map((line): Record<string, unknown> => JSON.parse(line)).filter((line) => line['message'] === message);
