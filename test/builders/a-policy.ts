import { type PolicyStatement, parseKeyPolicy } from '../../lambda/core/key-policy/document.ts';
import { statementsOpenToEveryone } from '../../lambda/core/key-policy/everyone.ts';

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

/** The statements of a key policy; throws where the text is not one. */
export const statementsOf = (text: string): readonly PolicyStatement[] => {
  const statements = parseKeyPolicy(text);
  if (statements.kind === 'refused') throw new Error(statements.because);
  return statements.value;
};

/** The names of the open statements of a policy of these statements. */
export const openIn = (...statements: readonly unknown[]): readonly string[] =>
  statementsOpenToEveryone(
    statementsOf(JSON.stringify({ Version: '2012-10-17', Id: 'lake-key', Statement: statements })),
  );

/** The one statement of a policy, admitting everyone to everything unless it says otherwise. */
export const policyOf = (members: Members): readonly PolicyStatement[] =>
  statementsOf(JSON.stringify({ Statement: [aStatement(members)] }));
