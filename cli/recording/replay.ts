import { ownKeyPrefix } from '../../local-aws/caller.ts';
import { InputError, readJsonFile } from '../../local-aws/json-file.ts';
import type { RecordedPlace } from '../../local-aws/recording.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { World, WorldInput } from '../../local-aws/world.ts';
import { InvalidWorldError } from '../../local-aws/world-problems.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';

/** A recording, or a world that somebody wrote, in the place of AWS. */
export interface Replay {
  /** The places of the recording, those that were not read with their cause; of a world, each in which it has flows, and its own. */
  readonly places: readonly RecordedPlace[];
  /** The policy that it holds. */
  readonly parameters: Readonly<Record<string, string>>;
  /** As of when it is judged: the time of the recording; of a world, now. */
  readonly now: Date;
  /** Whether it is a recording: what it does not hold was not read. */
  readonly isRecording: boolean;
  /** Where clients of every service find it. Each must tell what is not recorded: see `not-read.ts`. */
  readonly endpoint: string;
  /** With them a client acts in an account. */
  readonly credentialsIn: (account: string) => { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly close: () => Promise<void>;
}

/** Serves a file to this process. Throws an InvalidInputError that says what is wrong with the file, in one line. */
export const startReplay = async (file: string): Promise<Replay> => {
  const { url, close, state } = await serve(file);
  const { recording, ruleParameters } = state.world;
  return {
    places: recording?.places ?? placesOf(state.world),
    parameters: ruleParameters,
    now: recording === undefined ? new Date() : new Date(recording.at),
    isRecording: recording !== undefined,
    endpoint: url,
    credentialsIn: (account) => ({ accessKeyId: `${ownKeyPrefix}${account}`, secretAccessKey: 'local' }),
    close,
  };
};

/** Read and checked in one go: a large recording would be in memory twice. */
const serve = async (file: string): Promise<LocalAws> => {
  try {
    return await startLocalAws({ world: (await readJsonFile(file)) as WorldInput, recordInputs: false });
  } catch (error) {
    if (error instanceof InputError) throw new InvalidInputError(error.message, { cause: error });
    if (!(error instanceof InvalidWorldError)) throw error;
    const { message } = new InvalidWorldError({ source: file, problems: error.problems });
    throw new InvalidInputError(message, { cause: error });
  }
};

const placesOf = ({ account, region, flows }: World): readonly RecordedPlace[] => {
  const places = [{ account, region }, ...flows.map((flow) => ({ account, region, ...placed(flow) }))];
  return [...new Map(places.map((place) => [`${place.account}/${place.region}`, place])).values()].map((place) => ({
    ...place,
    status: 'read',
  }));
};

/** What a flow says of its place; what it leaves out is the world's. */
const placed = ({ account, region }: World['flows'][number]) => ({
  ...(account === undefined ? {} : { account }),
  ...(region === undefined ? {} : { region }),
});
