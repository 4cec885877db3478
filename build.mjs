/**
 * Bundles the function, `dist/lambda/index.mjs`: what the template deploys, npm start runs and the tests import; and the command,
 * `dist/cli/index.mjs`. `node build.mjs lambda` or `node build.mjs cli` makes one of them.
 */
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, commandOptions } from './bundle-options.mjs';

const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes('lambda')) await bundle('lambda', 'lambda/handler.ts', bundleOptions);
if (wanted.length === 0 || wanted.includes('cli')) {
  await bundle('cli', 'cli/main.ts', commandOptions);
  await chmod('dist/cli/index.mjs', 0o755);
}

/** Makes `dist/<name>` with the licences of what is in it. */
async function bundle(name, entry, options) {
  // Built aside, so that whoever runs the old bundle meanwhile finds it whole.
  const aside = `dist/.${name}-${process.pid}`;
  const { metafile } = await build({ ...options, entryPoints: { index: entry }, outdir: aside, metafile: true });
  await writeFile(`${aside}/THIRD-PARTY-LICENSES.txt`, await thirdPartyLicences(Object.keys(metafile.inputs)));
  await rm(`dist/${name}`, { recursive: true, force: true });
  await rename(aside, `dist/${name}`);
}

/** The licence texts of every package that has a line of code in the bundle. */
async function thirdPartyLicences(inputs) {
  const folders = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const bodies = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    return [`${name} ${version} (${license})`, ...bodies.map((body) => body.trim())].join('\n\n');
  });
  return `${(await Promise.all(texts)).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
