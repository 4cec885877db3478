/**
 * Bundles the function, `dist/lambda/index.mjs`: what the template deploys, npm start runs and the tests import; the function of
 * the hook, `dist/hook/index.mjs`; and the command, `dist/cli/index.mjs`, with what its HTML report brings to the browser.
 */
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, commandOptions } from './bundle-options.mjs';
import { writePage } from './cli/page/build-page.mjs';
import { licencesOf } from './licences.mjs';

await bundle('lambda', 'lambda/handler.ts', bundleOptions);
await bundle('hook', 'lambda/hook.ts', bundleOptions);
await bundle('cli', 'cli/main.ts', commandOptions, async (folder) => {
  await chmod(`${folder}/index.mjs`, 0o755);
  await writePage(folder);
});

/** Makes `dist/<name>` with the licences of what is in it, and whatever else `finish` adds. */
async function bundle(name, entry, options, finish = async () => {}) {
  // Built aside, so that whoever runs the old bundle meanwhile finds it whole.
  const aside = `dist/.${name}-${process.pid}`;
  const { metafile } = await build({ ...options, entryPoints: { index: entry }, outdir: aside, metafile: true });
  const licences = await licencesOf(Object.keys(metafile.inputs));
  await writeFile(`${aside}/THIRD-PARTY-LICENSES.txt`, `${licences.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
  await finish(aside);
  await rm(`dist/${name}`, { recursive: true, force: true });
  await rename(aside, `dist/${name}`);
}
