import { randomBytes } from 'node:crypto';
import { link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { InvalidInputError } from './audit/invalid-input.ts';
import { fileProblem } from './file-problem.ts';

/** A file could not be written: nothing of it, or of those written with it, is left behind. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}

export interface FileToWrite {
  readonly path: string;
  readonly text: Iterable<string>;
  /** Of its permissions; left out, what the process gives to any file. */
  readonly mode?: number;
}

/** Pieces of a file are small; so many characters are written at once. */
const WRITTEN_AT_ONCE = 1_000_000;

/**
 * Writes files whole or not at all: each under another name beside its own first, and all of them renamed when every one is
 * written; where that fails for one, the others get back what was there before. Throws an UnwritableError that names the file and
 * the cause.
 */
export const writeWhole = async (files: readonly FileToWrite[]): Promise<void> => {
  const plans: Plan[] = [];
  const put: Plan[] = [];
  let at = '';
  try {
    for (const file of files) {
      at = file.path;
      const plan = await planOf(file.path);
      plans.push(plan);
      await writeAside(file, plan);
    }
    for (const plan of plans) {
      at = plan.path;
      // A second name for the old file. Where the file system knows none, there is no way back.
      if (plan.exists) await link(plan.target, plan.before).catch(() => undefined);
      await rename(plan.aside, plan.target);
      put.push(plan);
    }
  } catch (error) {
    await Promise.all(put.map(putBack));
    throw new UnwritableError(`${at} cannot be written: ${fileProblem(error)}`, { cause: error });
  } finally {
    await Promise.all(plans.flatMap(({ aside, before }) => [rm(aside, { force: true }), rm(before, { force: true })]));
  }
};

/** Finds out, before the work that it is for, whether a file can be written there. Throws an InvalidInputError that `option` begins. */
export const mustBeWritable = async (option: string, file: string): Promise<void> => {
  try {
    const { aside } = await planOf(file);
    await (await open(aside, 'wx')).close();
    await rm(aside);
  } catch (error) {
    throw new InvalidInputError(`${option}: ${file} cannot be written: ${fileProblem(error)}`, { cause: error });
  }
};

/** A file, and the names beside it under which the new one waits and the old one is kept. */
interface Plan {
  readonly path: string;
  /** Where a link leads. */
  readonly target: string;
  readonly exists: boolean;
  readonly aside: string;
  readonly before: string;
}

const planOf = async (file: string): Promise<Plan> => {
  const existing = await realpath(file).catch(() => undefined);
  if (existing !== undefined) await mustBeFile(existing);
  const target = existing ?? file;
  const beside = path.join(path.dirname(target), `.${path.basename(target)}-${randomBytes(6).toString('hex')}`);
  return { path: file, target, exists: existing !== undefined, aside: beside, before: `${beside}-before` };
};

/** A file that is renamed would take the place of a device, too. */
const mustBeFile = async (file: string): Promise<void> => {
  const found = await stat(file);
  if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  if (!found.isFile()) throw new Error('it is a device or a pipe; name a file');
};

const putBack = ({ target, before, exists }: Plan): Promise<void> =>
  (exists ? rename(before, target) : rm(target, { force: true })).catch(() => undefined);

const writeAside = async ({ text, mode }: FileToWrite, { aside }: Plan): Promise<void> => {
  const handle = await open(aside, 'wx', mode);
  try {
    let waiting = '';
    for (const piece of text) {
      waiting += piece;
      if (waiting.length < WRITTEN_AT_ONCE) continue;
      await handle.writeFile(waiting);
      waiting = '';
    }
    await handle.writeFile(waiting);
    // A full disk may tell only now.
    await handle.sync();
  } finally {
    await handle.close();
  }
};
