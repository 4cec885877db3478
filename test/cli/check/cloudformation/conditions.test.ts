import { aFlowWithKey, type Given, readTemplate } from '../../../builders/read-template.ts';

/** By case: its conditions in words, and what the flow names as its key. */
const casesOf = (text: string, given: Given = {}, files: Given = {}) =>
  readTemplate(text, given, files).cases.map(({ condition, world }) => [
    condition,
    ...world.flows.map(({ key }) => ('because' in key ? key.because : 'id' in key ? key.id : key.kind)),
  ]);

const flowIf = (conditions: string, condition = 'A', parameters = '') => `
Parameters:
  Stage: { Type: String }
  Other: { Type: String }
  ${parameters}
Conditions:
${conditions
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
${aFlowWithKey(`!If [${condition}, !GetAtt Key.Arn, !Ref AWS::NoValue]`)}`;

const BOTH = [
  ['A is true', 'Key'],
  ['A is false', 'none'],
];

describe('a condition of a parameter that nobody gave', () => {
  it.each([
    ['Equals', 'A: !Equals [!Ref Stage, prod]'],
    ['Equals the other way round', 'A: !Equals [prod, !Ref Stage]'],
    ['Not', `A: !Not [!Equals [!Ref Stage, '']]`],
    ['two parameters', 'A: !Equals [!Ref Stage, !Ref Other]'],
    ['the Region', 'A: !Equals [!Ref AWS::Region, eu-west-1]'],
    ['a text with it', `A: !Equals [!Sub 'x-\${Stage}', x-prod]`],
    ['a list', `A: !Equals [!Join ['', [!Ref Stage]], '']`],
    ['an import', 'A: !Equals [!ImportValue x, prod]'],
    ['another condition', 'A: !Condition B\nB: !Equals [!Ref Stage, prod]'],
    [
      'another condition in its long form',
      'A: { Fn::And: [{ Condition: B }, { Condition: B }] }\nB: !Equals [!Ref Stage, prod]',
    ],
    ['a map', 'A: !Equals [!FindInMap [M, !Ref Stage, k], "yes"]'],
  ])('makes two cases: %s', (_, conditions) => {
    const text = `Mappings: { M: { prod: { k: "yes" }, dev: { k: "no" } } }${flowIf(conditions)}`;
    expect([...casesOf(text)].sort()).toEqual([...BOTH].sort());
  });

  it.each([
    ['prod', [['', 'Key']]],
    ['dev', [['', 'none']]],
  ])('makes one case where %s is given', (Stage, expected) => {
    expect(casesOf(flowIf('A: !Equals [!Ref Stage, prod]'), { Stage })).toEqual(expected);
  });

  it.each([
    ['values that are the same', 'A: !Equals [x, x]', [['', 'Key']]],
    ['values that differ', 'A: !Equals [x, y]', [['', 'none']]],
    ['the same parameter', 'A: !Equals [!Ref Stage, !Ref Stage]', [['', 'Key']]],
    ['the same import', 'A: !Equals [!ImportValue x, !ImportValue x]', [['', 'Key']]],
    ['a true and an open one', 'A: !Or [!Equals [x, x], !Equals [!Ref Stage, y]]', [['', 'Key']]],
    ['a false and an open one', 'A: !And [!Equals [!Ref Stage, y], !Equals [x, y]]', [['', 'none']]],
    ['what excludes itself', 'A: !And [!Equals [!Ref Stage, x], !Equals [!Ref Stage, y]]', [['', 'none']]],
    ['what is always so', 'A: !Not [!And [!Equals [!Ref Stage, x], !Equals [!Ref Stage, y]]]', [['', 'Key']]],
  ])('makes one case of %s', (_, conditions, expected) => {
    expect(casesOf(flowIf(conditions))).toEqual(expected);
  });
});

