/** The esbuild flags of the deployed bundle; the benchmark builds its barest function with the same ones. */
export const bundleOptions = {
  bundle: true,
  // What is imported dynamically, clients of optional features above all, becomes a file of its own, loaded when first used.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // The SDK's ES modules tree-shake; its CommonJS "main", esbuild's first choice for Node, does not.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'external',
  logLevel: 'warning',
};
