import { Presets, SingleBar } from 'cli-progress';
import { NO_PROGRESS, type Progress } from '../reading/progress.ts';

const LINE_EVERY_IN_MILLISECONDS = 10_000;

/** How far it is: a share of the whole, and in words. */
interface Count {
  readonly done: number;
  readonly of: number;
  readonly words: string;
}

/** A place where progress is shown. Ending it twice does no harm. */
interface Display {
  readonly show: (count: Count) => void;
  readonly end: () => void;
}

/**
 * Progress of many accounts on standard error: a bar on a terminal, a line every ten seconds elsewhere, nothing where it is `quiet`.
 */
export const showProgress = (err: NodeJS.WriteStream, quiet: boolean): Progress => {
  if (quiet) return NO_PROGRESS;
  const display = displayOn(err);
  const [accounts, regions] = [
    { all: 0, done: 0 },
    { all: 0, done: 0 },
  ];
  let flows = 0;
  const show = (): void =>
    // One account's share of the whole is its Regions.
    display.show({
      ...(accounts.all > 1 ? { done: accounts.done, of: accounts.all } : { done: regions.done, of: regions.all }),
      words: `${accounts.done} of ${counted(accounts.all, 'account')}, ${regions.done} of ${counted(regions.all, 'Region')}, ${counted(flows, 'flow')}`,
    });
  return {
    begin: (all) => {
      accounts.all = all;
      show();
    },
    regionsFound: (found) => {
      regions.all += found;
      show();
    },
    flowJudged: () => {
      flows += 1;
      show();
    },
    regionDone: () => {
      regions.done += 1;
      show();
    },
    accountDone: () => {
      accounts.done += 1;
      show();
    },
    end: display.end,
  };
};

/** The same for places that one aggregator tells of. */
export const showPlaces = (
  err: NodeJS.WriteStream,
  quiet: boolean,
): {
  readonly changed: (count: { readonly placesDone: number; readonly places: number; readonly flows: number }) => void;
  readonly end: () => void;
} => {
  if (quiet) return { changed: () => {}, end: () => {} };
  const display = displayOn(err);
  return {
    changed: ({ placesDone, places, flows }) =>
      display.show({
        done: placesDone,
        of: places,
        words: `${placesDone} of ${counted(places, 'place')}, ${counted(flows, 'flow')}`,
      }),
    end: display.end,
  };
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const displayOn = (err: NodeJS.WriteStream): Display => (err.isTTY ? barOn(err) : linesOn(err));

const barOn = (err: NodeJS.WriteStream): Display => {
  const bar = new SingleBar(
    {
      stream: err,
      format: '{bar} {words}, {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      // Left on, a listener would take Ctrl-C away from whoever writes down what was read so far.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show: ({ done, of, words }) => {
      if (!started) bar.start(of, done, { words });
      started = true;
      bar.setTotal(of);
      bar.update(done, { words });
    },
    end: () => bar.stop(),
  };
};

const linesOn = (err: NodeJS.WriteStream): Display => {
  const startedAt = Date.now();
  let last: Count | undefined;
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    if (last === undefined) return;
    const left = secondsLeft(last, Date.now() - startedAt);
    err.write(`${last.words}${left === undefined ? '' : `, about ${left} s left`}\n`);
  };
  return {
    show: (count) => {
      last = count;
      timer ??= setInterval(write, LINE_EVERY_IN_MILLISECONDS).unref();
    },
    end: () => clearInterval(timer),
  };
};

/** By what is done so far; nothing before the first is. */
const secondsLeft = ({ done, of }: Count, milliseconds: number): number | undefined =>
  done === 0 ? undefined : Math.ceil(((of - done) * milliseconds) / done / 1_000);
