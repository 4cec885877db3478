import { aFlowWithKey, flowOf, readTemplate, worldOf } from '../../../builders/read-template.ts';

const CHILD = `
Parameters:
  KeyArn: { Type: String, Default: none }
  Kind: { Type: String, Default: plain }
Conditions: { IsPlain: !Equals [!Ref Kind, plain] }
Resources:
  Key: { Type: AWS::KMS::Key }
  Inner: { Type: AWS::AppFlow::Flow, Properties: { FlowName: !Ref Kind, KMSArn: !Ref KeyArn } }
Outputs:
  Arn: { Value: !GetAtt Key.Arn }
  Plain: { Condition: IsPlain, Value: x }
  Itself: { Value: !Ref KeyArn }
`;

const parent = (parameters: string, kmsArn: string, url = './child.yaml') => `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Key: { Type: AWS::KMS::Key }
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ${url}, Parameters: ${parameters} }
  Orders: { Type: AWS::AppFlow::Flow, Properties: { FlowName: orders, KMSArn: ${kmsArn} } }
`;

const files = { 'child.yaml': CHILD };

describe('a nested stack whose template is at hand', () => {
  it('is read as a part of the whole', () => {
    const { flows, keys } = worldOf(parent('{ KeyArn: !GetAtt Key.Arn }', '!GetAtt Child.Outputs.Arn'), {}, files);
    expect(flows.map(({ place, resource, name, key }) => [place, resource, name, key])).toEqual([
      [
        { file: 'template.yaml', line: 9 },
        'Orders',
        { kind: 'known', value: 'orders' },
        { kind: 'key', id: 'Child/Key' },
      ],
      [{ file: 'child.yaml', line: 8 }, 'Child/Inner', { kind: 'known', value: 'plain' }, { kind: 'key', id: 'Key' }],
    ]);
    expect(keys.map(({ id }) => id)).toEqual(['Key', 'Child/Key']);
  });

  it('has its own defaults, since nobody else can give its parameters', () => {
    const inner = worldOf(parent('{}', 'x'), {}, files).flows[1];
    expect(inner).toMatchObject({ key: { kind: 'text', text: 'none' }, name: { value: 'plain' } });
  });

  it('has cases by the conditions of its parent', () => {
    const { cases } = readTemplate(parent('{ Kind: !If [IsProd, plain, other] }', 'x'), {}, files);
    expect(cases.map(({ condition, world }) => [condition, world.flows[1]?.name])).toEqual([
      ['IsProd is true', { kind: 'known', value: 'plain' }],
      ['IsProd is false', { kind: 'known', value: 'other' }],
    ]);
  });

  it('is made only where its own condition holds', () => {
    const text = parent('{}', 'x').replace(
      'Type: AWS::CloudFormation::Stack',
      'Type: AWS::CloudFormation::Stack\n    Condition: IsProd',
    );
    expect(readTemplate(text, {}, files).cases.map(({ condition, world }) => [condition, world.flows.length])).toEqual([
      ['IsProd is true', 2],
      ['IsProd is false', 1],
    ]);
  });

  it.each([
    ['an output that there is not', '!GetAtt Child.Outputs.Other', 'the template of Child has no output Other'],
    [
      'another attribute',
      '!GetAtt Child.Name',
      'the attribute Name of Child (AWS::CloudFormation::Stack) is known only after deployment',
    ],
  ])('has %s', (_, kmsArn, because) => {
    expect(worldOf(parent('{}', kmsArn), {}, files).flows[0]?.key).toMatchObject({ kind: 'unknown', because });
  });

  it('is found for SAM, too', () => {
    const text = parent('{}', '!GetAtt Child.Outputs.Arn')
      .replace('AWS::CloudFormation::Stack', 'AWS::Serverless::Application')
      .replace('TemplateURL', 'Location');
    expect(worldOf(`Transform: AWS::Serverless-2016-10-31${text}`, {}, files).flows[0]?.key).toEqual({
      kind: 'key',
      id: 'Child/Key',
    });
  });

  it('gives itself nothing in a circle', () => {
    const text = parent('{ KeyArn: !GetAtt Child.Outputs.Itself }', 'x');
    expect(() => readTemplate(text, {}, files)).toThrow(/cannot be used: .*(needs itself|a circle of resources)/);
  });
});

