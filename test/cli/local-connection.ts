import { setMaxListeners } from 'node:events';
import { createConnect } from '../../lambda/aws/clients/connection.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import { ownAccount } from '../local-aws/local-clients.ts';

/** The account and Region of a local AWS as the command sees them, by real clients of the SDK. */
export const connectLocally = ({ url }: Pick<LocalAws, 'url'>, region = 'eu-west-1') => {
  const signal = new AbortController().signal;
  // Each call under way listens to it.
  setMaxListeners(0, signal);
  const connect = createConnect(
    ownAccount,
    { requests: 0, retries: 0 },
    { endpoint: url, credentials: async () => ({ accessKeyId: `AKIALOCAL${ownAccount}`, secretAccessKey: 'local' }) },
  );
  return connect({
    where: { partition: 'aws', account: ownAccount, region },
    executionRoleName: undefined,
    keyAccountRoleName: undefined,
    spareSignal: signal,
    readSignal: signal,
    writeSignal: signal,
  });
};
