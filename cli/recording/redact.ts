import type { RecordedWorld } from './recorder.ts';
export const redacted = (world: RecordedWorld): RecordedWorld => world;
