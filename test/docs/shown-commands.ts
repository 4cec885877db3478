import { readdirSync, readFileSync } from 'node:fs';

export interface ShownCommands {
  /** The file that shows them, and where in it. */
  readonly place: string;
  readonly file: string;
  readonly commands: string;
}

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'rule-definitions/README.md',
];

const TEMPLATES = [
  'template.yaml',
  ...readdirSync('rule-definitions').flatMap((name) => (name.endsWith('.yaml') ? [`rule-definitions/${name}`] : [])),
];

/** Each block marked `sh` of the pages, and the commands in the first lines of each template. */
export const shownCommands: readonly ShownCommands[] = [
  ...PAGES.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, commands = ''], position) => ({
      place: `${file}, block ${position + 1}`,
      file,
      commands,
    })),
  ),
  ...TEMPLATES.map((file) => ({
    place: `${file}, on top`,
    file,
    commands: [...(readFileSync(file, 'utf8').split(/^(?=[A-Z])/m)[0] ?? '').matchAll(/^# {3}(.*)$/gm)]
      .map(([, line = '']) => line)
      .join('\n'),
  })),
];
