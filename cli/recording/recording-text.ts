import type { RecordedWorld } from './recorder.ts';

/**
 * A recording as the text of a file, in pieces, so that a large one need not be in memory twice: JSON, one flow, key or call a line.
 * Characters that a terminal or an editor would obey are escaped, and so is what a world file takes for a date to fill in.
 */
export function* recordingText({ recording, ...world }: RecordedWorld): Generator<string> {
  const { asked, ...said } = recording;
  yield `{\n"recording": ${json(said).slice(0, -1)}, "asked": {\n`;
  yield* onLines(Object.entries(asked), ([call, outcome]) => `${json(call)}: ${json(outcome)}`);
  yield '}}';
  for (const [member, value] of Object.entries(world)) {
    yield `,\n${json(member)}: `;
    if (!Array.isArray(value)) {
      yield json(value);
      continue;
    }
    yield '[\n';
    yield* onLines(value, json);
    yield ']';
  }
  yield '\n}\n';
}

function* onLines<T>(items: readonly T[], textOf: (item: T) => string): Generator<string> {
  for (const [index, item] of items.entries()) yield `${textOf(item)}${index < items.length - 1 ? ',' : ''}\n`;
}

const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\{\{/gu;

const json = (value: unknown): string =>
  JSON.stringify(value).replace(OBEYED, (text) => text.replace(/[\s\S]/g, escaped));

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
