import { type Fact, known } from '../../lambda/core/fact.ts';
import type { Facts } from '../../lambda/core/key.ts';
import type { Tags } from '../../lambda/core/patterns.ts';

/** The default policy of a key: it delegates to IAM of its own account. */
export const CLOSED_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"AccountAdmin","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}';

export const OPEN_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Everyone","Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]}';

export const tagged = (tags: Readonly<Record<string, string>>): Fact<Tags> => known(new Map(Object.entries(tags)));

/** Every fact read, and good under the default parameters. */
export const someFacts = (wish: Partial<Facts> = {}): Facts => ({
  rotation: known({ kind: 'on', periodInDays: 365 }),
  newestOnDemandRotation: known(undefined),
  policy: known(CLOSED_POLICY),
  tags: tagged({ Owner: 'data-platform' }),
  aliases: known(['alias/lake-appflow']),
  flowsOnKey: known({ certain: 1, possible: 0 }),
  credentials: known(new Map([['crm-prod', { kind: 'customer-managed' }]])),
  ...wish,
});
