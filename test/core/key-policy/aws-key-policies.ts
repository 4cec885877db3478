/**
 * Key policies as AWS's console and documentation write them, with account 111122223333.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const ROOT = 'arn:aws:iam::111122223333:root';
const ADMIN = 'arn:aws:iam::111122223333:role/KeyAdmin';
const USER = 'arn:aws:iam::111122223333:role/KeyUser';

const statement = (sid: string, principal: unknown, actions: unknown, condition?: unknown) => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: principal,
  Action: actions,
  Resource: '*',
  ...(condition === undefined ? {} : { Condition: condition }),
});

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];
const CONSOLE_ADMINISTRATION = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:RotateKeyOnDemand',
];

const delegation = statement('Enable IAM User Permissions', { AWS: ROOT }, 'kms:*');
const administrators = statement('Allow access for Key Administrators', { AWS: ADMIN }, CONSOLE_ADMINISTRATION);
const users = statement('Allow use of the key', { AWS: USER }, USE);
const attachment = statement('Allow attachment of persistent resources', { AWS: USER }, GRANTS, {
  Bool: { 'kms:GrantIsForAWSResource': 'true' },
});

/** What the console writes where no administrator and no user is chosen; the API's default is the same. */
export const DEFAULT = [delegation];

/** Where both are chosen. */
export const CONSOLE = [delegation, administrators, users, attachment];

/** The same without the account, and administrators without `kms:Create*`. */
export const CONSOLE_WITH_SINGLE_ACTIONS = [
  statement('Allow access for Key Administrators', { AWS: ADMIN }, [
    ...CONSOLE_ADMINISTRATION.filter((action) => action !== 'kms:Create*'),
    'kms:CreateAlias',
  ]),
  users,
  attachment,
];

/** "Allow other accounts to use the key", by the console: use, and grants for services. */
export const OTHER_ACCOUNT = [
  delegation,
  statement('Allow use of the key', { AWS: 'arn:aws:iam::444455556666:root' }, USE),
  statement('Allow attachment of persistent resources', { AWS: 'arn:aws:iam::444455556666:root' }, GRANTS, {
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  }),
];

/** The policy that AppFlow's guide asks for: everybody of the account who works through AppFlow. */
export const APPFLOW_THROUGH_SERVICE = [
  statement('Allow access through Amazon AppFlow', { AWS: '*' }, [...USE, 'kms:CreateGrant'], {
    StringEquals: { 'kms:ViaService': 'appflow.eu-west-1.amazonaws.com', 'kms:CallerAccount': '111122223333' },
  }),
];

/** CloudWatch Logs with its own condition, the encryption context, which binds no account. */
export const CLOUDWATCH_LOGS = [
  delegation,
  statement(
    'Logs',
    { Service: 'logs.eu-west-1.amazonaws.com' },
    ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:lake' } },
  ),
];

/** SNS for events of S3: the service, bound to the account that it works for. */
export const S3_EVENTS = [
  users,
  statement('Allow S3', { Service: 's3.amazonaws.com' }, ['kms:GenerateDataKey*', 'kms:Decrypt'], {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
  }),
];

/** CloudTrail, which only encrypts, beside whoever of the account reads the trail. */
export const CLOUDTRAIL = [
  statement('Allow CloudTrail to encrypt logs', { Service: 'cloudtrail.amazonaws.com' }, 'kms:GenerateDataKey*', {
    StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111122223333:trail/*' },
  }),
  statement('Enable decryption of logs', { AWS: [ROOT] }, 'kms:Decrypt', {
    Null: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'false' },
  }),
];

/** A service-linked role as Auto Scaling needs it for encrypted volumes. */
export const AUTO_SCALING = [
  users,
  statement(
    'Allow service-linked role',
    {
      AWS: ['arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'],
    },
    USE,
  ),
];

/** A data perimeter of the organization. */
export const ORGANIZATION = [
  statement('Organization', { AWS: '*' }, ['kms:Decrypt', 'kms:DescribeKey'], {
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
  }),
];
