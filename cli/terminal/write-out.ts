import type { Writable } from 'node:stream';

/**
 * Writes pieces of text one after the other, as fast as the reader takes them. A reader that has seen enough and closes the pipe,
 * as `head` does, is no failure: the rest is left unwritten.
 */
export const writeOut = async (out: Writable, pieces: Iterable<string>): Promise<void> => {
  let closed = false;
  // It stays: the pipe may tell of its end when everything is written.
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  });
  for (const piece of pieces) {
    if (closed) return;
    if (!out.write(piece)) await roomIn(out);
  }
};

/** Resolves when more can be written, or when nothing will be read any more. */
const roomIn = (out: Writable): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'error', 'close'];
    const go = (): void => {
      for (const event of events) out.off(event, go);
      resolve();
    };
    for (const event of events) out.on(event, go);
  });

/** Columns of a table in a file or a pipe. */
const WIDTH_WITHOUT_TERMINAL = 160;

export const widthOf = ({ columns }: NodeJS.WriteStream): number => columns ?? WIDTH_WITHOUT_TERMINAL;
