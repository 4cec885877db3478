import { aFlowWithKey, aKeyWith, keyOf, worldOf } from '../../../builders/read-template.ts';

const known = (value: unknown) => ({ kind: 'known', value });

describe('a key', () => {
  it('has the defaults of its type where its template says nothing', () => {
    expect(keyOf('Resources: { Key: { Type: AWS::KMS::Key } }')).toEqual({
      id: 'Key',
      place: { file: 'template.yaml', line: 1 },
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      usage: known('ENCRYPT_DECRYPT'),
      origin: known('AWS_KMS'),
      rotation: known({ kind: 'off' }),
      tags: known({}),
      policy: known('default'),
    });
  });

  it.each([
    [
      'rotates every year by default',
      ['EnableKeyRotation: true'],
      { rotation: known({ kind: 'on', periodInDays: 365 }) },
    ],
    [
      'rotates as it says',
      ['EnableKeyRotation: "true"', 'RotationPeriodInDays: 90'],
      { rotation: known({ kind: 'on', periodInDays: 90 }) },
    ],
    ['does not rotate for a period alone', ['RotationPeriodInDays: 90'], { rotation: known({ kind: 'off' }) }],
    ['may be disabled', ['Enabled: false'], { state: known('Disabled') }],
    [
      'waits for its material',
      ['Origin: EXTERNAL'],
      { state: known('PendingImport'), rotation: known({ kind: 'impossible' }) },
    ],
    [
      'in an external store cannot rotate',
      ['Origin: EXTERNAL_KEY_STORE', 'EnableKeyRotation: true'],
      { rotation: known({ kind: 'impossible' }) },
    ],
    [
      'may be asymmetric',
      ['KeySpec: RSA_2048', 'KeyUsage: SIGN_VERIFY'],
      { spec: known('RSA_2048'), usage: known('SIGN_VERIFY'), rotation: known({ kind: 'off' }) },
    ],
    [
      'has tags',
      ['Tags: [{ Key: Owner, Value: data }, { Key: Cost, Value: 012 }]'],
      { tags: known({ Owner: 'data', Cost: '012' }) },
    ],
    [
      'takes the last of two tags of one name',
      ['Tags: [{ Key: a, Value: 1 }, { Key: a, Value: 2 }]'],
      { tags: known({ a: '2' }) },
    ],
    ['has tags of any name', ['Tags: [{ Key: constructor, Value: x }]'], { tags: known({ constructor: 'x' }) }],
  ])('%s', (_, properties, expected) => {
    expect(keyOf(aKeyWith(...properties))).toMatchObject(expected);
  });

  it.each([
    ['rotation', 'EnableKeyRotation: yes', 'yes is neither true nor false'],
    ['rotation', 'EnableKeyRotation: !Ref Rotates', 'Rotates is neither a parameter nor a resource of the template'],
    ['state', 'Enabled: !ImportValue enabled', 'the import enabled is known only where it is deployed'],
    ['state', 'Origin: !ImportValue origin', 'the import origin is known only where it is deployed'],
    ['spec', 'KeySpec: !ImportValue spec', 'the import spec is known only where it is deployed'],
    ['tags', 'Tags: !ImportValue tags', 'the import tags is known only where it is deployed'],
    ['tags', 'Tags: { Owner: data }', 'Tags is not the list that CloudFormation demands'],
    ['tags', 'Tags: [!ImportValue tag]', 'the import tag is known only where it is deployed'],
    ['tags', 'Tags: [{ Key: !ImportValue name, Value: x }]', 'the import name is known only where it is deployed'],
    ['policy', 'KeyPolicy: !ImportValue policy', 'the import policy is known only where it is deployed'],
  ])('has an unknown %s with %s', (member, property, because) => {
    expect(keyOf(aKeyWith(property))).toMatchObject({ [member]: { kind: 'unknown', because } });
  });

  it('has an unknown period where the period is', () => {
    expect(
      keyOf(aKeyWith('EnableKeyRotation: true', 'RotationPeriodInDays: !ImportValue days')).rotation,
    ).toMatchObject({ kind: 'unknown', because: 'the import days is known only where it is deployed' });
  });

  it('tells each tag of which one has an unknown value', () => {
    const { tags, tagValues } = keyOf(
      aKeyWith('Tags: [{ Key: Owner, Value: data }, { Key: Stage, Value: !Ref AWS::StackName }]'),
    );
    const because = 'AWS::StackName is not known before deployment; --parameter AWS::StackName=VALUE would decide it';
    expect(tags).toMatchObject({ kind: 'unknown', because });
    expect(tagValues).toMatchObject({ Owner: known('data'), Stage: { kind: 'unknown', because } });
  });
});

describe('a replica', () => {
  const replica = (primary: string) => `
Resources:
  Replica:
    Type: AWS::KMS::ReplicaKey
    Properties: { PrimaryKeyArn: ${primary}, KeyPolicy: { Statement: [] }, Enabled: false }
  Key: { Type: AWS::KMS::Key, Properties: { MultiRegion: true } }
`;

  it('has of its primary key what the template does not say', () => {
    const because = 'a replica has it from its primary key';
    expect(keyOf(replica('arn:aws:kms:us-east-1:111122223333:key/mrk-1'))).toMatchObject({
      id: 'Replica',
      state: known('Disabled'),
      spec: { kind: 'unknown', because },
      usage: { kind: 'unknown', because },
      origin: { kind: 'unknown', because },
      rotation: { kind: 'unknown', because },
      policy: known('{"Statement":[]}'),
      primary: known('arn:aws:kms:us-east-1:111122223333:key/mrk-1'),
    });
  });

  it('names a primary key of its template by id', () => {
    expect(keyOf(replica('!GetAtt Key.Arn')).primary).toEqual(known('Key'));
  });

  it.each([
    ['!Ref Key', 'PrimaryKeyArn is not the ARN of a key'],
    ['!ImportValue primary', 'the import primary is known only where it is deployed'],
  ])('has an unknown primary key with %s', (primary, because) => {
    expect(keyOf(replica(primary)).primary).toMatchObject({ kind: 'unknown', because });
  });

  it('is the key of a flow', () => {
    const text = aFlowWithKey('!GetAtt Replica.Arn', replica('x').replace('\nResources:\n', '').split('  Key:')[0]);
    expect(worldOf(text).flows[0]?.key).toEqual({ kind: 'key', id: 'Replica' });
  });
});
