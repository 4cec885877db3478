import { usersOf } from '../../../lambda/core/key-policy/users.ts';
import { aKey } from '../../builders/a-key.ts';
import { aStatement, statementsOf } from '../../builders/a-policy.ts';

const ROOT = 'arn:aws:iam::111122223333:root';
const ETL = 'arn:aws:iam::111122223333:role/etl';
const ADMIN = 'arn:aws:iam::111122223333:role/admin';

const users = (...statements: readonly Readonly<Record<string, unknown>>[]) =>
  usersOf(statementsOf(JSON.stringify({ Statement: statements.map((members) => aStatement(members)) })), aKey());

it('each statement that gives a duty is told with whom it admits, in the order of the policy', () => {
  const found = users(
    { Sid: 'Watch', Principal: { AWS: ETL }, Action: 'kms:DescribeKey' },
    { Sid: 'Govern', Principal: { AWS: ADMIN }, Action: 'kms:PutKeyPolicy' },
    { Sid: undefined, Principal: { AWS: [ETL, ADMIN] }, Action: 'kms:Decrypt' },
    { Sid: 'All', Principal: { AWS: ROOT }, Action: 'kms:*' },
    { Sid: 'Logs', Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:Decrypt*' },
  );
  const decrypting = { isService: false, mayDecrypt: true, mayAdminister: false };
  expect(found).toEqual([
    { text: ADMIN, isService: false, mayDecrypt: false, mayAdminister: true, statement: 'Govern' },
    { text: ETL, ...decrypting, statement: '3' },
    { text: ADMIN, ...decrypting, statement: '3' },
    { text: ROOT, isService: false, mayDecrypt: true, mayAdminister: true, statement: 'All' },
    { text: 'logs.amazonaws.com', isService: true, mayDecrypt: true, mayAdminister: false, statement: 'Logs' },
  ]);
});

it('nobody has a duty where nothing is allowed', () => {
  expect(users({ Effect: 'Deny' }, { Action: 'kms:Encrypt' })).toEqual([]);
  expect(users()).toEqual([]);
});