describe('combinations', () => {
  const two = 'A: !Equals [!Ref Stage, prod]\nB: !Equals [!Ref Stage, dev]';

  const withBoth = (conditions: string, parameters = '') =>
    flowIf(conditions, 'A', parameters).replace('FlowName: orders', 'FlowName: !If [B, b, other]');

  it('leave out what excludes itself', () => {
    expect(casesOf(withBoth(two)).map(([condition]) => condition)).toEqual([
      'A is true, B is false',
      'A is false, B is true',
      'A is false, B is false',
    ]);
  });

  it('leave out what AllowedValues exclude', () => {
    const text = withBoth(two).replace(
      'Stage: { Type: String }',
      'Stage: { Type: String, AllowedValues: [dev, prod] }',
    );
    expect(casesOf(text).map(([condition]) => condition)).toEqual(['A is false, B is true', 'A is true, B is false']);
  });

  it('decide what stands inside of a text by AllowedValues', () => {
    const conditions = `A: !Equals [!Sub 'x-\${Stage}', x-prod]\nB: !Equals [!Ref Stage, prod]`;
    const text = withBoth(conditions).replace(
      'Stage: { Type: String }',
      'Stage: { Type: String, AllowedValues: [dev, prod] }',
    );
    expect(casesOf(text).map(([condition]) => condition)).toEqual(['A is false, B is false', 'A is true, B is true']);
  });

  it('are each on its own where parameters are', () => {
    expect(casesOf(withBoth('A: !Equals [!Ref Stage, x]\nB: !Equals [!Ref Other, x]')).map(([it]) => it)).toEqual([
      'A is true, B is true',
      'A is false, B is true',
      'A is true, B is false',
      'A is false, B is false',
    ]);
  });

  it('are counted and told', () => {
    expect(readTemplate(withBoth(two)).notes).toContain(
      'template.yaml: 3 combinations of conditions are possible, and each was read.',
    );
  });

  it('tell that Rules may refuse some', () => {
    expect(readTemplate(`Rules: { Prod: { Assertions: [] } }${withBoth(two)}`).notes).toContain(
      'template.yaml: Rules of the template are not run, and combinations that they refuse are read, too.',
    );
    expect(
      readTemplate(`Rules: { CheckBootstrapVersion: { Assertions: [] } }${withBoth(two)}`).notes.join(),
    ).not.toContain('Rules');
  });
});

describe('a resource with a condition', () => {
  const text = (flow: string, key: string) => `
Parameters: { Stage: { Type: String } }
Conditions: { A: !Equals [!Ref Stage, prod] }
Resources:
  Key: { Type: AWS::KMS::Key, ${key} }
  Alias: { Type: AWS::KMS::Alias, Condition: A, Properties: { AliasName: alias/x, TargetKeyId: !GetAtt Key.Arn } }
  Orders: { Type: AWS::AppFlow::Flow, ${flow} Properties: { FlowName: orders, KMSArn: !GetAtt Key.Arn } }
`;

  it('is there where it holds', () => {
    const { cases } = readTemplate(text('Condition: A,', 'Properties: {}'));
    expect(cases.map(({ condition, world }) => [condition, world.flows.length, world.aliases.length])).toEqual([
      ['A is true', 1, 1],
      ['A is false', 0, 0],
    ]);
  });

  it('cannot be named where it does not', () => {
    expect(casesOf(text('', 'Condition: A'))).toEqual([
      ['A is true', 'Key'],
      ['A is false', 'Key is not made where A is false, so that CloudFormation refuses to name it'],
    ]);
  });
});

describe('a condition that no flow hangs on', () => {
  it('makes no case', () => {
    const text = `
Parameters: { Stage: { Type: String } }
Conditions: { A: !Equals [!Ref Stage, prod], B: !Equals [!Ref Stage, dev] }
Resources:
  Other: { Type: AWS::KMS::Key, Condition: A, Properties: { EnableKeyRotation: !If [B, true, false] } }
  OfOther: { Type: AWS::KMS::Alias, Condition: A, Properties: { AliasName: alias/other, TargetKeyId: !Ref Other } }
  Function: { Type: AWS::Lambda::Function, Condition: B, Properties: { KmsKeyArn: !GetAtt Key.Arn } }
  Key: { Type: AWS::KMS::Key }
  Orders: { Type: AWS::AppFlow::Flow, Properties: { FlowName: orders, KMSArn: !GetAtt Key.Arn } }
`;
    const { cases } = readTemplate(text);
    expect(cases.map(({ condition }) => condition)).toEqual(['']);
    expect(cases[0]?.world.keys.map(({ id }) => id)).toEqual(['Key']);
  });

  it.each([
    ['the key', 'Key: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: !If [A, true, false] } }'],
    [
      'the policy of the key',
      `Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [!If [A, { Effect: Deny }, !Ref AWS::NoValue]] } } }`,
    ],
    ['the tags of the key', 'Key: { Type: AWS::KMS::Key, Properties: { Tags: !If [A, [], []] } }'],
    [
      'an alias of the key',
      'Key: { Type: AWS::KMS::Key }\n  Al: { Type: AWS::KMS::Alias, Condition: A, Properties: { AliasName: alias/x, TargetKeyId: !Ref Key } }',
    ],
    [
      'a role in the policy',
      'Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Principal: !GetAtt Role.Arn } } }\n  Role: { Type: AWS::IAM::Role, Condition: A }',
    ],
    [
      'a bucket',
      'Key: { Type: AWS::KMS::Key }\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: lake, BucketEncryption: !If [A, !Ref AWS::NoValue, !Ref AWS::NoValue] } }',
    ],
    [
      'an alias that is written out',
      `Key: { Type: AWS::KMS::Key }\n  Al: { Type: AWS::KMS::Alias, Condition: A, Properties: { AliasName: alias/x, TargetKeyId: 1b2c } }\n  Other: { Type: AWS::AppFlow::Flow, Properties: { KMSArn: !Sub 'arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:alias/x' } }`,
    ],
    ['a profile', 'Key: { Type: AWS::KMS::Key }\n  P: { Type: AWS::AppFlow::ConnectorProfile, Condition: A }'],
  ])('but %s does makes cases', (_, resources) => {
    const text = `
Parameters: { Stage: { Type: String } }
Conditions: { A: !Equals [!Ref Stage, prod] }
Resources:
  ${resources}
  Orders: { Type: AWS::AppFlow::Flow, Properties: { FlowName: orders, KMSArn: !GetAtt Key.Arn } }
`;
    expect(readTemplate(text).cases.map(({ condition }) => condition)).toEqual(['A is true', 'A is false']);
  });
});

