import fc from 'fast-check';
import { mostly, type Node, type Said, said } from './random-template-values.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

const ROOT: Said<Node> = {
  value: `arn:aws:iam::${ACCOUNT}:root`,
  node: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root` },
};
const principals: fc.Arbitrary<Said<Node>> = mostly(
  fc.constantFrom<Said<Node>[]>(
    { value: { AWS: ROOT.value }, node: { AWS: ROOT.node } },
    { value: { AWS: ACCOUNT }, node: { AWS: { Ref: 'AWS::AccountId' } } },
    { value: { AWS: `arn:aws:iam::${ACCOUNT}:role/etl/reader` }, node: { AWS: { 'Fn::GetAtt': ['Reader', 'Arn'] } } },
    {
      value: { AWS: `arn:aws:iam::${ACCOUNT}:role/stack-Writer-1ABCDEFGHIJKL` },
      node: { AWS: { 'Fn::GetAtt': ['Writer', 'Arn'] } },
    },
    { value: { Service: ['appflow.amazonaws.com'] }, node: { Service: [{ 'Fn::Sub': `appflow.\${AWS::URLSuffix}` }] } },
    {
      value: { Service: 'logs.eu-west-1.amazonaws.com' },
      node: { Service: { 'Fn::Sub': `logs.\${AWS::Region}.amazonaws.com` } },
    },
  ),
  fc.constantFrom<Said<Node>[]>(
    { value: '*', node: '*' },
    { value: { AWS: '*' }, node: { AWS: { 'Fn::Join': ['', ['*']] } } },
    { value: { AWS: 'arn:aws:iam::444455556666:root' }, node: { AWS: 'arn:aws:iam::444455556666:root' } },
  ),
);

const CONDITIONS: readonly Said<Node>[] = [
  {
    value: { StringEquals: { 'kms:CallerAccount': ACCOUNT } },
    node: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } },
  },
  {
    value: { StringEquals: { 'kms:ViaService': `appflow.${REGION}.amazonaws.com` } },
    node: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': `appflow.\${AWS::Region}.amazonaws.com` } } },
  },
  {
    value: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } },
    node: { ArnLike: { 'aws:PrincipalArn': { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/*` } } },
  },
];

const statement = fc
  .record({
    effect: mostly(fc.constant('Allow'), fc.constant('Deny')),
    principal: principals,
    action: fc.constantFrom<Node[]>('kms:*', ['kms:Decrypt', 'kms:CreateGrant'], 'kms:Describe*', ['kms:PutKeyPolicy']),
    condition: fc.option(fc.constantFrom(...CONDITIONS), { nil: undefined, freq: 3 }),
    sid: fc.option(said(fc.constantFrom('Use', 'Admin')), { nil: undefined }),
  })
  .map(({ effect, principal, action, condition, sid }) => {
    const written = (side: 'value' | 'node'): Node => ({
      ...(sid === undefined ? {} : { Sid: sid[side] }),
      Effect: effect,
      Principal: principal[side],
      Action: action,
      Resource: '*',
      ...(condition === undefined ? {} : { Condition: condition[side] }),
    });
    return { value: written('value'), node: written('node') };
  });

export const policy: fc.Arbitrary<Said<Node>> = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.boolean())
  .map(([statements, isText, hasDead]) => {
    const document = (side: 'value' | 'node') => ({
      Version: '2012-10-17',
      Statement: statements.map((it) => it[side]) as readonly Node[],
    });
    const value = document('value');
    const { Version, Statement } = document('node');
    const dead: readonly Node[] = hasDead
      ? [
          {
            'Fn::If': [
              'Fails',
              { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
              { Ref: 'AWS::NoValue' },
            ],
          },
        ]
      : [];
    // A text has no functions in it but those that make it.
    return { value, node: isText ? JSON.stringify(value) : { Version, Statement: [...Statement, ...dead] } };
  });
