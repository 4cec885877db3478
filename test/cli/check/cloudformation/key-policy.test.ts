import { aKeyWith, type Given, keyOf } from '../../../builders/read-template.ts';

const ROLES = `
  Reader: { Type: AWS::IAM::Role, Properties: { RoleName: reader, Path: /etl/ } }
  Writer: { Type: AWS::IAM::Role }
  Key2: { Type: AWS::KMS::Key }
  Anything: { Type: Custom::Anything }
`;

const policyIn = (keyPolicy: string, given: Given = {}) =>
  keyOf(`Parameters: { Who: { Type: String } }\n${aKeyWith(`KeyPolicy: ${keyPolicy}`)}${ROLES}`, given);

const statement = (members: string): string =>
  `{ Version: 2012-10-17, Statement: [{ Effect: Allow, Action: kms:*, Resource: '*', ${members} }] }`;

const text = (principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: principal }],
  });

describe('a key policy that is known', () => {
  it.each([
    [
      'the root of the account',
      `{ AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }`,
      { AWS: 'arn:aws:iam::000000000000:root' },
    ],
    [
      'the same with a partition',
      `{ AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }`,
      { AWS: 'arn:aws:iam::000000000000:root' },
    ],
    ['the account', '{ AWS: !Ref AWS::AccountId }', { AWS: '000000000000' }],
    ['an account with a leading zero', '{ AWS: 012345678901 }', { AWS: '012345678901' }],
    ['a service', '{ Service: [appflow.amazonaws.com] }', { Service: ['appflow.amazonaws.com'] }],
    [
      'a service with the suffix of its place',
      `{ Service: !Sub 'appflow.\${AWS::URLSuffix}' }`,
      { Service: 'appflow.amazonaws.com' },
    ],
    ['everyone', "'*'", '*'],
    [
      'a role of the template, by its name',
      '{ AWS: !GetAtt Reader.Arn }',
      { AWS: 'arn:aws:iam::000000000000:role/etl/reader' },
    ],
  ])('admits %s', (_, principal, expected) => {
    const key = policyIn(statement(`Principal: ${principal}`));
    expect(key.policy).toEqual({ kind: 'known', value: text(expected) });
    expect(key.unnamedUsers).toBeUndefined();
  });

  it('names the account and the Region that were given', () => {
    const given = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'cn-north-1' };
    const principal = `{ AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }`;
    expect(policyIn(statement(`Principal: ${principal}`), given).policy).toEqual({
      kind: 'known',
      value: text({ AWS: 'arn:aws-cn:iam::111122223333:root' }),
    });
  });

  it('may be a text', () => {
    const json = `'{"Statement":[{"Principal":{"AWS":"arn:aws:iam::\${AWS::AccountId}:root"}}]}'`;
    expect(policyIn(`!Sub ${json}`).policy).toEqual({
      kind: 'known',
      value: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::000000000000:root"}}]}',
    });
  });

  it('keeps conditions, their places included', () => {
    const condition = `{ StringEquals: { kms:ViaService: !Sub 'appflow.\${AWS::Region}.amazonaws.com' }, Bool: { kms:GrantIsForAWSResource: true } }`;
    expect(policyIn(statement(`Principal: '*', Condition: ${condition}`)).policy).toEqual({
      kind: 'known',
      value:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*","Principal":"*",' +
        '"Condition":{"StringEquals":{"kms:ViaService":"appflow.xx-unknown-1.amazonaws.com"},' +
        '"Bool":{"kms:GrantIsForAWSResource":"true"}}}]}',
    });
  });

  it('leaves out what is NoValue', () => {
    expect(policyIn('{ Statement: [!Ref AWS::NoValue], Id: !Ref AWS::NoValue }').policy).toEqual({
      kind: 'known',
      value: '{"Statement":[]}',
    });
  });
});

