import { createConnect } from '../../lambda/aws/clients/connection.ts';
import { partitionOf } from '../../local-aws/place.ts';
import type { ConnectAccount } from '../reading/account.ts';
import { tellWhatIsNotRecorded } from '../recording/not-read.ts';
import { type Replay, startReplay } from '../recording/replay.ts';
import type { Source } from './source.ts';

/**
 * A recording, or a world that somebody wrote, in the place of AWS: as of its own time, by its own policy. Places that could not be
 * read when it was recorded are told so again. Throws an InvalidInputError where the file cannot be used.
 */
export const openReplay = async (file: string): Promise<Source> => {
  const replay = await startReplay(file);
  const read = replay.places.filter(({ status }) => status === 'read');
  const regionsById = new Map<string, string[]>();
  for (const { account, region } of read) regionsById.set(account, [...(regionsById.get(account) ?? []), region]);
  const names = new Map(read.map(({ account, accountName }) => [account, accountName]));
  return {
    accounts: [...regionsById.keys()].map((id) => {
      const name = names.get(id);
      return { id, ...(name === undefined ? {} : { name }) };
    }),
    toldPlaces: replay.places.filter(({ status }) => status !== 'read'),
    regionsOf: async ({ id }) => regionsById.get(id) ?? [],
    connect: (keyAccountRoleName, signal) => connectTo(replay, keyAccountRoleName, signal),
    at: replay.now,
    policy: replay.parameters,
    close: replay.close,
  };
};

const connectTo =
  ({ endpoint, credentialsIn }: Replay, keyAccountRoleName: string | undefined, signal: AbortSignal): ConnectAccount =>
  ({ id }) => {
    const extras = { credentials: async () => credentialsIn(id), endpoint, prepare: tellWhatIsNotRecorded };
    const connect = createConnect(id, { requests: 0, retries: 0 }, extras);
    return (region) =>
      connect({
        where: { partition: partitionOf(region), account: id, region },
        executionRoleName: undefined,
        keyAccountRoleName,
        spareSignal: signal,
        readSignal: signal,
        writeSignal: signal,
      });
  };
