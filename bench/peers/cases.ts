import type { WorldInput } from '../../local-aws/world.ts';
import { keyArn as arnOf } from '../bench-world.ts';

/** A kind of flow that an account may hold, and what the rule's contract says of it with no parameter given. */
export interface Case {
  readonly name: string;
  readonly flows: number;
  /** What a flow of this kind names as its key; nothing is AppFlow's own default key. */
  readonly kmsArn?: string;
  /** What differs from a good key; nothing means that there is no such key, or none of its own. */
  readonly key?: Omit<NonNullable<WorldInput['keys']>[number], 'Arn'>;
  readonly reasons: readonly string[];
}

const place = 'eu-west-1:111122223333';
const everybody = (Condition?: Readonly<Record<string, unknown>>) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', Condition },
  ],
});
const good = { Tags: { Owner: 'data-platform' } } as const;
const foreign = 'arn:aws:kms:eu-west-1:444455556666:key/of-a-partner';

/** One kind for each form of a good key that is common, and one or two for each reason that no parameter is needed for. */
export const cases: readonly Case[] = [
  { name: 'good', flows: 150, key: good, reasons: [] },
  {
    name: 'good-by-alias',
    flows: 30,
    kmsArn: `arn:aws:kms:${place}:alias/orders`,
    key: { ...good, Aliases: ['alias/orders'] },
    reasons: [],
  },
  {
    name: 'open-to-own-account',
    flows: 10,
    key: { ...good, Policy: everybody({ StringEquals: { 'kms:CallerAccount': '111122223333' } }) },
    reasons: [],
  },
  {
    name: 'open-to-own-organization',
    flows: 10,
    key: { ...good, Policy: everybody({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) },
    reasons: [],
  },
  { name: 'no-key', flows: 20, reasons: ['NO_CMK'] },
  { name: 'key-gone', flows: 5, kmsArn: arnOf(999), reasons: ['KEY_NOT_FOUND'] },
  { name: 'aws-managed', flows: 10, key: { KeyManager: 'AWS' }, reasons: ['AWS_MANAGED_KEY'] },
  {
    name: 'pending-deletion',
    flows: 5,
    key: { ...good, KeyState: 'PendingDeletion' },
    reasons: ['KEY_PENDING_DELETION'],
  },
  { name: 'disabled', flows: 5, key: { ...good, KeyState: 'Disabled' }, reasons: ['KEY_DISABLED'] },
  {
    name: 'without-material',
    flows: 5,
    key: { ...good, KeyState: 'PendingImport', Origin: 'EXTERNAL' },
    reasons: ['KEY_UNUSABLE'],
  },
  { name: 'asymmetric', flows: 5, key: { ...good, KeySpec: 'RSA_2048' }, reasons: ['KEY_NOT_SYMMETRIC'] },
  { name: 'open', flows: 5, key: { ...good, Policy: everybody() }, reasons: ['KEY_POLICY_OPEN'] },
  {
    name: 'open-through-appflow',
    flows: 5,
    key: { ...good, Policy: everybody({ StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com' } }) },
    reasons: ['KEY_POLICY_OPEN'],
  },
  {
    name: 'not-rotating',
    flows: 15,
    key: { ...good, Rotation: { KeyRotationEnabled: false } },
    reasons: ['ROTATION_OFF'],
  },
  { name: 'imported', flows: 5, key: { ...good, Origin: 'EXTERNAL' }, reasons: ['ROTATION_IMPOSSIBLE'] },
  { name: 'untagged', flows: 5, key: { Tags: {} }, reasons: ['KEY_UNTAGGED'] },
  {
    name: 'tagged-by-aws-alone',
    flows: 5,
    key: { Tags: { 'aws:cloudformation:stack-name': 'lake' } },
    reasons: ['KEY_UNTAGGED'],
  },
  { name: 'of-a-stranger', flows: 5, kmsArn: foreign, reasons: ['UNVERIFIED'] },
];
