import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export interface Bundles {
  /** What `npm run build` made, and what is deployed. */
  readonly rule: string;
  readonly barest: string;
  readonly singleCalls: string;
}

/** Builds the bundles that the rule is measured against, with the flags of the rule's own. */
export const buildBundles = async (): Promise<Bundles> => {
  const flags: { readonly bundleOptions: BuildOptions } = await import(pathOf('../bundle-options.mjs'));
  const bundle = async (name: string): Promise<string> => {
    const outfile = pathOf(`../dist/bench/${name}.mjs`);
    await build({ ...flags.bundleOptions, entryPoints: [pathOf(`./${name}.ts`)], outfile });
    return outfile;
  };
  const [barest, singleCalls] = await Promise.all([bundle('barest-bundle'), bundle('single-calls')]);
  return { rule: pathOf('../dist/lambda/index.mjs'), barest, singleCalls };
};

export const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;
