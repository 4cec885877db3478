import type { KeyReference } from '../../lambda/core/model/key-reference.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Deed, Impact } from '../impact/impact.ts';
import { KeyArgumentError, parseKeyArgument } from '../impact/key-argument.ts';
import { readImpact } from '../impact/read-impact.ts';
import type { PaceOptions, SourceOptions } from '../options/commander-options.ts';
import { parseConcurrency } from '../options/concurrency.ts';
import type { Account } from '../reading/account.ts';
import { readAccounts } from '../reading/read-accounts.ts';
import { checkSourceOptions, openSource } from '../source/open-source.ts';
import type { Source } from '../source/source.ts';
import type { Streams } from '../streams.ts';
import { watchForInterruption } from '../terminal/interruption.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { writeOut } from '../terminal/write-out.ts';

export interface ImpactOptions extends SourceOptions, PaceOptions {
  readonly if: Deed;
  readonly format: keyof typeof WRITERS;
}

const WRITERS = {
  table: async (impact: Impact) => (await import('../impact/outputs/table.ts')).toTable(impact),
  json: async (impact: Impact) => (await import('../impact/outputs/json.ts')).toJson(impact),
  mermaid: async (impact: Impact) => (await import('../impact/outputs/mermaid.ts')).toMermaid(impact),
  html: async (impact: Impact) => (await import('../impact/outputs/html.ts')).toHtml(impact),
} as const;

/** Tells what hangs on a key. Ends with 3 where something that may hang on it could not be read. Throws an InvalidInputError. */
export const impact = async (text: string, options: ImpactOptions, { out, err }: Streams): Promise<ExitCode> => {
  checkSourceOptions(options);
  const concurrency = parseConcurrency(options.concurrency);
  const source = await openSource(options, () => {});
  const { signal, dispose } = watchForInterruption(err);
  try {
    const key = parseKeyArgument(text, source.onlyPlace);
    const connect = source.connect(undefined, signal);
    const progress = showProgress(err, options.quiet === true);
    const question = { key, if: options.if, at: source.at };
    const read = await readImpact(
      question,
      await connect(ownerOf(key, source))(key.region),
      async (readPlace) => [
        ...source.toldPlaces,
        ...(await readAccounts(source.accounts, connect, source.regionsOf, readPlace, progress, signal)),
      ],
      concurrency,
    );
    const shown = await WRITERS[options.format](read);
    await writeOut(out, [shown.endsWith('\n') ? shown : `${shown}\n`]);
    if (signal.aborted) return EXIT.interrupted;
    return read.complete ? EXIT.clean : EXIT.incomplete;
  } catch (error) {
    throw error instanceof KeyArgumentError ? new InvalidInputError(error.message) : error;
  } finally {
    dispose();
    await source.close();
  }
};

/** KMS tells a key's own account the most; of an account that is not among those to be read, whoever is first asks. */
const ownerOf = ({ account: id }: KeyReference, { accounts }: Source): Account =>
  accounts.find((account) => account.id === id) ?? accounts[0] ?? { id };
