/** The lines of one place in a file; `room` is how many columns a line may have there. */
export type Lines = (room: number) => readonly string[];

const LINE_WIDTH = 120;

/** `# begin generated NAME` … `# end generated NAME` in YAML, after `//` in TypeScript, in `<!-- … -->` in Markdown; indented alike. */
const REGION = /^( *)((?:#|\/\/|<!--) begin generated ([\w-]+).*\n)[\s\S]*?^\1((?:#|\/\/|<!--) end generated \3\b)/gm;

/**
 * The text with the lines between each pair of marks written anew; what stands outside them is a person's and stays.
 * Throws where a place is missing, or where one is marked that nobody fills.
 */
export const withRegions = (text: string, regions: Readonly<Record<string, Lines>>): string => {
  const filled = new Set<string>();
  const written = text.replace(REGION, (_, indent: string, begin: string, name: string, end: string) => {
    const lines = regions[name];
    if (lines === undefined) throw new Error(`nothing is generated for the place ${name}`);
    filled.add(name);
    const body = lines(LINE_WIDTH - indent.length).map((line) => (line === '' ? '\n' : `${indent}${line}\n`));
    return `${indent}${begin}${body.join('')}${indent}${end}`;
  });
  const missing = Object.keys(regions).filter((name) => !filled.has(name));
  if (missing.length > 0) {
    throw new Error(
      `no place for ${missing.join(', ')}: write "begin generated NAME" and "end generated NAME" as comments`,
    );
  }
  return written;
};

/** The text without its marks. */
export const withoutMarks = (text: string): string => text.replaceAll(/^ *# (?:begin|end) generated .*\n/gm, '');