describe('users without a name yet', () => {
  it.each([
    [
      'a role whose name AWS makes up',
      '!GetAtt Writer.Arn',
      'arn:aws:iam::000000000000:role/(stack)-Writer-(named later)',
      'the name of Writer is made up by AWS',
    ],
    [
      'a role by the name of the stack',
      `!Sub 'arn:aws:iam::\${AWS::AccountId}:role/\${AWS::StackName}-etl'`,
      'arn:aws:iam::000000000000:role/(named later)-etl',
      'AWS::StackName is not known before deployment; --parameter AWS::StackName=VALUE would decide it',
    ],
    [
      'a role by a parameter',
      `!Sub 'arn:aws:iam::111122223333:role/\${Who}'`,
      'arn:aws:iam::111122223333:role/(named later)',
      'Who is a parameter without a given value; --parameter Who=VALUE would decide it',
    ],
  ])('are stood in for: %s', (_, principal, arn, because) => {
    const key = policyIn(statement(`Principal: { AWS: ${principal} }`));
    expect(key.policy).toEqual({ kind: 'known', value: text({ AWS: arn }) });
    expect(key.unnamedUsers).toMatchObject({ kind: 'unknown', because });
  });

  it('have the name of the stack where it is given', () => {
    const key = policyIn(statement('Principal: { AWS: !GetAtt Writer.Arn }'), { 'AWS::StackName': 'lake' });
    expect(key.policy).toEqual({
      kind: 'known',
      value: text({ AWS: 'arn:aws:iam::000000000000:role/lake-Writer-(named later)' }),
    });
  });

  it('are services of a Region that is not known', () => {
    const key = policyIn(statement(`Principal: { Service: !Sub 'logs.\${AWS::Region}.amazonaws.com' }`));
    expect(key.policy).toMatchObject({ kind: 'known' });
    expect(key.unnamedUsers).toMatchObject({
      because: 'AWS::Region is not known before deployment; --parameter AWS::Region=VALUE would decide it',
    });
  });
});

describe('a key policy is unknown as a whole', () => {
  it.each([
    ['where anybody may be admitted', 'Principal: { AWS: !Ref Who }'],
    ['where the account of whom it admits is open', `Principal: { AWS: !Sub 'arn:aws:iam::\${Who}:root' }`],
    ['where what it admits is no ARN of IAM', `Principal: { AWS: !Sub 'x:\${Who}' }`],
    ['where a service is open', `Principal: { Service: !Sub '\${Who}.amazonaws.com' }`],
    ['where a list of principals is', 'Principal: { AWS: [a, !Ref Who] }'],
    ['where whom it leaves out is', `Principal: '*', NotPrincipal: { AWS: !Ref Who }`],
    ['where a condition is', `Principal: '*', Condition: { StringEquals: { kms:CallerAccount: !Ref Who } }`],
    ['where an action is', `Principal: '*', NotAction: !Ref Who`],
  ])('%s', (_, members) => {
    expect(policyIn(statement(members)).policy).toMatchObject({
      kind: 'unknown',
      because: 'Who is a parameter without a given value; --parameter Who=VALUE would decide it',
    });
  });

  it.each([
    [
      'a statement that may or may not be there',
      '{ Statement: [!ImportValue x] }',
      'the import x is known only where it is deployed',
    ],
    [
      'a principal of something else',
      statement('Principal: { AWS: !GetAtt Anything.Arn }'),
      'the attribute Arn of Anything (Custom::Anything) is known only after deployment',
    ],
    [
      'an effect',
      `{ Statement: [{ Effect: !ImportValue x, Principal: '*' }] }`,
      'the import x is known only where it is deployed',
    ],
    [
      'a part that is included',
      '{ Statement: [{ Fn::Transform: { Name: AWS::Include }, Effect: Allow }] }',
      'Fn::Transform is not run here and may decide it',
    ],
    [
      'a text with something open',
      `!Sub '{"Id": "\${Who}"}'`,
      'Who is a parameter without a given value; --parameter Who=VALUE would decide it',
    ],
  ])('for %s', (_, policy, because) => {
    expect(policyIn(policy).policy).toMatchObject({ kind: 'unknown', because });
  });
});

describe('what is open and makes no difference', () => {
  it.each([
    ['the name of a statement', 'Sid: !Ref Who'],
    ['a resource', 'Resource: !Ref Who'],
    ['a part of a resource', `Resource: !Sub 'arn:\${Who}'`],
    ['a resource by reference', 'Resource: !GetAtt Key2.Arn'],
  ])('is %s', (_, member) => {
    const policy = `{ Statement: [{ Effect: Allow, Principal: { AWS: a }, ${member} }] }`;
    const [name] = member.split(':');
    expect(policyIn(policy).policy).toEqual({
      kind: 'known',
      value: `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"a"},"${name}":"*"}]}`,
    });
  });

  it('is whatever a statement forbids', () => {
    const policy = `{ Statement: [{ Effect: Deny, Principal: !Ref Who, Condition: { ArnLike: { aws:PrincipalArn: !Ref Who } } }] }`;
    expect(policyIn(policy)).toMatchObject({
      policy: {
        kind: 'known',
        value: '{"Statement":[{"Effect":"Deny","Principal":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"*"}}}]}',
      },
    });
  });
});
