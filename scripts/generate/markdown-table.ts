import type { Lines } from './regions.ts';

export const code = (text: string): string => `\`${text}\``;

export const codes = (texts: readonly string[]): string => texts.map(code).join(' ');

export const table =
  (head: readonly string[], rows: readonly (readonly string[])[]): Lines =>
  () =>
    [head, head.map(() => '---'), ...rows].map(
      (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
    );
