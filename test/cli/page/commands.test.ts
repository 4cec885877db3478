import { commandsFor } from '../../../cli/page/commands.ts';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const key = { arn: ARN };

test.each([
  ['KEY_DISABLED', '', [`aws kms enable-key --key-id '${ARN}' --region 'eu-west-1'`]],
  [
    'KEY_PENDING_DELETION',
    '',
    [
      `aws kms cancel-key-deletion --key-id '${ARN}' --region 'eu-west-1'`,
      `aws kms enable-key --key-id '${ARN}' --region 'eu-west-1'`,
    ],
  ],
  ['ROTATION_OFF', '', [`aws kms enable-key-rotation --key-id '${ARN}' --region 'eu-west-1'`]],
  [
    'KEY_UNTAGGED',
    '',
    [`aws kms tag-resource --key-id '${ARN}' --region 'eu-west-1' --tags 'TagKey=TAG,TagValue=VALUE'`],
  ],
  [
    'TAG_MISSING',
    'tag Owner is missing',
    [`aws kms tag-resource --key-id '${ARN}' --region 'eu-west-1' --tags 'TagKey=Owner,TagValue=VALUE'`],
  ],
  [
    'TAG_MISSING',
    'tags Owner, DataClass are missing',
    [
      `aws kms tag-resource --key-id '${ARN}' --region 'eu-west-1' --tags 'TagKey=Owner,TagValue=VALUE' 'TagKey=DataClass,TagValue=VALUE'`,
    ],
  ],
  [
    'TAG_VALUE_NOT_ALLOWED',
    'tag DataClass is "Secret" but must be "PII|Internal"',
    [`aws kms tag-resource --key-id '${ARN}' --region 'eu-west-1' --tags 'TagKey=DataClass,TagValue=VALUE'`],
  ],
  [
    'ALIAS_NOT_CONVENTIONAL',
    '',
    [`aws kms create-alias --target-key-id '${ARN}' --region 'eu-west-1' --alias-name 'alias/NAME'`],
  ],
] as const)('%s (%s) is repaired by a command', (code, problem, commands) => {
  expect(commandsFor({ code, problem }, key, {})).toEqual(commands);
});

test('a period that is demanded is given', () => {
  expect(commandsFor({ code: 'ROTATION_TOO_SLOW', problem: '' }, key, { maxRotationPeriodInDays: '180' })).toEqual([
    `aws kms enable-key-rotation --key-id '${ARN}' --region 'eu-west-1' --rotation-period-in-days 180`,
  ]);
});

test('the rotation of a replica is repaired at its primary key, in the Region of that', () => {
  const primaryArn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1';
  expect(commandsFor({ code: 'ROTATION_OFF', problem: '' }, { arn: ARN, primaryArn }, {})).toEqual([
    `aws kms enable-key-rotation --key-id '${primaryArn}' --region 'us-east-1'`,
  ]);
});

test('without a key there is no command', () => {
  for (const code of REASON_CODES) expect(commandsFor({ code, problem: '' }, undefined, {})).toEqual([]);
});

test.each([
  ["a quote in a tag's name", 'TAG_MISSING', "tag O'wner is missing", ARN],
  ['a space in one of several tags', 'TAG_MISSING', 'tags Owner, Cost center are missing', ARN],
  ['a command in a tag', 'TAG_MISSING', 'tag $(reboot) is missing', ARN],
  ['a comma, which would begin another value', 'TAG_VALUE_NOT_ALLOWED', 'tag a,b is "x" but must be "y"', ARN],
  ['a line break in an ARN', 'KEY_DISABLED', '', 'arn:aws:kms:eu-west-1:1:key/a\nreboot'],
  ['a quote in a Region', 'KEY_DISABLED', '', "arn:aws:kms:eu'west:1:key/a"],
  ['an ARN that is none', 'KEY_DISABLED', '', 'alias/lake'],
  ['a problem in other words', 'TAG_MISSING', 'a tag is missing', ARN],
] as const)('%s leaves no command', (_, code, problem, arn) => {
  expect(commandsFor({ code, problem }, { arn }, {})).toEqual([]);
});

test('a period that is not a number leaves no command', () => {
  expect(commandsFor({ code: 'ROTATION_OFF', problem: '' }, key, { maxRotationPeriodInDays: '1; reboot' })).toEqual([]);
});

test.each(['NO_CMK', 'KEY_POLICY_OPEN', 'BUCKET_WITHOUT_CMK', 'UNVERIFIED'] as const)(
  '%s is not repaired by one command',
  (code) => {
    expect(commandsFor({ code, problem: '' }, key, {})).toEqual([]);
  },
);
