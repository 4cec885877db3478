const shared = {
  bundle: true,
  // What is imported dynamically, clients of optional features above all, becomes a file of its own, loaded when first used.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  // The SDK's ES modules tree-shake; its CommonJS "main", esbuild's first choice for Node, does not.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'external',
  logLevel: 'warning',
};

/** The esbuild flags of the deployed bundle; the benchmark builds its barest function with the same ones. */
export const bundleOptions = { ...shared, target: 'node22', sourcemap: 'linked', sourcesContent: false };

/** Those of the command, which people run where they are. */
export const commandOptions = {
  ...shared,
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // Packages that are CommonJS ask for Node's own modules by this function, which ES modules do not have.
  banner: {
    js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
  },
};

/** Those of what an app in CommonJS requires: one file, which knows its own place as an ES module does. */
export const requiredOptions = {
  ...commandOptions,
  format: 'cjs',
  splitting: false,
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'urlOfThisFile' },
  banner: { js: "const urlOfThisFile = require('node:url').pathToFileURL(__filename).href;" },
};
