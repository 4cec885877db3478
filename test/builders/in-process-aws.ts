import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import type { MiddlewareStack } from '@smithy/types';
import { type Aws, createConnect } from '../../lambda/aws/clients/connection.ts';
import { answer } from '../../local-aws/answer.ts';
import { createFaults } from '../../local-aws/faults.ts';
import { createPager } from '../../local-aws/pager.ts';
import { createRates } from '../../local-aws/rates.ts';
import { createRecord } from '../../local-aws/record.ts';
import { createState } from '../../local-aws/state.ts';
import { parseWorld, type WorldInput } from '../../local-aws/world.ts';

/** A request as the SDK would send it. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * A local AWS that the SDK's real clients ask without a network, so that thousands of worlds can be asked: the clients
 * stay, and `show` changes the world behind them.
 */
export const inProcessAws = async (account: string, region: string) => {
  let surroundings: Parameters<typeof answer>[1] | undefined;
  const answerInProcess = async ({ method, path, query, headers, body }: Sent) => {
    if (surroundings === undefined) throw new Error('no world is shown yet');
    const search = Object.entries(query).map(([name, value]) => (value ? `${name}=${value}` : name));
    const asked = { method, path: search.length > 0 ? `${path}?${search.join('&')}` : path, headers };
    const outcome = await answer({ ...asked, body: textOf(body) }, surroundings);
    if (typeof outcome === 'string') throw new Error(`the world is to ${outcome} the connection`);
    return { response: { statusCode: outcome.status, headers: outcome.headers, body: Readable.from([outcome.body]) } };
  };
  const prepare = (stack: MiddlewareStack<object, object>): void => {
    stack.add(
      () => async (args: object) => (await answerInProcess((args as { readonly request: Sent }).request)) as never,
      { step: 'deserialize', priority: 'low', name: 'answerInProcess' },
    );
  };
  const connect = createConnect(
    account,
    { requests: 0, retries: 0 },
    {
      endpoint: 'http://127.0.0.1',
      credentials: async () => ({ accessKeyId: `AKIALOCAL${account}`, secretAccessKey: 'local' }),
      prepare,
    },
  );
  const signal = new AbortController().signal;
  // Every call listens to it, and it is never aborted.
  setMaxListeners(0, signal);
  const aws: Aws = await connect({
    where: { partition: 'aws', account, region },
    executionRoleName: undefined,
    keyAccountRoleName: undefined,
    spareSignal: signal,
    readSignal: signal,
    writeSignal: signal,
  });
  const show = (input: WorldInput): void => {
    const world = parseWorld({ json: input, source: 'The world' });
    surroundings = {
      state: createState(world),
      record: createRecord({ recordInputs: false }),
      faults: createFaults(world.faults),
      rates: createRates(world.rates),
      pager: createPager(),
      delay: async () => {},
    };
  };
  return { aws, show };
};

const textOf = (body: unknown): string => {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return typeof body === 'string' ? body : '';
};
