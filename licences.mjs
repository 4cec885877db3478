import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the licences of bundled packages say, a text for each package that has a line of code in the bundle of these inputs. */
export const licencesOf = async (inputs) => {
  const folders = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const bodies = await Promise.all((await licenceFilesIn(folder)).map((file) => readFile(file, 'utf8')));
    return [`${name} ${version} (${license})`, ...bodies.map((body) => body.trim())].join('\n\n');
  });
  return Promise.all(texts);
};

/** Those at the top of a package, and those in a folder of that name, where a package keeps the licences of what it copied. */
const licenceFilesIn = async (folder) => {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) =>
    /^(licen[cs]es?|notice)/i.test(name),
  );
  const files = entries.map(async (entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? (await readdir(file)).map((name) => path.join(file, name)) : [file];
  });
  return (await Promise.all(files)).flat().sort();
};
