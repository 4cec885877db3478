import { readFileSync } from 'node:fs';
import { GENERATED_FILES, generated } from '../../scripts/generate/generated-files.ts';

describe('what repeats a table', () => {
  it.each(GENERATED_FILES)('is up to date in %s; if not, run npm run generate', (file) => {
    expect(generated(file)).toBe(readFileSync(file, 'utf8'));
  });
});
