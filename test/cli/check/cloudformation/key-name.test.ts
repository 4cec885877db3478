import { aFlowWithKey, flowOf, type Given, worldOf } from '../../../builders/read-template.ts';

const keyIn = (kmsArn: string, given: Given = {}) => flowOf(aFlowWithKey(kmsArn), given).key;
const HERE = `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}`;
const PLACE = { 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333' };

describe('the key of a flow that is made with it', () => {
  it.each([
    ['GetAtt', '!GetAtt Key.Arn'],
    ['Sub of the attribute', `!Sub '\${Key.Arn}'`],
    ['Sub of an ARN', `!Sub '${HERE}:key/\${Key}'`],
    ['Sub with the partition written out', `!Sub 'arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:key/\${Key}'`],
    ['Sub with a variable', `!Sub ['${HERE}:key/\${Id}', { Id: !GetAtt Key.KeyId }]`],
    ['Join', `!Join [':', ['arn:aws:kms', !Ref AWS::Region, !Ref AWS::AccountId, !Sub 'key/\${Key}']]`],
    ['Join of nothing but the attribute', `!Join ['', [!GetAtt Key.Arn]]`],
  ])('is found by %s', (_, kmsArn) => {
    expect(keyIn(kmsArn)).toEqual({ kind: 'key', id: 'Key' });
    expect(keyIn(kmsArn, PLACE)).toEqual({ kind: 'key', id: 'Key' });
  });

  it('is found where the ARN names the place that was given', () => {
    expect(keyIn(`!Sub 'arn:aws:kms:eu-west-1:111122223333:key/\${Key}'`, PLACE)).toEqual({ kind: 'key', id: 'Key' });
  });

  it('is found through its alias', () => {
    expect(keyIn(`!Sub '${HERE}:\${Alias}'`)).toEqual({ kind: 'alias', id: 'Alias' });
  });

  it.each([
    ['the bare id', '!Ref Key', 'Key'],
    ['the bare id as an attribute', '!GetAtt Key.KeyId', 'Key'],
    ['the id taken out of the ARN', `!Select [1, !Split ['/', !GetAtt Key.Arn]]`, 'Key'],
    ['the bare name of the alias', '!Ref Alias', 'Alias'],
    ['an ARN that calls the alias a key', `!Sub '${HERE}:key/\${Alias}'`, 'Alias'],
    ['an ARN without the word key', `!Sub '${HERE}:\${Key}'`, 'Key'],
  ])('is not named by %s', (_, kmsArn, of) => {
    expect(keyIn(kmsArn)).toEqual({ kind: 'not-an-arn', of });
  });

  it.each([
    [
      'another Region',
      'arn:aws:kms:us-east-1:111122223333',
      'the ARN says region us-east-1, and the stack is made in eu-west-1',
    ],
    [
      'another account',
      'arn:aws:kms:eu-west-1:444455556666',
      'the ARN says account 444455556666, and the stack is made in 111122223333',
    ],
    [
      'another partition',
      'arn:aws-cn:kms:eu-west-1:111122223333',
      'the ARN says partition aws-cn, and the stack is made in aws',
    ],
  ])('may not be the one in %s', (_, beginning, because) => {
    expect(keyIn(`!Sub '${beginning}:key/\${Key}'`, PLACE)).toMatchObject({ kind: 'unknown', because });
  });

  it('is decided by the Region, where the ARN writes one out', () => {
    expect(keyIn(`!Sub 'arn:aws:kms:eu-west-1:\${AWS::AccountId}:key/\${Key}'`)).toMatchObject({
      kind: 'unknown',
      because: 'AWS::Region is not known, and the ARN says eu-west-1; --parameter AWS::Region=VALUE would decide it',
    });
  });
});

describe('a key that no template makes', () => {
  it.each([
    ['an ARN', 'arn:aws:kms:eu-west-1:111122223333:key/1b2c', 'arn:aws:kms:eu-west-1:111122223333:key/1b2c'],
    ['a text that is none', 'alias/lake', 'alias/lake'],
    [
      'an alias of AWS',
      'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow',
      'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow',
    ],
    [
      'a text with a place that is not known',
      `!Sub '${HERE}:alias/aws/appflow'`,
      'arn:aws:kms:xx-unknown-1:000000000000:alias/aws/appflow',
    ],
  ])('is named by %s', (_, kmsArn, text) => {
    expect(keyIn(kmsArn)).toEqual({ kind: 'text', text });
  });

  it('is named by the value of a parameter', () => {
    const template = `Parameters: { KeyArn: { Type: String } }\n${aFlowWithKey('!Ref KeyArn')}`;
    const given = { KeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' };
    expect(flowOf(template, given).key).toEqual({ kind: 'text', text: given.KeyArn });
    expect(flowOf(template).key).toMatchObject({ kind: 'unknown', line: 13 });
  });

  it.each([
    ['NoValue', '!Ref AWS::NoValue'],
    ['an empty text', "''"],
    ['an empty Sub', "!Sub ''"],
  ])('is none where the property is %s', (_, kmsArn) => {
    expect(keyIn(kmsArn)).toEqual({ kind: 'none' });
  });

  it.each([
    ['is unknown where the property is a list', '[a]', 'a list stands where a text is wanted'],
    [
      'is unknown where Ref is of something else',
      '!Ref Orders2',
      'Orders2 is neither a parameter nor a resource of the template',
    ],
  ])('%s', (_, kmsArn, because) => {
    expect(keyIn(kmsArn)).toMatchObject({ kind: 'unknown', because });
  });

  it('is unknown where something else is named by reference', () => {
    const more = '  Lookup: { Type: Custom::Lookup }';
    expect(flowOf(aFlowWithKey('!Ref Lookup', more)).key).toMatchObject({
      kind: 'unknown',
      because: 'what Ref gives of Lookup (Custom::Lookup) is known only after deployment',
    });
  });
});

describe('a flow without KMSArn', () => {
  it('names no key', () => {
    expect(flowOf('Resources: { F: { Type: AWS::AppFlow::Flow, Properties: { FlowName: f } } }').key).toEqual({
      kind: 'none',
    });
    expect(flowOf('Resources: { F: { Type: AWS::AppFlow::Flow } }').key).toEqual({ kind: 'none' });
  });

  it('may get one from a part that is included', () => {
    const text = `
Resources:
  F:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: f
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/part.yaml } }
`;
    expect(flowOf(text).key).toMatchObject({
      kind: 'unknown',
      because: 'Fn::Transform is not run here and may decide it',
      line: 7,
    });
    expect(flowOf(text).name).toEqual({ kind: 'known', value: 'f' });
  });
});

describe('a macro of somebody’s own', () => {
  const beside = (properties: string) =>
    flowOf(`
Resources:
  F:
    Type: AWS::AppFlow::Flow
    Properties:
      KMSArn: arn:aws:kms:eu-west-1:111122223333:key/1b2c
${properties}
`).key;

  it.each([
    ['beside the property', '      Fn::Transform: { Name: Mine }', 'Fn::Transform is not run here and may decide it'],
    [
      'beside the property without Fn::',
      '      Transform: { Name: Mine }',
      'Transform is not run here and may decide it',
    ],
    ['beside the type', '    Fn::Transform: { Name: Mine }', 'Fn::Transform is not run here and may decide it'],
  ])('may change the key: %s', (_, macro, because) => {
    expect(beside(macro)).toMatchObject({ kind: 'unknown', because, line: 7 });
  });

  it('is not what a property of that name is', () => {
    expect(beside('      Transform: plain')).toMatchObject({ kind: 'text' });
  });

  it('cannot change what stands beside an included part', () => {
    expect(beside('      Transform: { Name: AWS::Include }')).toMatchObject({ kind: 'text' });
  });
});

describe('what an alias leads to', () => {
  const targetIn = (target: string) =>
    worldOf(aFlowWithKey("''").replace('TargetKeyId: !Ref Key', `TargetKeyId: ${target}`)).aliases[0]?.target;

  it.each([
    ['a bare id by reference', '!Ref Key', { kind: 'key', id: 'Key' }],
    ['an ARN by reference', '!GetAtt Key.Arn', { kind: 'key', id: 'Key' }],
    ['a bare id', '1b2c', { kind: 'text', text: '1b2c' }],
    [
      'an ARN',
      'arn:aws:kms:eu-west-1:111122223333:key/1b2c',
      { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' },
    ],
  ])('may be %s', (_, target, expected) => {
    expect(targetIn(target)).toEqual(expected);
  });
});
