/**
 * Mutation testing of the pure core: `npm run mutation`, about a quarter of an hour, apart from `npm test`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lambda/core/**/*.ts'],
  // The sandbox holds the core, its tests and what runs them; nothing else can break a run.
  ignorePatterns: ['**', '!lambda/core/**', '!test/core/**', '!test/builders/**', '!*.json', '!*.mjs'],
  testRunner: 'jest',
  jest: {
    configFile: 'jest.config.mjs',
    config: {
      roots: ['<rootDir>/test/core'],
      // Random input would make the score differ from run to run; what it must hold is told by examples as well.
      testPathIgnorePatterns: ['properties\\.test\\.ts$'],
    },
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 30_000,
  incremental: false,
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
};
