/** The esbuild flags of the deployed bundle; the benchmark builds its barest bundle with the same ones. */
export const bundleOptions = {
  bundle: true,
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
  // CommonJS packages inside an ES module still call require for Node's own modules.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
};
