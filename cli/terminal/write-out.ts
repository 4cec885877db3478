import type { Writable } from 'node:stream';

/**
 * Lets a reader that has seen enough close the pipe, as `head` does: that is no failure. What is written from then on goes nowhere.
 */
export const letReaderLeave = (stream: Writable): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
};

/** Writes pieces of text one after the other, as fast as the reader takes them, until there is none or nobody reads any more. */
export const writeOut = async (out: Writable, pieces: Iterable<string>): Promise<void> => {
  for (const piece of pieces) {
    if (!out.writable) return;
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
