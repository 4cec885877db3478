/** How much code a bundle loads when it starts. As a command: `node bundle-size.mjs <entry>` prints it in KB. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bytes of a built entry and of every file that it imports statically, directly or through others: what Node.js reads and
 * parses before the first event. Source maps, and files that are imported dynamically, do not count.
 */
export const startUpBytes = async (entry) => {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    splitting: true,
    outdir: 'dist',
    write: false,
    metafile: true,
  });
  const loaded = new Set([path.relative(process.cwd(), entry)]);
  // A set hands out, too, what is added while it is walked.
  for (const file of loaded) {
    for (const { path: imported, kind, external } of metafile.inputs[file].imports) {
      if (kind === 'import-statement' && !external) loaded.add(imported);
    }
  }
  return [...loaded].reduce((sum, file) => sum + metafile.inputs[file].bytes, 0);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(Math.ceil((await startUpBytes(path.resolve(process.argv[2]))) / 1000));
}
