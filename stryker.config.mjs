/**
 * Mutation testing of the pure core: `npm run mutation`, about a quarter of an hour, apart from `npm test`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lambda/core/**/*.ts'],
  // The sandbox holds the core, its tests and what runs them; nothing else can break a run.
  ignorePatterns: [
    '**',
    '!lambda/core/**',
    '!test/core/**',
    '!test/builders/**',
    '!test/bench/**',
    '!local-aws/**',
    '!*.json',
    '!*.mjs',
  ],
  testRunner: 'jest',
  jest: {
    configFile: 'jest.config.mjs',
    config: {
      // Jest runs the tests related to a mutant, and sees no relation that goes through a file outside these roots.
      roots: ['<rootDir>/lambda/core', '<rootDir>/test/core', '<rootDir>/test/builders'],
      // Random input would make the score differ from run to run; what it must hold is told by examples as well.
      testPathIgnorePatterns: ['properties\\.test\\.ts$'],
    },
  },
  coverageAnalysis: 'perTest',
  // Constants read at import are exercised by every test file: each such mutant would run them all, hours in sum, and tables
  // of constants are held to the contract by tests of their own.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  incremental: false,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 98, low: 95, break: 95 },
  tempDirName: '.stryker-tmp',
};
