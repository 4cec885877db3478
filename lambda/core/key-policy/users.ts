import type { Key } from '../model/key.ts';
import { allowsAdministration, allowsDecryption } from './actions.ts';
import { nameOfStatement, type PolicyStatement } from './document.ts';
import { type Identity, identitiesIn } from './principals.ts';

/** Somebody whom one statement of a key policy gives one duty or both. */
export interface KeyUser extends Identity {
  readonly mayDecrypt: boolean;
  readonly mayAdminister: boolean;
  /** The statement's Sid, else its place counted from 1. */
  readonly statement: string;
}

/**
 * Who may decrypt with the key or administer it, in the order of its policy: one entry for each identity and statement. What an
 * account root is given, IAM policies of that account decide; these, Deny statements and grants are not weighed.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const usersOf = (statements: readonly PolicyStatement[], key: Key): readonly KeyUser[] =>
  statements.flatMap((statement, index) => {
    const mayDecrypt = allowsDecryption(statement);
    const mayAdminister = allowsAdministration(statement);
    if (!mayDecrypt && !mayAdminister) return [];
    const name = nameOfStatement(statement, index);
    return identitiesIn(statement, key).map((identity) => ({
      ...identity,
      mayDecrypt,
      mayAdminister,
      statement: name,
    }));
  });
