import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListFlowsCommand } from '@aws-sdk/client-appflow';
import { clientsOf } from './local-clients.ts';

const repository = path.join(__dirname, '../..');
const program = ['--import', 'tsx', 'local-aws/main.ts', '--serve'];

const serve = async (...args: readonly string[]) => {
  const server = spawn(process.execPath, [...program, ...args], { cwd: repository });
  return { server, ...(await toldBy(server)) };
};

const toldBy = async ({ stdout }: { readonly stdout: Readable }) => {
  const [printed]: unknown[] = await once(stdout, 'data');
  const told = String(printed);
  return { told, url: /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0] ?? '' };
};

const isGone = (url: string): Promise<boolean> =>
  fetch(`${url}/_local/state`).then(
    () => false,
    () => true,
  );

it('tells its address and works on the port of choice until it is stopped', async () => {
  const port = await freePort();
  const { server, told, url } = await serve('--port', `${port}`);
  const { flows } = await clientsOf({ url }).appflow.send(new ListFlowsCommand({}));
  server.kill('SIGTERM');
  const [code]: unknown[] = await once(server, 'exit');
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(told).toContain(
    `export AWS_ENDPOINT_URL=${url} AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1
export AWS_ACCESS_KEY_ID=AKIALOCAL111122223333 AWS_SECRET_ACCESS_KEY=local
`,
  );
  expect(flows?.[0]?.flowName).toBe('orders-to-lake');
  expect(code).toBe(0);
});

it('ends when its terminal closes', async () => {
  const { server } = await serve();
  server.kill('SIGHUP');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

/** Runs a command that starts the server, kills its shell, and tells whether the server was gone before and after. */
const goneWith = async (command: string, environment: NodeJS.ProcessEnv) => {
  const shell = spawn('sh', ['-c', command], {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A process group of its own, so that nothing of it is left when a test fails.
    detached: true,
  });
  const { url } = await toldBy(shell);
  const before = await isGone(url);
  shell.kill('SIGKILL');
  const patience = AbortSignal.timeout(20_000);
  while (!patience.aborted && !(await isGone(url))) await sleep(50);
  const after = await isGone(url);
  if (!after) process.kill(-Number(shell.pid), 'SIGKILL');
  return { before, after };
};

const inBackground = `"${process.execPath}" ${program.join(' ')} & wait`;

// A shell gives a background job an empty standard input, which must not end it.
it('works in the background of a shell until that has ended, however it ends', async () => {
  expect(await goneWith(inBackground, { npm_lifecycle_event: undefined })).toEqual({ before: false, after: true });
});

// Only Linux tells the parent of another process.
if (process.platform === 'linux') {
  it('started by npm, works until npm has ended, though npm’s shell lives on', async () => {
    const npm = `sh -c '${inBackground}' & wait`;
    expect(await goneWith(npm, { npm_lifecycle_event: 'start' })).toEqual({ before: false, after: true });
  });
}

it('costs one line and exit code 2 where the port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = portOf(taken);
  const server = spawn(process.execPath, [...program, '--port', `${port}`], { cwd: repository });
  const [errors, [code]] = await Promise.all([text(server.stderr), once(server, 'exit')]);
  taken.close();
  expect(code).toBe(2);
  expect(errors).toBe(`Port ${port} is in use; choose another one with --port, or leave it out for a free one\n`);
});

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
};
