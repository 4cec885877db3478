import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type Outcome } from './answer.ts';
import { createFaults } from './faults.ts';
import { createPager } from './pager.ts';
import { createRates } from './rates.ts';
import { type CallRecord, createRecord, snapshot } from './record.ts';
import type { Received } from './request.ts';
import { createState, type Evaluation, type LocalState } from './state.ts';
import { parseWorld, type WorldInput } from './world.ts';

export interface LocalAwsOptions {
  readonly world: WorldInput;
  /** A free one by default. */
  readonly port?: number;
  /** `false` counts calls without keeping them, for long sweeps. */
  readonly recordInputs?: boolean;
  /** Is told every request and what became of it, as both went over the wire. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** One request to a service and its answer. */
export interface Exchange {
  readonly request: Received;
  readonly outcome: Outcome;
}

/** A running local AWS: what it was asked, and its world as it is now. */
export interface LocalAws extends Omit<CallRecord, 'note'> {
  readonly url: string;
  readonly port: number;
  /** What PutEvaluations stored, in order, with ISO timestamps. */
  readonly evaluations: readonly Evaluation[];
  readonly state: LocalState;
  /** Drops every connection and frees the port. */
  readonly close: () => Promise<void>;
}

/**
 * Starts an HTTP endpoint on loopback that speaks AWS's wire protocols over a world. Point an SDK at it with
 * `AWS_ENDPOINT_URL`; the access key id `AKIALOCAL<account id>` is the function's own role in that account.
 * @throws InvalidWorldError that lists what is wrong with the world
 */
export const startLocalAws = async (options: LocalAwsOptions): Promise<LocalAws> => {
  const world = parseWorld({ json: options.world, source: 'The world' });
  const state = createState(world);
  const record = createRecord({ recordInputs: options.recordInputs ?? true });
  const faults = createFaults(world.faults);
  const rates = createRates(world.rates);
  const pager = createPager();
  const delay = async () => {
    if (world.latencyInMs > 0) await sleep(world.latencyInMs);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/_local/state') return sendJson(response, snapshot(record, state));
    const asked = await received(request);
    const outcome = await answer(asked, { state, record, faults, rates, pager, delay });
    options.onExchange?.({ request: asked, outcome });
    if (outcome === 'silence') return;
    if (outcome === 'drop') return void request.socket.destroy();
    response.writeHead(outcome.status, outcome.headers).end(outcome.body);
  };
  const server = createServer((request, response) => {
    // Only a client that goes away in the middle of its request ends here: there is nobody left to tell.
    serve(request, response).catch(() => request.socket.destroy());
  });
  // Longer than any client keeps a connection: otherwise a reused one could be closed under a request.
  server.keepAliveTimeout = 600_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    calls: record.calls,
    counts: record.counts,
    peaks: record.peaks,
    evaluations: state.evaluations,
    state,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const received = async (request: IncomingMessage): Promise<Received> => ({
  method: request.method ?? 'GET',
  path: request.url ?? '/',
  headers: request.headers,
  body: await text(request),
});

const sendJson = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
