import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Audit } from '../../../cli/audit/audit.ts';
import { policyFrom } from '../../../cli/options/policy-of.ts';
import { NO_PROGRESS } from '../../../cli/reading/progress.ts';
import { readAudit } from '../../../cli/reading/read-audit.ts';
import { createRecorder, type RecordedWorld } from '../../../cli/recording/recorder.ts';
import { recordingText } from '../../../cli/recording/recording-text.ts';
import { openReplay } from '../../../cli/source/replay.ts';
import type { WorldInput } from '../../../local-aws/world.ts';

export type Policy = Readonly<Record<string, string>>;

/** An audit of a world, and what a recorder makes of it. */
export interface Recorded {
  readonly audit: Audit;
  readonly recording: RecordedWorld;
}

/** The audit of a world file by the policy, else by the one in it, while a recorder looks on. */
export const auditOf = async (text: string, policy?: Policy): Promise<Recorded> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
  try {
    const file = path.join(folder, 'world.json');
    await writeFile(file, text);
    const recorder = createRecorder();
    const source = await openReplay(file, recorder.observe);
    const demands = policyFrom(policy ?? source.policy ?? {});
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const audit = await readAudit(source, demands, 5, NO_PROGRESS, signal);
    await source.close();
    const { version, parameters } = audit;
    const places = audit.places.map(({ flows: _, ...place }) => place);
    return { audit, recording: recorder.world({ at: source.at, version, parameters, places }) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Its text is escaped: what stands in a random world is meant literally. */
export const worldText = (world: WorldInput): string => JSON.stringify(world).replaceAll('{{', '{\\u007b');

export const replayed = (recording: RecordedWorld, policy?: Policy): Promise<Recorded> =>
  auditOf([...recordingText(recording)].join(''), policy);
