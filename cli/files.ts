import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../lambda/core/model/text.ts';

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
 * written. Throws an UnwritableError that names the file and the cause.
 */
export const writeWhole = async (files: readonly FileToWrite[]): Promise<void> => {
  const aside = files.map((file) => ({
    file,
    temporary: path.join(path.dirname(file.path), `.${path.basename(file.path)}-${randomBytes(6).toString('hex')}`),
  }));
  let at = '';
  try {
    for (const { file, temporary } of aside) {
      at = file.path;
      await writeAside(file, temporary);
    }
    for (const { file, temporary } of aside) {
      at = file.path;
      await rename(temporary, file.path);
    }
  } catch (error) {
    await Promise.all(aside.map(({ temporary }) => rm(temporary, { force: true })));
    throw new UnwritableError(`${at} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
};

const writeAside = async ({ text, mode }: FileToWrite, temporary: string): Promise<void> => {
  const handle = await open(temporary, 'wx', mode);
  try {
    let waiting = '';
    for (const piece of text) {
      waiting += piece;
      if (waiting.length < WRITTEN_AT_ONCE) continue;
      await handle.writeFile(waiting);
      waiting = '';
    }
    await handle.writeFile(waiting);
  } finally {
    await handle.close();
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room or choose another folder',
  EACCES: 'permission is denied; choose another folder or change its permissions',
  EROFS: 'the disk takes no changes; choose another folder',
  ENOENT: 'there is no such folder; make it first',
  ENOTDIR: 'a part of its path is a file; choose another folder',
  EISDIR: 'it is a folder; name a file',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? messageOf(error);
};
