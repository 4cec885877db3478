/** Writes what repeats a table into the files that show it: `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { GENERATED_FILES, generated } from './generate/generated-files.ts';

for (const file of GENERATED_FILES) {
  const text = generated(file);
  if (text === readFileSync(file, 'utf8')) continue;
  writeFileSync(file, text);
  process.stdout.write(`${file} has changed\n`);
}
