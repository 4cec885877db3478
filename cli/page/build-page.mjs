/**
 * Builds what the HTML report brings to the browser. The report of the command reads both files beside its bundle, see
 * `readPageAssets`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from '../../licences.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The script, with the licences of the libraries in it, and the style. */
export const buildPage = async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: { page: path.join(here, 'client/main.tsx'), style: path.join(here, 'page.css') },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    // Said below, whole.
    legalComments: 'none',
    outdir: 'dist',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const textOf = (name) => outputFiles.find((file) => file.path.endsWith(name))?.text.trim() ?? '';
  return { script: `${await licences(metafile)}\n${textOf('page.js')}`, style: textOf('style.css') };
};

/** Writes `page.js` and `page.css` into a folder. */
export const writePage = async (folder) => {
  const { script, style } = await buildPage();
  await mkdir(folder, { recursive: true });
  await Promise.all([writeFile(path.join(folder, 'page.js'), script), writeFile(path.join(folder, 'page.css'), style)]);
};

/** A page that is handed on carries copies of its libraries, so it carries their licences, too. */
const licences = async ({ inputs }) =>
  `/*!\n${(await licencesOf(Object.keys(inputs))).join('\n\n').replaceAll('*/', '* /')}\n*/`;
