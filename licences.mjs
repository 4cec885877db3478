import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the licences of bundled packages say, a text for each package that has a line of code in the bundle of these inputs. */
export const licencesOf = async (inputs) => {
  const folders = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const bodies = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    return [`${name} ${version} (${license})`, ...bodies.map((body) => body.trim())].join('\n\n');
  });
  return Promise.all(texts);
};
