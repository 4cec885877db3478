import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../reading/progress.ts';
import { NO_PROGRESS } from '../reading/progress.ts';

const LINE_EVERY_IN_MILLISECONDS = 10_000;

/** How far it is, in numbers. */
interface Count {
  accounts: number;
  accountsDone: number;
  regions: number;
  regionsDone: number;
  flows: number;
}

const wordsOf = ({ accounts, accountsDone, regions, regionsDone, flows }: Count): string =>
  `${accountsDone} of ${accounts} accounts, ${regionsDone} of ${regions} Regions, ${flows} flows`;

/**
 * Progress on standard error: a bar on a terminal, a line every ten seconds elsewhere, nothing where it is `quiet`.
 */
export const showProgress = (err: NodeJS.WriteStream, quiet: boolean): Progress => {
  if (quiet) return NO_PROGRESS;
  const count: Count = { accounts: 0, accountsDone: 0, regions: 0, regionsDone: 0, flows: 0 };
  const display = err.isTTY ? barOn(err, count) : linesOn(err, count);
  const changed = (change: () => void) => (): void => {
    change();
    display.changed();
  };
  return {
    begin: (accounts) => {
      count.accounts = accounts;
      display.begin();
    },
    regionsFound: (found) => {
      count.regions += found;
      display.changed();
    },
    flowJudged: changed(() => {
      count.flows += 1;
    }),
    regionDone: changed(() => {
      count.regionsDone += 1;
    }),
    accountDone: changed(() => {
      count.accountsDone += 1;
    }),
    end: display.end,
  };
};

interface Display {
  readonly begin: () => void;
  readonly changed: () => void;
  readonly end: () => void;
}

const barOn = (err: NodeJS.WriteStream, count: Count): Display => {
  const bar = new SingleBar(
    {
      stream: err,
      format: '{bar} {told}, {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      etaBuffer: 50,
      // Left on, a listener would take Ctrl-C away from whoever writes down what was read so far.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  return {
    begin: () => bar.start(count.accounts, 0, { told: wordsOf(count) }),
    changed: () => bar.update(count.accountsDone, { told: wordsOf(count) }),
    end: () => bar.stop(),
  };
};

const linesOn = (err: NodeJS.WriteStream, count: Count): Display => {
  let timer: NodeJS.Timeout | undefined;
  const startedAt = Date.now();
  return {
    begin: () => {
      timer = setInterval(() => {
        const left = secondsLeft(count, Date.now() - startedAt);
        err.write(`${wordsOf(count)}${left === undefined ? '' : `, about ${left} s left`}\n`);
      }, LINE_EVERY_IN_MILLISECONDS);
      timer.unref();
    },
    changed: () => {},
    end: () => clearInterval(timer),
  };
};

/** By the accounts done so far; nothing before the first is. */
const secondsLeft = ({ accounts, accountsDone }: Count, milliseconds: number): number | undefined =>
  accountsDone === 0 ? undefined : Math.ceil(((accounts - accountsDone) * milliseconds) / accountsDone / 1_000);
