/** The arrows of the house: handler → evaluate-event → aws → core, and nothing deployed knows the local endpoint or the tests. */
export default {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'lambda/core knows no SDK, no environment and no I/O; valibot (data in, data out) is its one library.',
      severity: 'error',
      from: { path: '^lambda/core/' },
      to: { pathNot: ['^lambda/core/', '^node_modules/valibot/'] },
    },
    {
      name: 'aws-looks-down-only',
      comment: 'Readers and writers may use core types, never the story above them.',
      severity: 'error',
      from: { path: '^lambda/aws/' },
      to: { path: '^lambda/', pathNot: ['^lambda/(aws|core)/'] },
    },
    {
      name: 'sdk-only-in-aws',
      comment: 'The AWS SDK has one home.',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/aws/' },
      to: { path: '^node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'lambda-is-alone',
      comment: 'What is deployed knows neither the local endpoint nor the tests.',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { path: '^(local-aws|test|bench|scripts)/' },
    },
    {
      name: 'handler-is-the-top',
      comment: 'Nothing imports the composition root.',
      severity: 'error',
      from: { path: '^(lambda|local-aws)/' },
      to: { path: '^lambda/handler\\.ts$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-deployed',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
