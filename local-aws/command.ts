import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ownKeyPrefix } from './caller.ts';
import type { LocalAws } from './server.ts';

/** What the command of `npm run build` did. */
export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory that it held; 0 where the system does not tell. */
  readonly maxRssInBytes: number;
}

export interface RunningCommand {
  readonly ended: Promise<CommandRun>;
  readonly interrupt: () => void;
}

interface CommandOptions {
  /** Whose credentials it gets; left out, those of the world's account. */
  readonly account?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Shows what it writes instead of keeping it. */
  readonly isShown?: boolean;
}

/** What a terminal is told by; a profile or an endpoint of the reader's own would lead the command away from here. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TERM', 'COLORTERM', 'FORCE_COLOR', 'NO_COLOR', 'LANG'];

/** Starts the built command against a local AWS. */
export const startCommand = (
  { url, state }: Pick<LocalAws, 'url' | 'state'>,
  args: readonly string[],
  { account = state.world.account, environment = {}, isShown = false }: CommandOptions = {},
): RunningCommand => {
  const child = spawn(process.execPath, ['dist/cli/index.mjs', ...args], {
    env: {
      ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
      AWS_ENDPOINT_URL: url,
      AWS_REGION: state.world.region,
      AWS_ACCESS_KEY_ID: `${ownKeyPrefix}${account}`,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...environment,
    },
    stdio: ['ignore', ...(isShown ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
  });
  let [stdout, stderr, maxRssInBytes] = ['', '', 0];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const watch = setInterval(() => {
    maxRssInBytes = Math.max(maxRssInBytes, peakOf(child.pid));
  }, 100);
  const end = async (): Promise<CommandRun> => {
    const [exitCode] = await once(child, 'close');
    clearInterval(watch);
    return { exitCode, stdout, stderr, maxRssInBytes };
  };
  return { ended: end(), interrupt: () => void child.kill('SIGINT') };
};

/** As Linux tells it, of a process that still runs. */
const peakOf = (pid: number | undefined): number => {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
};
