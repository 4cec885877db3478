import { createConnect } from '../../lambda/aws/clients/connection.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import { createCallLimit } from '../aws/call-limit.ts';
import { accountOfCaller } from '../aws/caller-account.ts';
import type { ObserveCalls } from '../aws/live-connect.ts';
import type { Account, ConnectAccount } from '../reading/account.ts';
import { tellWhatIsNotRecorded } from '../recording/not-read.ts';
import { type Replay, startReplay } from '../recording/replay.ts';
import type { Source } from './source.ts';

/** A recording, or a world that somebody wrote, as it was read then. Throws an InvalidInputError that says what is wrong with it. */
export const openReplay = async (file: string, observe: ObserveCalls): Promise<Source> => {
  const replay = await startReplay(file);
  const { places, parameters, now, close } = replay;
  const read = places.filter(({ status }) => status === 'read');
  const accounts = new Map<string, Account>();
  for (const { account: id, accountName: name } of read)
    accounts.set(id, { id, ...(name === undefined ? {} : { name }) });
  return {
    accounts: [...accounts.values()],
    toldPlaces: places.filter(({ status }) => status !== 'read').map(told),
    regionsOf: async ({ id }) => read.filter(({ account }) => account === id).map(({ region }) => region),
    ...onlyPlaceIn(read),
    connect: connectTo(replay, observe),
    at: now,
    policy: parameters,
    close,
  };
};

const onlyPlaceIn = ([place, other]: Replay['places']): Pick<Source, 'onlyPlace'> => {
  if (place === undefined || other !== undefined) return {};
  const { account, region } = place;
  return { onlyPlace: { partition: partitionOfRegion(region), account, region } };
};

/** This process answers the calls that it makes: more at one time would wait for one another until they are given up. */
const MOST_CALLS_AT_ONE_TIME = 16;

/** Everything that is signed for an account is asked as that account: whoever had the credentials, the answers were for it. */
const connectTo = ({ endpoint, credentialsIn }: Replay, observe: ObserveCalls) => {
  const limitCalls = createCallLimit(MOST_CALLS_AT_ONE_TIME);
  return (keyAccountRoleName: string | undefined, signal: AbortSignal): ConnectAccount =>
    ({ id }) => {
      const connect = createConnect(
        id,
        { requests: 0, retries: 0 },
        {
          credentials: async () => credentialsIn(id),
          endpoint,
          prepare: (stack, region, callerName) => {
            limitCalls(stack);
            tellWhatIsNotRecorded(stack);
            observe(stack, accountOfCaller(callerName) ?? id, region);
          },
        },
      );
      return (region) =>
        connect({
          where: { partition: partitionOfRegion(region), account: id, region },
          executionRoleName: undefined,
          keyAccountRoleName,
          spareSignal: signal,
          readSignal: signal,
          writeSignal: signal,
        });
    };
};

/** Without the members that have no value. */
const told = ({ accountName, because, ...place }: Replay['places'][number]): Source['toldPlaces'][number] => ({
  ...place,
  ...(accountName === undefined ? {} : { accountName }),
  ...(because === undefined ? {} : { because }),
});
