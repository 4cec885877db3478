import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export interface Bundles {
  /** What `npm run build` made, and what is deployed. */
  readonly rule: string;
  readonly barest: string;
  readonly singleCalls: string;
  /** Bytes of code that importing one of them loads. */
  readonly startUpBytes: (bundle: string) => Promise<number>;
}

/**
 * Builds the bundles that the rule is measured against, with the flags of the rule's own, but in one file each: a function that
 * has no optional features has nothing to split off.
 */
export const buildBundles = async (): Promise<Bundles> => {
  const flags: { readonly bundleOptions: BuildOptions } = await import(pathOf('../bundle-options.mjs'));
  const size: Pick<Bundles, 'startUpBytes'> = await import(pathOf('../bundle-size.mjs'));
  const bundle = async (name: string): Promise<string> => {
    const outdir = pathOf(`../dist/bench/${name}`);
    await build({ ...flags.bundleOptions, splitting: false, entryPoints: { index: pathOf(`./${name}.ts`) }, outdir });
    return `${outdir}/index.mjs`;
  };
  const [barest, singleCalls] = await Promise.all([bundle('barest-function'), bundle('single-calls')]);
  return { rule: pathOf('../dist/lambda/index.mjs'), barest, singleCalls, startUpBytes: size.startUpBytes };
};
