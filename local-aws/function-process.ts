import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const errorSchema = v.object({
  name: v.string(),
  message: v.string(),
  stack: v.optional(v.string()),
  causes: v.array(v.string()),
});
const readySchema = v.variant('ready', [
  v.object({ ready: v.literal(true) }),
  v.object({ ready: v.literal(false), error: errorSchema }),
]);
const measures = {
  durationInMs: v.number(),
  cpuInMs: v.object({ toLoad: v.number(), soFar: v.number() }),
  maxRssInBytes: v.number(),
};
const answerSchema = v.variant('outcome', [
  v.object({ outcome: v.literal('succeeded'), returned: v.optional(v.unknown()), ...measures }),
  v.object({ outcome: v.literal('failed'), error: errorSchema, ...measures }),
]);

/** What a handler threw; `causes` are the errors inside it, each as `name: message`. */
export type FunctionError = v.InferOutput<typeof errorSchema>;

export type Ending =
  | { readonly kind: 'answered'; readonly answer: v.InferOutput<typeof answerSchema> }
  | { readonly kind: 'not-loaded'; readonly error: FunctionError }
  | { readonly kind: 'exited'; readonly said: string }
  | { readonly kind: 'timed-out' };

export interface Task {
  readonly event: unknown;
  readonly requestId: string;
  readonly timeoutInMs: number;
  readonly functionName: string;
  readonly functionArn: string;
}

/** One operating system process with the bundle in it. */
export interface FunctionProcess {
  /** Runs one task to its end; a process that is not asked twice at one time. */
  readonly run: (task: Task) => Promise<{ readonly ending: Ending; readonly logs: readonly string[] }>;
  readonly isAlive: () => boolean;
  readonly kill: () => Promise<void>;
}

const runtime = fileURLToPath(new URL('./function-runtime.mjs', import.meta.url));

export const startProcess = (given: {
  readonly bundleUrl: string;
  readonly environment: Readonly<Record<string, string>>;
}): FunctionProcess => {
  const child = fork(runtime, [given.bundleUrl], {
    env: given.environment,
    // Without the parent's own loaders and flags: Lambda has none.
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = readLines(child.stdout);
  const errors = readLines(child.stderr);
  const exited = once(child, 'exit').then((): Ending => ({ kind: 'exited', said: errors.take().slice(-5).join(' ') }));
  const ready = Promise.race([firstMessage(child).then((it) => v.parse(readySchema, it)), exited]);
  return {
    run: async (task) => {
      const state = await ready;
      if ('kind' in state) return { ending: state, logs: output.take() };
      if (!state.ready) return { ending: { kind: 'not-loaded', error: state.error }, logs: output.take() };
      const ending = await runTask({ child, exited, task, logged: output.until(`END RequestId: ${task.requestId}`) });
      return { ending, logs: output.take() };
    },
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const runTask = async (given: {
  readonly child: ChildProcess;
  readonly exited: Promise<Ending>;
  readonly task: Task;
  readonly logged: Promise<void>;
}): Promise<Ending> => {
  const { child, exited, task, logged } = given;
  const over = new AbortController();
  const answered = firstMessage(child, over.signal).then(async (message): Promise<Ending> => {
    await logged;
    return { kind: 'answered', answer: v.parse(answerSchema, message) };
  });
  const late = sleep(task.timeoutInMs, { kind: 'timed-out' } as const, { signal: over.signal });
  child.send(task);
  try {
    return await Promise.race([answered, exited, late]);
  } finally {
    over.abort();
  }
};

const firstMessage = async (child: ChildProcess, signal?: AbortSignal): Promise<unknown> => {
  const [message]: unknown[] = await once(child, 'message', signal === undefined ? {} : { signal });
  return message;
};

/** The lines of a stream as they come, to be taken once, and a wait for the line that ends a part of them. */
const readLines = (stream: Readable | null) => {
  const lines: string[] = [];
  const awaited = new Map<string, () => void>();
  if (stream !== null) {
    createInterface({ input: stream }).on('line', (line) => {
      const end = awaited.get(line);
      if (end !== undefined) end();
      else if (line !== '') lines.push(line);
    });
  }
  return {
    take: (): readonly string[] => lines.splice(0),
    until: (line: string): Promise<void> => new Promise((resolve) => awaited.set(line, resolve)),
  };
};
