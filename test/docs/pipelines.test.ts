import { readFileSync } from 'node:fs';
import { runAsReader, valuesOf } from './reader-shell.ts';

const guide = readFileSync('docs/pipelines.md', 'utf8');

const block = (heading: string, language: string): string => {
  const [, section = ''] = guide.split(`\n## ${heading}\n`);
  const [, text = ''] = section.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``)) ?? [];
  return text;
};

/** AWS of China, where IAM spreads the new role only by the third create-function. */
const ANSWERS = `
case "$*" in
  'iam create-role '*) echo arn:aws-cn:iam::111122223333:role/appflow-flow-cmk ;;
  'lambda create-function '*)
    if [ "$(tr -cd '\\036' <"$CALLS.tries" 2>/dev/null | wc -c)" -lt 2 ]; then
      printf '\\036' >>"$CALLS.tries"
      exit 254
    fi ;;
  'lambda get-function-configuration '*) echo arn:aws-cn:lambda:cn-north-1:111122223333:function:appflow-flow-cmk ;;
esac
`;

const NEVER = `
case "$*" in
  'iam create-role '*) echo arn:aws:iam::111122223333:role/appflow-flow-cmk ;;
  'lambda create-function '* | 'lambda wait '*) exit 254 ;;
esac
`;

const named = (commands: string, answers: string) => {
  const { calls, exitCode } = runAsReader(commands, answers);
  return { calls, exitCode, names: calls.map(({ program, args }) => [program, ...args.slice(0, 2)].join(' ')) };
};

describe('the plain CLI way', () => {
  it('tries the function again until IAM has spread its role, and creates the rule last', () => {
    const { names, exitCode } = named(block('Plain CLI', 'sh'), ANSWERS);
    expect(exitCode).toBe(0);
    expect(names).toEqual([
      'zip -qr ../lambda.zip',
      'aws iam create-role',
      'aws iam attach-role-policy',
      'aws iam put-role-policy',
      'aws lambda create-function',
      'sleep 5',
      'aws lambda create-function',
      'sleep 5',
      'aws lambda create-function',
      'aws lambda wait',
      'aws lambda get-function-configuration',
      'aws cloudformation deploy',
    ]);
  });

  it('builds every ARN for the partition of the reader', () => {
    const { calls } = named(block('Plain CLI', 'sh'), ANSWERS);
    const given = (option: string): readonly string[] => calls.flatMap((call) => valuesOf(call, option));
    expect(given('--policy-arn')).toEqual(['arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']);
    expect(given('--role')[0]).toBe('arn:aws-cn:iam::111122223333:role/appflow-flow-cmk');
    expect(given('--parameter-overrides')).toEqual([
      'FunctionArn=arn:aws-cn:lambda:cn-north-1:111122223333:function:appflow-flow-cmk',
      'RequiredKeyTags=Owner',
    ]);
  });

  it('ends after a minute where the function is refused for another reason, without a rule', () => {
    const { names, exitCode } = named(block('Plain CLI', 'sh'), NEVER);
    expect(names.filter((name) => name === 'sleep 5')).toHaveLength(12);
    expect(names).not.toContain('aws cloudformation deploy');
    expect(exitCode).not.toBe(0);
  });
});

describe('the CDK way', () => {
  it('lets the rule wait for the policy of the function', () => {
    const code = block('CDK', 'ts');
    expect(code).toContain('judge.role?.attachInlinePolicy(policy);');
    expect(code).toContain('rule.node.addDependency(policy);');
  });
});

describe('the Terraform way', () => {
  const code = block('Terraform', 'hcl');
  const [, stack = ''] = code.split('resource "aws_cloudformation_stack" "rule"');

  it('lets the rule wait for both policies of the function', () => {
    expect(stack).toContain('depends_on = [aws_iam_role_policy.judge, aws_iam_role_policy_attachment.logs]');
  });

  it('builds the one ARN for the partition of the reader', () => {
    expect(code).not.toContain('arn:aws');
    expect(code).toContain('data.aws_partition.current.partition}:iam::aws:policy/service-role/');
    expect(code).toContain('data "aws_partition" "current" {}');
  });
});
