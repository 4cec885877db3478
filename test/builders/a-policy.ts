import { statementsOpenToEveryone } from '../../lambda/core/key-policy.ts';

type Members = Readonly<Record<string, unknown>>;

/** A statement of a key policy that admits everyone. */
export const aStatement = (members: Members = {}): Members => ({
  Sid: 'UseOfTheKey',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'kms:*',
  Resource: '*',
  ...members,
});

/** The open statements of a policy of these statements. */
export const openIn = (...statements: readonly unknown[]) =>
  statementsOpenToEveryone(JSON.stringify({ Version: '2012-10-17', Id: 'lake-key', Statement: statements }));