describe('a nested stack whose template is not at hand', () => {
  it.each([
    ['elsewhere', 'https://bucket.s3.amazonaws.com/child.yaml'],
    ['in no file', './other.yaml'],
    ['by an absolute path', '/child.yaml'],
    ['unknown', '!ImportValue url'],
  ])('is told: %s', (_, url) => {
    const { cases, notes } = readTemplate(parent('{}', '!GetAtt Child.Outputs.Arn', url), {}, files);
    expect(cases[0]?.world.flows).toMatchObject([
      { key: { kind: 'unknown', because: 'the output Arn of Child (AWS::CloudFormation::Stack) is not at hand' } },
    ]);
    expect(notes).toContain(
      'template.yaml: the template of the nested stack Child in line 6 is not at hand: flows in it are not seen.',
    );
  });
});

describe('refuses', () => {
  const nesting = (...urls: readonly string[]) =>
    `Resources: { ${urls.map((url, index) => `S${index}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }`).join(', ')} }`;

  it('stacks that nest themselves', () => {
    const all = { 'a.yaml': nesting('b.yaml'), 'b.yaml': nesting('a.yaml') };
    expect(() => readTemplate(nesting('a.yaml'), {}, all)).toThrow(
      'template.yaml cannot be used: nested stacks go in a circle: a.yaml → b.yaml → a.yaml',
    );
    expect(() => readTemplate(nesting('template.yaml'))).toThrow(
      'nested stacks go in a circle: template.yaml → template.yaml',
    );
  });

  it('stacks that grow without end', () => {
    const all = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [
        `${n}.yaml`,
        n === 8 ? 'Resources: {}' : nesting(...Array(9).fill(`${n + 1}.yaml`)),
      ]),
    );
    expect(() => readTemplate(nesting('0.yaml'), {}, all)).toThrow(
      'template.yaml cannot be used: it has more than 200 nested stacks',
    );
  });

  it('a nested template that cannot be parsed, by its own name', () => {
    expect(() => readTemplate(nesting('a.yaml'), {}, { 'a.yaml': 'Resources: [' })).toThrow(
      'a.yaml cannot be used: line 1: ',
    );
  });

  it.each([
    [
      'resources that name each other',
      `  A: { Type: X, Properties: { P: !Ref B } }\n  B: { Type: X, Properties: { P: !Sub '\${A.Arn}' } }`,
      'line 13: a circle of resources: A → B → A',
    ],
    [
      'a resource that names itself',
      '  A: { Type: X, Properties: { P: !GetAtt A.Arn } }',
      'line 13: a circle of resources: A → A',
    ],
    [
      'resources that wait for each other',
      '  A: { Type: X, DependsOn: B }\n  B: { Type: X, DependsOn: [C] }\n  C: { Type: X, DependsOn: [A] }',
      'line 13: a circle of resources: A → B → C → A',
    ],
  ])('%s', (_, resources, problem) => {
    expect(() => readTemplate(aFlowWithKey('x', resources))).toThrow(`template.yaml cannot be used: ${problem}`);
  });

  it('no circle that a condition may open', () => {
    const resources = `  A: { Type: X, Properties: { P: !If [C, !Ref B, x] } }\n  B: { Type: X, Properties: { P: !Ref A } }`;
    expect(() => readTemplate(aFlowWithKey('x', resources))).not.toThrow();
  });

  it.each([
    ['what is no template', 'a: 1', 'template.yaml is not a CloudFormation template: it has no Resources'],
    ['a list', '[a]', 'template.yaml is not a CloudFormation template: it has no Resources'],
    ['a section of another form', 'Resources: [a]', 'template.yaml cannot be used: line 1: Resources must be a map'],
    [
      'conditions of another form',
      'Resources: {}\nConditions: x',
      'template.yaml cannot be used: line 2: Conditions must be a map',
    ],
    [
      'a resource without a type',
      'Resources:\n  A: { Properties: {} }',
      'template.yaml cannot be used: line 2: the resource A has no Type',
    ],
  ])('%s', (_, text, problem) => {
    expect(() => readTemplate(text)).toThrow(problem);
  });
});

