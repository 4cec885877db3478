/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Many tests start the bundle in a process of its own, which takes its time on a busy machine.
  testTimeout: 60_000,
  // Every core: many tests wait for processes that they started, so Jest's own choice, one core less, leaves cores idle.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // These packages are published as ES modules only, which Jest runs after the same transform as our own code.
  transformIgnorePatterns: ['/node_modules/(?!(p-limit|yocto-queue|preact|preact-render-to-string|echarts|zrender)/)'],
};
