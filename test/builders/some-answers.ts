import { type Answer, given } from '../../lambda/core/model/answer.ts';
import type { AwsAnswers } from '../../lambda/core/model/key.ts';
import type { Tags } from '../../lambda/core/model/tags.ts';
import { statementsOf } from './a-policy.ts';

/** The default policy of a key: it delegates to IAM of its own account. */
export const CLOSED_POLICY = statementsOf(
  '{"Version":"2012-10-17","Statement":[{"Sid":"AccountAdmin","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}',
);

export const OPEN_POLICY = statementsOf(
  '{"Version":"2012-10-17","Statement":[{"Sid":"Everyone","Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]}',
);

export const tagged = (tags: Readonly<Record<string, string>>): Answer<Tags> => given(new Map(Object.entries(tags)));

/** Every answer given, and good under the default parameters. */
export const someAnswers = (overrides: Partial<AwsAnswers> = {}): AwsAnswers => ({
  rotation: given({ kind: 'on', periodInDays: 365 }),
  newestOnDemandRotation: given(undefined),
  policy: given(CLOSED_POLICY),
  grants: given([]),
  tags: tagged({ Owner: 'data-platform' }),
  aliases: given(['alias/lake-appflow']),
  flowsOnKey: given({ certain: 1, possible: 0 }),
  profileSecrets: given(new Map([['crm-prod', { kind: 'customer-managed' }]])),
  bucketKeys: given(new Map([['company-lake', { kind: 'customer-managed' }]])),
  keyUse: given(undefined),
  ...overrides,
});
