import { types } from 'node:util';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room or choose another folder',
  EACCES: 'permission is denied; choose another one or change its permissions',
  EPERM: 'permission is denied; choose another one or change its permissions',
  EROFS: 'the disk takes no changes; choose another folder',
  ENOENT: 'there is no such file or folder; check the path',
  ENOTDIR: 'a part of its path is a file; check the path',
  EISDIR: 'it is a folder; name a file',
  EEXIST: 'there is a file of that name; choose another one',
};

/** What went wrong with a file or folder, and what to do, as a clause. */
export const fileProblem = (error: unknown): string => {
  if (!types.isNativeError(error)) return String(error);
  return ('code' in error ? WORDS[String(error.code)] : undefined) ?? error.message;
};
