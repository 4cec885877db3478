import { aFlowWithKey, flowOf, type Given } from '../../../builders/read-template.ts';

const BEFORE_DEPLOYMENT = 'is a parameter without a given value; --parameter';
const nameIn = (name: string, more = '', given: Given = {}) =>
  flowOf(
    `
${more}
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Named: { Type: AWS::S3::Bucket, Properties: { BucketName: lake } }
  Custom: { Type: Custom::Lookup }
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: ${name}
`,
    given,
  ).name;

const PARAMETERS = `
Parameters:
  Stage: { Type: String, Default: dev }
  Names: { Type: CommaDelimitedList }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /flows/name }
Mappings:
  Stages:
    prod: { name: orders-prod }
    dev: { name: orders-dev }
`;

describe('functions over values that are known', () => {
  it.each([
    ['Ref', '!Ref Stage', 'prod'],
    ['Sub', `!Sub 'orders-\${Stage}'`, 'orders-prod'],
    ['Sub with variables', `!Sub ['\${Name}-\${Stage}', { Name: !Ref Stage }]`, 'prod-prod'],
    ['Sub with what is no variable', `!Sub 'a\${!Stage}'`, `a\${Stage}`],
    ['Sub of a name that a template gives', `!Sub 'to-\${Named}'`, 'to-lake'],
    ['Join', `!Join ['-', [orders, !Ref Stage]]`, 'orders-prod'],
    ['Join of a list', `!Join ['+', !Ref Names]`, 'a+b'],
    ['Join of what Split makes', `!Join ['+', !Split ['-', x-y]]`, 'x+y'],
    ['Join that leaves NoValue out', `!Join ['-', [a, !Ref AWS::NoValue, b]]`, 'a-b'],
    ['Select of a list', '!Select [1, !Ref Names]', 'b'],
    ['Select of what Split makes', `!Select ['1', !Split ['/', a/b/c]]`, 'b'],
    ['FindInMap', '!FindInMap [Stages, !Ref Stage, name]', 'orders-prod'],
    ['FindInMap with a default', '!FindInMap [Stages, test, name, { DefaultValue: x }]', 'x'],
    ['Base64', '!Base64 orders', 'b3JkZXJz'],
    ['the ARN of a bucket', '!Select [5, !Split [":", !GetAtt Named.Arn]]', 'lake'],
    ['the Region', '!Ref AWS::Region', 'eu-west-1'],
    ['the partition, which the Region tells', `!Sub '\${AWS::Partition}/\${AWS::URLSuffix}'`, 'aws/amazonaws.com'],
    ['long forms', '{ "Fn::Join": ["-", [orders, { Ref: Stage }]] }', 'orders-prod'],
  ])('%s', (_, name, expected) => {
    const given = { Stage: 'prod', Names: 'a, b', 'AWS::Region': 'eu-west-1' };
    expect(nameIn(name, PARAMETERS, given)).toEqual({ kind: 'known', value: expected });
  });

  it.each([
    ['cn-north-1', 'aws-cn/amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov/amazonaws.com'],
  ])('knows the partition of %s', (region, expected) => {
    expect(nameIn(`!Sub '\${AWS::Partition}/\${AWS::URLSuffix}'`, '', { 'AWS::Region': region })).toEqual({
      kind: 'known',
      value: expected,
    });
  });
});