it('an alias that is written out makes those of its key matter', () => {
  const text = `
Parameters: { Stage: { Type: String } }
Conditions: { A: !Equals [!Ref Stage, prod] }
Resources:
  Key: { Type: AWS::KMS::Key }
  Other: { Type: AWS::KMS::Alias, Condition: A, Properties: { AliasName: alias/y, TargetKeyId: !Ref Key } }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: !Join ['', [alias, /x]], TargetKeyId: !Ref Key } }
  Orders: { Type: AWS::AppFlow::Flow, Properties: { KMSArn: 'arn:aws:kms:eu-west-1:111122223333:alias/x' } }
`;
  const { cases } = readTemplate(text, { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-west-1' });
  expect(cases.map(({ condition, world }) => [condition, world.aliases.map(({ id }) => id)])).toEqual([
    ['A is true', ['Other', 'Alias']],
    ['A is false', ['Alias']],
  ]);
});

describe('more than 512 combinations', () => {
  const names = Array.from({ length: 12 }, (_, index) => `C${index}`);
  const text = `
Parameters:
${names.map((name) => `  P${name}: { Type: String }`).join('\n')}
Conditions:
${names.map((name) => `  ${name}: !Equals [!Ref P${name}, x]`).join('\n')}
Resources:
  Key: { Type: AWS::KMS::Key, Condition: C11 }
  Alias: { Type: AWS::KMS::Alias, Condition: C11, Properties: { AliasName: alias/x, TargetKeyId: !Ref Key } }
  Late: { Type: AWS::AppFlow::Flow, Condition: C10, Properties: { FlowName: late } }
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: orders
      KMSArn: !GetAtt Key.Arn
      Tags: [${names
        .slice(0, 10)
        .map((name) => `!If [${name}, { Key: ${name}, Value: x }, !Ref AWS::NoValue]`)
        .join(', ')}]
`;
  const { cases, notes } = readTemplate(text);

  it('are read as far as 512 go', () => {
    expect(cases).toHaveLength(512);
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^template.yaml: more than 512 combinations of conditions are possible, too many to read, so that these stay open: C\d+, C\d+, C\d+\.$/,
      ),
    );
  });

  it('are fewer in a template of thousands of resources', () => {
    const more = Array.from({ length: 10_000 }, (_, n) => `  B${n}: { Type: AWS::S3::Bucket }`);
    const large = readTemplate(`${text}${more.join('\n')}`);
    expect(large.cases).toHaveLength(16);
    expect(large.notes.join()).toContain('more than 19 combinations of conditions are possible, too many to read');
  });

  it('leave open what hangs on the others', () => {
    const worlds = cases.map(({ world }) => world);
    const opened = worlds.filter(({ flows }) => flows.some(({ key }) => key.kind === 'unknown'));
    expect(opened.length).toBeGreaterThan(0);
    expect(JSON.stringify(worlds)).toContain('which is open');
  });
});

describe('refuses', () => {
  it.each([
    ['a condition that hangs on itself', 'A: !Condition A', 'line 7: the condition A hangs on itself'],
    [
      'conditions in a circle',
      'A: !Not [!Condition B]\nB: !Not [!Condition A]',
      'line 7: the condition A hangs on itself',
    ],
    ['a condition that names one that is not there', 'A: !Condition B', 'there is no condition B'],
  ])('%s', (_, conditions, problem) => {
    expect(() => readTemplate(flowIf(conditions))).toThrow(`template.yaml cannot be used: ${problem}`);
  });
});
