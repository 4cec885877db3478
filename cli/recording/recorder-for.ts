import type { Audit } from '../audit/audit.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { mustBeWritable, writeWhole } from '../files.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { recordingText } from './recording-text.ts';
import { redacted } from './redact.ts';

export interface RecordOptions {
  readonly record?: string;
  readonly redact?: boolean;
}

/** Sees what is read, and writes it as a recording where the options want one. */
export interface RecorderOfAudit extends Pick<Recorder, 'observe'> {
  /** To be called when everything was read. Throws an UnwritableError. */
  readonly write: (audit: Audit) => Promise<void>;
}

/** Only its owner may read a recording: it tells who may decrypt what. */
const MODE = 0o600;

/** Checks the options before anything is read. Throws an InvalidInputError. */
export const recorderFor = async ({ record: file, redact = false }: RecordOptions): Promise<RecorderOfAudit> => {
  if (file === undefined) {
    if (redact) throw new InvalidInputError('--redact: goes with --record only; name with it the file to write');
    return { observe: () => {}, write: async () => {} };
  }
  await mustBeWritable('--record', file);
  const { observe, world } = createRecorder();
  return {
    observe,
    write: async ({ at, version, parameters, places }) => {
      const recorded = world({
        at: new Date(at),
        version,
        parameters,
        places: places.map(({ flows: _, ...place }) => place),
      });
      await writeWhole([{ path: file, text: recordingText(redact ? redacted(recorded) : recorded), mode: MODE }]);
    },
  };
};
