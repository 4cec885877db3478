import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ownKeyPrefix } from '../local-aws/caller.ts';
import type { LocalAws } from '../local-aws/server.ts';

export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** The most memory that it held; 0 where the system does not tell. */
  readonly maxRssInBytes: number;
}

/** Runs the built command against a local AWS, with the credentials of the account. */
export const runCommand = async (aws: LocalAws, account: string, args: readonly string[]): Promise<CommandRun> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dist/cli/index.mjs', ...args], {
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: `${ownKeyPrefix}${account}`,
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, maxRssInBytes] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const watch = setInterval(() => {
    maxRssInBytes = Math.max(maxRssInBytes, peakOf(child.pid));
  }, 100);
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { exitCode, stdout, stderr, milliseconds: performance.now() - startedAt, maxRssInBytes };
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
