import { readFileSync } from 'node:fs';

/**
 * Resolves once the process that started this one has ended: then this one has another parent. No signal tells it, and an
 * ended standard input would be no proof, since a shell gives its background jobs an empty one.
 */
export const starterIsGone = (): Promise<void> =>
  new Promise((resolve) => {
    const starters = lineage();
    const timer = setInterval(() => {
      if (lineage() === starters) return;
      clearInterval(timer);
      resolve();
    }, 250);
    timer.unref();
  });

/** The parent; where npm started this, between the two stands a shell that outlives npm, so that its parent counts too. */
const lineage = (): string =>
  process.env['npm_lifecycle_event'] === undefined ? `${process.ppid}` : `${process.ppid} ${parentOf(process.ppid)}`;

/** As Linux tells it; elsewhere nothing, and the parent alone counts. */
const parentOf = (pid: number): string | undefined => {
  try {
    return /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
};