describe('what nobody can know before a deployment', () => {
  it.each([
    [
      'a parameter, also where it has a default',
      '!Ref Stage',
      `Stage ${BEFORE_DEPLOYMENT} Stage=VALUE would decide it`,
    ],
    ['a text with one', `!Sub 'x-\${Stage}'`, `Stage ${BEFORE_DEPLOYMENT} Stage=VALUE would decide it`],
    ['an item of a list', '!Select [0, !Ref Names]', `Names ${BEFORE_DEPLOYMENT} Names=VALUE would decide it`],
    ['a list of one', `!Join ['', !Ref Names]`, `Names ${BEFORE_DEPLOYMENT} Names=VALUE would decide it`],
    [
      'a place in a map',
      '!FindInMap [Stages, !Ref Stage, name]',
      `Stage ${BEFORE_DEPLOYMENT} Stage=VALUE would decide it`,
    ],
    [
      'what is split',
      `!Select [0, !Split ['-', !Ref Stage]]`,
      `Stage ${BEFORE_DEPLOYMENT} Stage=VALUE would decide it`,
    ],
    [
      'a parameter of the store',
      '!Ref Stored',
      'the parameter Stored is read in the parameter store while the stack is deployed',
    ],
    [
      'the account',
      '!Ref AWS::AccountId',
      'AWS::AccountId is not known before deployment; --parameter AWS::AccountId=VALUE would decide it',
    ],
    [
      'the Region',
      `!Sub 'x-\${AWS::Region}'`,
      'AWS::Region is not known before deployment; --parameter AWS::Region=VALUE would decide it',
    ],
    [
      'the name of the stack',
      '!Ref AWS::StackName',
      'AWS::StackName is not known before deployment; --parameter AWS::StackName=VALUE would decide it',
    ],
    ['an import', '!ImportValue network-key', 'the import network-key is known only where it is deployed'],
    [
      'a reference that is resolved later',
      '"{{resolve:ssm:/flows/name:1}}"',
      '{{resolve:ssm:/flows/name:1}} is read while the stack is deployed',
    ],
    [
      'one in Sub',
      `!Sub '{{resolve:ssm:/\${Stage}/name}}'`,
      `{{resolve:ssm:/\${Stage}/name}} is read while the stack is deployed`,
    ],
    [
      'one that is joined',
      `!Join ['', ['{{resolve:', 'ssm:/name}}']]`,
      'a dynamic reference is read while the stack is deployed',
    ],
    [
      'a change set',
      '"{{changeSet:KNOWN_AFTER_APPLY}}"',
      '{{changeSet:KNOWN_AFTER_APPLY}} is read while the stack is deployed',
    ],
    ['a name that AWS makes up', `!Sub 'to-\${Bucket}'`, 'the name of Bucket (AWS::S3::Bucket) is made up by AWS'],
    [
      'an attribute',
      '!GetAtt Custom.Name',
      'the attribute Name of Custom (Custom::Lookup) is known only after deployment',
    ],
    ['a macro', '!Transform { Name: Mine }', 'Fn::Transform is not evaluated here'],
    ['Availability Zones', `!Select [0, !GetAZs '']`, 'Fn::GetAZs is not evaluated here'],
    ['blocks of addresses', '!Select [0, !Cidr [10.0.0.0/24, 1, 2]]', 'Fn::Cidr is not evaluated here'],
    ['JSON of something', '!ToJsonString { a: b }', 'Fn::ToJsonString is not evaluated here'],
    ['a length', '!Length [a]', 'Fn::Length is not evaluated here'],
    ['a function that there is not', '{ "Fn::Other": x }', 'Fn::Other is not evaluated here'],
    ['a name that nothing has', '!Ref Nothing', 'Nothing is neither a parameter nor a resource of the template'],
    ['an attribute of nothing', '!GetAtt Nothing.Arn', 'Nothing is no resource of the template'],
    ['a place that no map has', '!FindInMap [Stages, test, name]', 'Fn::FindInMap finds nothing at Stages.test.name'],
    ['an item that no list has', '!Select [7, [a]]', 'Fn::Select finds nothing at 7 of the list'],
    ['null', '~', 'null stands there, which CloudFormation refuses'],
    ['a list', '[a]', 'a list stands where a text is wanted'],
    ['nothing at all', '!Ref AWS::NoValue', 'it has no FlowName'],
    ['Join without arguments', '!Join x', 'Fn::Join has not the arguments that CloudFormation demands'],
    ['GetAtt without an attribute', '!GetAtt Named', 'Fn::GetAtt has not the arguments that CloudFormation demands'],
  ])('%s', (_, name, because) => {
    expect(nameIn(name, PARAMETERS)).toMatchObject({ kind: 'unknown', because });
  });

  it('is told with the line of the function', () => {
    expect(nameIn('!Ref Stage', PARAMETERS)).toMatchObject({ line: 19 });
  });

  it('is a parameter of the store even where its name is given', () => {
    expect(nameIn('!Ref Stored', PARAMETERS, { Stored: '/other' })).toMatchObject({ kind: 'unknown' });
  });
});

describe('values that are refused', () => {
  const template = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Days: { Type: Number }
${aFlowWithKey('!GetAtt Key.Arn')}`;

  it.each([
    [
      'a value that is not allowed',
      { Stage: 'test' },
      '--parameter Stage: "test" must be one of dev, prod in template.yaml',
    ],
    ['a number that is none', { Days: 'many' }, '--parameter Days=many: template.yaml wants a number'],
    [
      'an account of another form',
      { 'AWS::AccountId': '1' },
      '--parameter AWS::AccountId=1: must be an account id of 12 digits',
    ],
    [
      'a Region of another form',
      { 'AWS::Region': 'Ireland' },
      '--parameter AWS::Region: "Ireland" must be a Region such as eu-west-1',
    ],
  ])('%s', (_, given, message) => {
    expect(() => flowOf(template, given)).toThrow(message);
  });
});
