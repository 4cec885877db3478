import { readFileSync } from 'node:fs';
import { at, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import { readText } from '../cloudformation/read-template.ts';
import { EVERYTHING, statementsOf } from '../template/whole-stack.ts';

const texts = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value ?? null]).map(String);

const allowed = listIn(at(JSON.parse(readText('function-policy.json')), 'Statement'))
  .map(objectIn)
  .flatMap(({ Action: actions, Resource: on }) =>
    texts(actions).flatMap((action) => texts(on).map((resource) => ({ action, resource }))),
  );

/** Each action that the guide names in its table of additions, with the resource beside it. */
const additions = readFileSync('docs/pipelines.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, , actions = '', resource = '']) =>
    [...actions.matchAll(/`([a-z\d-]+:[A-Za-z]+)`/g)].map(([, action = '']) => ({ action, resource })),
  );

describe('function-policy.json', () => {
  // IAM takes a wildcard in every part of an ARN but the service
  // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
  it('allows what the rule always needs, in whatever partition of AWS, and no more', () => {
    expect(allowed.map(({ action, resource }) => `${action} on ${resource}`).sort()).toEqual([
      'appflow:DescribeFlow on arn:*:appflow:*:*:flow/*',
      'appflow:ListFlows on arn:*:appflow:*:*:flow/*',
      'config:GetComplianceDetailsByConfigRule on arn:*:config:*:*:config-rule/*',
      'config:ListDiscoveredResources on *',
      'config:PutEvaluations on *',
      'kms:DescribeKey on arn:*:kms:*:*:key/*',
      'kms:GetKeyPolicy on arn:*:kms:*:*:key/*',
      'kms:GetKeyRotationStatus on arn:*:kms:*:*:key/*',
      'kms:ListAliases on *',
      'kms:ListGrants on arn:*:kms:*:*:key/*',
      'kms:ListKeyRotations on arn:*:kms:*:*:key/*',
      'kms:ListResourceTags on arn:*:kms:*:*:key/*',
    ]);
  });

  it('is all that the role of the whole stack has, together with what the guide tells to add', () => {
    const needed = statementsOf('FunctionRole', EVERYTHING).flatMap(({ actions }) => actions);
    const named = [...allowed, ...additions].map(({ action }) => action);
    expect([...new Set(named)].sort()).toEqual([...new Set(needed)].sort());
  });

  it.each(
    statementsOf('FunctionRole', EVERYTHING)
      .flatMap(({ actions, resources }) => actions.map((action) => ({ action, resource: String(resources[0]) })))
      .filter(({ action }) =>
        /^(access-analyzer|appflow:DescribeConnector|appflow:DescribeFlowExecution|kms:GetKeyLastUsage|secretsmanager|sts|securityhub)/.test(
          action,
        ),
      ),
  )('is widened by the guide on the resource that the whole stack has, for $action', ({ action, resource }) => {
    const written = resource
      .replace('arn:aws:', 'arn:*:')
      .replace('eu-west-1', 'REGION')
      .replaceAll('111122223333', 'ACCOUNT')
      .replace(/role\/(key|flow)-reader$/, 'role/');
    expect(additions.find((addition) => addition.action === action)?.resource).toContain(`\`${written}\``);
  });
});
