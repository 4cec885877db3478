import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownKeyPrefix } from './caller.ts';
import { type FunctionError, type FunctionProcess, startProcess } from './function-process.ts';
import type { LocalAws } from './server.ts';

export interface FunctionOptions {
  readonly aws: Pick<LocalAws, 'url' | 'state'>;
  /** The file with the handler; by default what `npm run build` made. */
  readonly bundle?: string;
  /** By default the world's own. */
  readonly account?: string;
  readonly region?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** 60 by default. */
  readonly timeoutInSeconds?: number;
}

/** How one invocation ended, and what it wrote to its log (both streams, line by line). */
export type Invocation =
  /** What the handler returned, as JSON makes it. */
  (
    | { readonly outcome: 'succeeded'; readonly returned?: unknown }
    | { readonly outcome: 'failed'; readonly error: FunctionError }
  ) & {
    readonly logs: readonly string[];
    /** Of the handler, without the time to load the bundle. */
    readonly durationInMs: number;
    /** CPU time of user and system: to load the bundle, and all of it until this event was handled; 0 where it was not. */
    readonly cpuInMs: { readonly toLoad: number; readonly soFar: number };
    /** The most memory that the process had so far; 0 where it was killed or exited. */
    readonly maxRssInBytes: number;
  };

const NO_MEASURES = { durationInMs: 0, cpuInMs: { toLoad: 0, soFar: 0 }, maxRssInBytes: 0 } as const;

/** A function in a sandbox of its own: the first invocation starts it, later ones find it warm, one at a time. */
export interface LambdaFunction {
  readonly invoke: (event: unknown) => Promise<Invocation>;
  readonly stop: () => Promise<void>;
}

const functionName = 'appflow-flow-cmk';
const builtBundle = fileURLToPath(new URL('../dist/lambda/index.mjs', import.meta.url));

/** @throws Error where there is no bundle, saying how to build it. */
export const startFunction = (options: FunctionOptions): LambdaFunction => {
  const { aws, timeoutInSeconds = 60 } = options;
  const bundle = path.resolve(options.bundle ?? builtBundle);
  if (!existsSync(bundle)) throw new Error(`${bundle} does not exist; run "npm run build" first`);
  const account = options.account ?? aws.state.world.account;
  const region = options.region ?? aws.state.world.region;
  const environment = { ...sandboxEnvironment({ url: aws.url, account, region }), ...options.environment };
  const functionArn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
  const timeoutInMs = timeoutInSeconds * 1000;
  let sandbox: FunctionProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const invokeNow = async (event: unknown): Promise<Invocation> => {
    if (!sandbox?.isAlive()) sandbox = startProcess({ bundleUrl: pathToFileURL(bundle).href, environment });
    const requestId = randomUUID();
    const { ending, logs } = await sandbox.run({ event, requestId, timeoutInMs, functionName, functionArn });
    switch (ending.kind) {
      case 'answered':
        return { ...ending.answer, logs };
      case 'not-loaded':
        await sandbox.kill();
        return { outcome: 'failed', error: ending.error, logs, ...NO_MEASURES };
      case 'exited':
        return { ...failedWith('Runtime.ExitError', exitMessage(requestId, ending.said)), logs };
      case 'timed-out': {
        await sandbox.kill();
        const message = `RequestId: ${requestId} Error: Task timed out after ${timeoutInSeconds.toFixed(2)} seconds`;
        return { ...failedWith('Sandbox.Timedout', message), logs, durationInMs: timeoutInMs };
      }
    }
  };

  return {
    invoke: (event) => {
      const turn = last.then(() => invokeNow(event));
      last = turn.catch(() => undefined);
      return turn;
    },
    stop: async () => {
      if (sandbox?.isAlive()) await sandbox.kill();
    },
  };
};

const failedWith = (name: string, message: string) => ({
  outcome: 'failed' as const,
  error: { name, message, causes: [] },
  ...NO_MEASURES,
});

const exitMessage = (requestId: string, said: string): string =>
  `RequestId: ${requestId} Error: Runtime exited without providing a reason${said === '' ? '' : `: ${said}`}`;

/** Lambda's own variables, and nothing of this process: no profile, proxy or flag of the developer reaches the function. */
const sandboxEnvironment = (given: { readonly url: string; readonly account: string; readonly region: string }) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/home/sbx_user1051',
  TZ: ':UTC',
  AWS_REGION: given.region,
  AWS_DEFAULT_REGION: given.region,
  AWS_ACCESS_KEY_ID: `${ownKeyPrefix}${given.account}`,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: given.url,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/15/[$LATEST]local',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});