describe('what is not run', () => {
  it('is told where a loop makes flows', () => {
    const loop = `  Fn::ForEach::Flows:
    - Name
    - [a, b]
    - Flow\${Name}: { Type: AWS::AppFlow::Flow, Properties: { FlowName: !Ref Name } }`;
    const { cases, notes } = readTemplate(`Transform: AWS::LanguageExtensions${aFlowWithKey('!GetAtt Key.Arn', loop)}`);
    expect(cases[0]?.world.flows[1]).toMatchObject({
      resource: 'Fn::ForEach::Flows',
      place: { file: 'template.yaml', line: 13 },
      key: { kind: 'unknown', because: 'Fn::ForEach::Flows is not run here' },
    });
    expect(notes).toContain('template.yaml: Fn::ForEach::Flows in line 13 is not run: what it makes is not seen.');
  });

  it('makes the key of a flow unknown where somebody’s own macro may change it', () => {
    const text = `Transform: [AWS::Serverless-2016-10-31, Mine]${aFlowWithKey('!GetAtt Key.Arn')}`;
    expect(flowOf(text).key).toMatchObject({
      kind: 'unknown',
      because: 'the macro Mine may change it while the stack is deployed',
    });
    expect(readTemplate(text).notes).toContain(
      'template.yaml: the macro Mine is not run: what it changes is not seen.',
    );
  });

  it('is told of modules', () => {
    expect(readTemplate(aFlowWithKey('x', '  M: { Type: Our::Flow::Kind::MODULE }')).notes).toContain(
      'template.yaml: the module M in line 13 is not at hand: flows in it are not seen.',
    );
  });

  it('is told of tags that are put on the stack', () => {
    const note =
      'template.yaml: tags of the stack itself, which CloudFormation hands on to keys and flows, are not seen in a template.';
    expect(readTemplate(aFlowWithKey('x')).notes).toEqual([note]);
    expect(readTemplate('Resources: {}').notes).toEqual([]);
  });
});

describe('where a stack is made', () => {
  it('is known from what is given', () => {
    const given = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-west-1' };
    expect(worldOf(aFlowWithKey('x'), given)).toMatchObject({
      account: { kind: 'known', value: '111122223333' },
      region: { kind: 'known', value: 'eu-west-1' },
    });
  });

  it('is unknown otherwise', () => {
    expect(worldOf(aFlowWithKey('x'))).toMatchObject({
      account: {
        kind: 'unknown',
        because: 'AWS::AccountId is not known before deployment; --parameter AWS::AccountId=VALUE would decide it',
      },
      region: {
        kind: 'unknown',
        because: 'AWS::Region is not known before deployment; --parameter AWS::Region=VALUE would decide it',
      },
    });
  });
});

describe('size', () => {
  it('may be thousands of resources', () => {
    const resources = Array.from(
      { length: 3000 },
      (_, n) => `  K${n}: { Type: AWS::KMS::Key, DependsOn: ${n === 0 ? '[]' : `K${n - 1}`} }
  F${n}: { Type: AWS::AppFlow::Flow, Properties: { FlowName: f${n}, KMSArn: !GetAtt K${n}.Arn } }`,
    );
    const { flows, keys } = worldOf(`Resources:\n${resources.join('\n')}`);
    expect([flows.length, keys.length]).toEqual([3000, 3000]);
    expect(flows.at(-1)?.key).toEqual({ kind: 'key', id: 'K2999' });
  });
});

describe('what grows without end', () => {
  it('is unknown where names name names twice', () => {
    const buckets = Array.from(
      { length: 60 },
      (_, n) => `  B${n}: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${B${n + 1}}\${B${n + 1}}' } }`,
    );
    const text = `Resources:\n${buckets.join('\n')}\n  B60: { Type: AWS::S3::Bucket, Properties: { BucketName: lake } }`;
    const [first] = worldOf(text).buckets;
    expect(first?.name).toMatchObject({ kind: 'unknown', because: 'it has more than 100000 characters' });
    expect(worldOf(text).buckets[59]?.name).toEqual({ kind: 'known', value: 'lakelake' });
  });

  it('is unknown where outputs of nested stacks name outputs twice', () => {
    const levels = 40;
    const all = Object.fromEntries(
      Array.from({ length: levels }, (_, n) => [
        `${n}.yaml`,
        n === levels - 1
          ? 'Resources: {}\nOutputs: { Text: { Value: lake } }'
          : `Resources: { S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${n + 1}.yaml } } }
Outputs: { Text: { Value: !Sub '\${S.Outputs.Text}\${S.Outputs.Text}' } }`,
      ]),
    );
    const text = `
Resources:
  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: 0.yaml } }
  F: { Type: AWS::AppFlow::Flow, Properties: { FlowName: !GetAtt S.Outputs.Text } }
`;
    expect(flowOf(text, {}, all).name).toMatchObject({
      kind: 'unknown',
      because: 'it has more than 100000 characters',
    });
  });

  it('is wrong input where conditions name each other thousands deep', () => {
    const conditions = Array.from({ length: 20_000 }, (_, n) => `  C${n}: !Not [!Condition C${n + 1}]`);
    const text = `Conditions:\n${conditions.join('\n')}\n  C20000: !Equals [a, a]
Resources: { F: { Type: AWS::AppFlow::Flow, Condition: C0 } }`;
    expect(() => readTemplate(text)).toThrow('template.yaml cannot be used: its parts name each other too deeply');
  });
});
