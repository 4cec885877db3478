import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckReport } from '../cli/check/check.ts';
import type { JudgeRequest } from './judge-request.ts';

/** In milliseconds; a large app takes seconds. */
const LONGEST = 300_000;
/** In bytes; a flow takes some hundred. */
const LARGEST_REPORT = 1024 ** 3;

/**
 * Judges in a process of its own and waits for it: the CDK takes no promise from a plugin, and the judge is the rule's own, which
 * waits for AWS elsewhere. Throws where the process did not judge, with what it said.
 */
export const startJudge = (request: JudgeRequest): CheckReport => {
  const { stdout, stderr, status, signal, error } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./judge.mjs', import.meta.url))],
    {
      input: JSON.stringify(request),
      encoding: 'utf8',
      timeout: LONGEST,
      maxBuffer: LARGEST_REPORT,
      windowsHide: true,
      // Whatever runs the app's TypeScript, or debugs it, is not for the judge.
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  if (error !== undefined) throw new Error(`The flows were not judged: ${error.message}`, { cause: error });
  if (status !== 0)
    throw new Error(`The flows were not judged: ${stderr.trim() || `it ended with ${signal ?? status}`}`);
  return JSON.parse(stdout) as CheckReport;
};
