import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * Writes pieces of text one after the other, as fast as the reader takes them. A reader that has seen enough and closes the pipe,
 * as `head` does, is no failure: the rest is left unwritten.
 */
export const writeOut = async (out: Writable, pieces: Iterable<string>): Promise<void> => {
  let closed = false;
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  };
  // It stays: the pipe may tell of its end when everything is written.
  out.on('error', onError);
  for (const piece of pieces) {
    if (closed) return;
    if (!out.write(piece)) await Promise.race([once(out, 'drain'), once(out, 'close')]);
  }
};

/** Columns of a table in a file or a pipe. */
const WIDTH_WITHOUT_TERMINAL = 160;

export const widthOf = ({ columns }: NodeJS.WriteStream): number => columns ?? WIDTH_WITHOUT_TERMINAL;
