import { parseArn } from '../../lambda/core/model/arn.ts';
import type { AuditedKey, AuditedReason } from '../audit/audit.ts';

/** What a command may say of the world: anything else is text of strangers, which no shell should see. */
const SAFE = /^[\w@.:/-]+$/;

type Parameters = Readonly<Record<string, string>>;
type Question = Pick<AuditedReason, 'code' | 'problem'>;
type KeyInQuestion = Pick<AuditedKey, 'arn' | 'primaryArn'>;

/**
 * The commands of the AWS CLI that repair a reason, in their order; none where no command does, or where a name in it has a
 * character besides letters, digits and `_@.:/-`. Words in capitals between values are for the reader to replace.
 * https://docs.aws.amazon.com/cli/latest/reference/kms/
 */
export const commandsFor = (
  reason: Question,
  key: KeyInQuestion | undefined,
  parameters: Parameters,
): readonly string[] => {
  const commands = key === undefined ? [] : (COMMANDS[reason.code]?.(key, reason.problem, parameters) ?? []);
  return commands.every((command) => command !== undefined) ? commands : [];
};

type Command = (key: KeyInQuestion, problem: string, parameters: Parameters) => readonly (string | undefined)[];

const COMMANDS: Readonly<Partial<Record<AuditedReason['code'], Command>>> = {
  // The deletion that is cancelled leaves the key disabled.
  KEY_PENDING_DELETION: ({ arn }) => [kms('cancel-key-deletion', arn), kms('enable-key', arn)],
  KEY_DISABLED: ({ arn }) => [kms('enable-key', arn)],
  ROTATION_OFF: (key, _, parameters) => [enableRotation(key, parameters)],
  ROTATION_TOO_SLOW: (key, _, parameters) => [enableRotation(key, parameters)],
  KEY_UNTAGGED: ({ arn }) => [tag(arn, ['TAG'])],
  TAG_MISSING: ({ arn }, problem) => [tag(arn, missingTags(problem))],
  TAG_VALUE_NOT_ALLOWED: ({ arn }, problem) => [tag(arn, tagsNamed(problem, /^tag (.+?) is "/))],
  ALIAS_NOT_CONVENTIONAL: ({ arn }) => [
    kms('create-alias', arn, { keyOption: '--target-key-id', options: ["--alias-name 'alias/NAME'"] }),
  ],
};

/** A replica shares the rotation of its primary key, which alone can change it. */
const enableRotation = ({ arn, primaryArn = arn }: KeyInQuestion, parameters: Parameters): string | undefined => {
  const longest = parameters['maxRotationPeriodInDays']?.trim();
  if (longest !== undefined && !/^\d+$/.test(longest)) return undefined;
  const options = longest === undefined ? [] : [`--rotation-period-in-days ${longest}`];
  return kms('enable-key-rotation', primaryArn, { options });
};

const tag = (arn: string, tags: readonly string[]): string | undefined => {
  if (tags.length === 0 || !tags.every((name) => SAFE.test(name))) return undefined;
  return kms('tag-resource', arn, {
    options: [`--tags ${tags.map((name) => `'TagKey=${name},TagValue=VALUE'`).join(' ')}`],
  });
};

/** From what the check says: "tag Owner is missing", "tags Owner, DataClass are missing". */
const missingTags = (problem: string): readonly string[] => {
  const several = tagsNamed(problem, /^tags (.+) are missing$/)[0]?.split(', ');
  return several ?? tagsNamed(problem, /^tag (.+) is missing$/);
};

const tagsNamed = (problem: string, pattern: RegExp): readonly string[] => problem.match(pattern)?.slice(1) ?? [];

const kms = (
  operation: string,
  keyArn: string,
  { keyOption = '--key-id', options = [] }: { readonly keyOption?: string; readonly options?: readonly string[] } = {},
): string | undefined => {
  const region = parseArn(keyArn)?.region;
  if (!SAFE.test(keyArn) || region === undefined || !SAFE.test(region)) return undefined;
  return [`aws kms ${operation} ${keyOption} '${keyArn}' --region '${region}'`, ...options].join(' ');
};
