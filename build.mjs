/**
 * Bundles lambda/handler.ts to dist/lambda/index.mjs and its chunks: what the template deploys, npm start runs and the tests import.
 * Builds dist/cli/page.js and page.css, too: what the HTML report of the command brings to the browser.
 */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';
import { writePage } from './cli/page/build-page.mjs';

const outdir = 'dist/lambda';
// Built aside, so that whoever runs the old bundle meanwhile finds it whole.
const aside = `dist/.lambda-${process.pid}`;

const { metafile } = await build({
  ...bundleOptions,
  entryPoints: { index: 'lambda/handler.ts' },
  outdir: aside,
  metafile: true,
});
await writeFile(`${aside}/THIRD-PARTY-LICENSES.txt`, await thirdPartyLicences(Object.keys(metafile.inputs)));

await rm(outdir, { recursive: true, force: true });
await rename(aside, outdir);

await writePage('dist/cli');

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
