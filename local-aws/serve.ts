import { once } from 'node:events';
import { ownKeyPrefix } from './caller.ts';
import { InputError } from './json-file.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from './server.ts';
import { starterIsGone } from './starter.ts';

/**
 * Keeps a local AWS running for other programs and tells how to reach it, until it is stopped or left alone; the exit code.
 * @throws InputError for a port that cannot be had
 */
export const serve = async (options: LocalAwsOptions): Promise<number> => {
  const { url, close, state } = await listen(options);
  // Listened for before anybody learns the address, and so could stop it.
  const ends = [...['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)), starterIsGone()];
  const { account, region } = state.world;
  console.log(`A local AWS listens on ${url} until you press Ctrl-C. Clients reach it with:

export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=${ownKeyPrefix}${account} AWS_SECRET_ACCESS_KEY=local

${url}/_local/state tells what it was asked and what it holds.`);
  await Promise.race(ends);
  await close();
  return 0;
};

const listen = async (options: LocalAwsOptions): Promise<LocalAws> => {
  try {
    return await startLocalAws(options);
  } catch (error) {
    throw portProblem(error, options.port) ?? error;
  }
};

const remedy = 'choose another one with --port, or leave it out for a free one';

const portProblem = (error: unknown, port: number | undefined): InputError | undefined => {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new InputError(`Port ${port} is in use; ${remedy}`);
    case 'EACCES':
      return new InputError(`Port ${port} is not yours to open; ${remedy}`);
    default:
      return undefined;
  }
};
