/**
 * Bundles the function, `dist/lambda/index.mjs`: what the template deploys, npm start runs and the tests import; the function of
 * the hook, `dist/hook/index.mjs`; the command, `dist/cli/index.mjs`, with what its HTML report brings to the browser; and the
 * plugin of the CDK, `dist/cdk/index.mjs` and `index.cjs`, with the judge that it starts.
 */
import { chmod, copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, commandOptions, requiredOptions } from './bundle-options.mjs';
import { writePage } from './cli/page/build-page.mjs';
import { licencesOf } from './licences.mjs';

await bundle('lambda', { index: 'lambda/handler.ts' }, bundleOptions);
await bundle('hook', { index: 'lambda/hook.ts' }, bundleOptions);
await bundle('cli', { index: 'cli/main.ts' }, commandOptions, async (folder) => {
  await chmod(`${folder}/index.mjs`, 0o755);
  await writePage(folder);
});
await bundle('cdk', { index: 'cdk/plugin.ts', judge: 'cdk/judge.ts' }, commandOptions, async (folder) => {
  await build({ ...requiredOptions, entryPoints: { index: 'cdk/plugin.ts' }, outdir: folder });
  for (const declarations of ['index.d.mts', 'index.d.cts']) await copyFile('cdk/api.ts', `${folder}/${declarations}`);
});

/** Makes `dist/<name>` with the licences of what is in it, and whatever else `finish` adds. */
async function bundle(name, entryPoints, options, finish = async () => {}) {
  // Built aside, so that whoever runs the old bundle meanwhile finds it whole.
  const aside = `dist/.${name}-${process.pid}`;
  const { metafile } = await build({ ...options, entryPoints, outdir: aside, metafile: true });
  const licences = await licencesOf(Object.keys(metafile.inputs));
  await writeFile(`${aside}/THIRD-PARTY-LICENSES.txt`, `${licences.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
  await finish(aside);
  await rm(`dist/${name}`, { recursive: true, force: true });
  await rename(aside, `dist/${name}`);
}
