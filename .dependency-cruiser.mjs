/**
 * The arrows of the house, one way: entry → select, judge, outputs → aws → core. Nothing deployed knows the local endpoint or the
 * tests.
 */
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
      comment: 'Readers and writers may use the core, never the story above them.',
      severity: 'error',
      from: { path: '^lambda/aws/' },
      to: { path: '^lambda/', pathNot: ['^lambda/(aws|core)/'] },
    },
    {
      name: 'judge-knows-no-selection',
      comment:
        'How a flow was chosen, and where its verdict goes, is not the judge’s business: other doors use it, too.',
      severity: 'error',
      from: { path: '^lambda/judge/' },
      to: { path: '^lambda/', pathNot: ['^lambda/(judge|aws|core)/'] },
    },
    {
      name: 'outputs-know-no-judge',
      severity: 'error',
      from: { path: '^lambda/outputs/' },
      to: { path: '^lambda/(judge|select)/' },
    },
    {
      name: 'selection-knows-no-judge-and-no-outputs',
      severity: 'error',
      from: { path: '^lambda/select/' },
      to: { path: '^lambda/(judge|outputs)/' },
    },
    {
      name: 'sdk-only-in-aws',
      comment: 'The AWS SDK has one home.',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/aws/' },
      to: { path: '^node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'optional-clients-have-their-folder',
      comment: 'What an ordinary event does not need costs every start, unless it is imported from there.',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/aws/optional/' },
      to: {
        path: '^node_modules/@aws-sdk/client-',
        pathNot: '^node_modules/@aws-sdk/client-(appflow|config-service|kms)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'optional-clients-load-when-used',
      comment: 'A static import would load them at every start.',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { path: '^lambda/aws/optional/', dynamic: false },
    },
    {
      name: 'lambda-is-alone',
      comment: 'What is deployed knows neither the local endpoint nor the tests.',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { path: '^(cli|local-aws|test|bench|scripts)/' },
    },
    {
      name: 'entries-are-the-top',
      comment: 'Nothing imports an entry.',
      severity: 'error',
      from: { path: '^(lambda|cli|local-aws)/' },
      to: { path: '^(lambda/handler|cli/main)\\.ts$' },
    },
    {
      name: 'audits-are-pure',
      comment: 'What an audit says, and how it is compared and muted, knows no SDK, no clock and no I/O.',
      severity: 'error',
      from: { path: '^cli/audit/' },
      to: { pathNot: ['^cli/audit/', '^lambda/core/', '^node_modules/(valibot|yaml)/'] },
    },
    {
      name: 'outputs-show-audits',
      comment: 'An output turns an audit into text; it reads nothing of AWS.',
      severity: 'error',
      from: { path: '^cli/outputs/' },
      to: { path: '^(cli|lambda)/', pathNot: ['^cli/(outputs|page|audit)/', '^lambda/core/'] },
    },
    {
      name: 'page-runs-in-a-browser',
      comment:
        'What is bundled for the browser knows audits and how they are shown; no Node.js, no chart library, no SDK.',
      severity: 'error',
      from: { path: '^cli/page/client/' },
      to: {
        pathNot: ['^cli/(page|audit)/', '^lambda/core/model/', '^node_modules/(preact|@tanstack/virtual-core)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'impacts-are-shown-not-read',
      comment: 'An output of an impact turns it into text; it reads nothing of AWS.',
      severity: 'error',
      from: { path: '^cli/impact/outputs/' },
      to: { path: '^(cli|lambda)/', pathNot: ['^cli/(impact|audit)/', '^lambda/core/'] },
    },
    {
      name: 'next-runs-and-risks-are-pure',
      severity: 'error',
      from: { path: '^cli/impact/(schedule|risk|effects|notes|key-argument)\\.ts$' },
      to: { pathNot: ['^cli/(impact|audit)/', '^lambda/core/', '^node_modules/luxon/'] },
    },
    {
      name: 'readers-know-no-judge',
      comment: 'What a template or a plan would make is told without a thought of what is demanded.',
      severity: 'error',
      from: { path: '^cli/check/(cloudformation|terraform)/' },
      to: {
        path: '^(cli|lambda)/',
        pathNot: ['^cli/check/(cloudformation|terraform)/', '^cli/check/planned\\.ts$', '^cli/audit/', '^lambda/core/'],
      },
    },
    {
      name: 'checks-are-shown-not-judged',
      comment: 'An output of a check turns it into text.',
      severity: 'error',
      from: { path: '^cli/check/outputs/' },
      to: {
        path: '^(cli|lambda)/',
        pathNot: [
          '^cli/check/((check|told)\\.ts$|outputs/)',
          '^cli/(outputs|audit)/',
          '^cli/version\\.ts$',
          '^lambda/core/',
        ],
      },
    },
    {
      name: 'commands-know-their-sdk-by-one-folder',
      severity: 'error',
      from: { path: '^cli/', pathNot: '^cli/(aws|source|recording)/' },
      to: { path: '^node_modules/@(aws-sdk|smithy)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'deployed-packages-are-few',
      comment: 'Everything is bundled, so package.json does not tell what runs in the function: this list does.',
      severity: 'error',
      from: { path: '^lambda/' },
      to: {
        path: '^node_modules/',
        pathNot: '^node_modules/(@aws-lambda-powertools|@aws-sdk|@smithy|@types|p-limit|valibot)/',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
