import { keyUsersAreAllowed } from '../../../lambda/core/checks/key-users-are-allowed.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { policyOf } from '../../builders/a-policy.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';
const ROOT = 'arn:aws:iam::111122223333:root';
const ETL = 'arn:aws:iam::111122223333:role/etl';
const OUTSIDER = 'arn:aws:iam::444455556666:role/outsider';
const decryptionFor = (...AWS: readonly string[]) =>
  policyOf({ Sid: 'Use', Principal: { AWS }, Action: 'kms:Decrypt' });
const needs = ['policy', 'grants'] as const;
const policyDenied = {
  code: 'UNVERIFIED',
  problem: 'the policy of key 1b2c3d4e could not be read: kms:GetKeyPolicy is denied',
} as const;
const grantsDenied = {
  code: 'UNVERIFIED',
  problem: 'the grants of key 1b2c3d4e could not be read: kms:ListGrants is denied',
} as const;

testCheck(keyUsersAreAllowed, [
  {
    name: 'anybody may decrypt where nobody is listed',
    answers: { policy: given(decryptionFor('*')), grants: given([OUTSIDER]) },
    needs: [],
    reasons: [],
  },
  {
    name: 'listed users pass, by policy and by grant, by name and by pattern',
    answers: { policy: given(decryptionFor(ETL, ROOT)), grants: given([OUTSIDER]) },
    parameters: { keyUsers: `${ETL},arn:aws:iam::444455556666:role/*,arn:*:root` },
    needs,
    reasons: [],
  },
  {
    name: 'everyone passes where everyone is listed',
    answers: { policy: given(decryptionFor('*')), grants: given([OUTSIDER]) },
    parameters: { keyUsers: '*' },
    needs,
    reasons: [],
  },
  {
    name: 'who may administer, and not decrypt, need not be listed',
    answers: { policy: given(policyOf({ Principal: { AWS: OUTSIDER }, Action: ['kms:PutKeyPolicy', 'kms:Encrypt'] })) },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [],
  },
  {
    name: 'a role that is not listed fails, with its statement',
    key: { id },
    answers: { policy: given(decryptionFor(ETL, OUTSIDER)) },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${OUTSIDER} may decrypt with key 1b2c3d4e (statement Use)`,
      },
    ],
  },
  {
    name: 'a role whose name goes on after a pattern without a wildcard fails',
    key: { id },
    answers: { policy: given(decryptionFor(`${ETL}2`)) },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${ETL}2 may decrypt with key 1b2c3d4e (statement Use)`,
      },
    ],
  },
  {
    name: 'everyone fails where patterns list roles only',
    key: { id },
    answers: { policy: given(decryptionFor('*')) },
    parameters: { keyUsers: 'arn:*,????,?' },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: 'against keyUsers, everyone (*) may decrypt with key 1b2c3d4e (statement Use)',
      },
    ],
  },
  {
    name: 'the first of several is named, and how many more there are, each once',
    key: { id },
    answers: {
      policy: given([...decryptionFor(OUTSIDER, ETL, ROOT), ...decryptionFor(OUTSIDER, ETL)]),
      grants: given([OUTSIDER, 'AROAEXAMPLEID']),
    },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${OUTSIDER} and 2 more may decrypt with key 1b2c3d4e (statement Use)`,
      },
    ],
  },
  {
    name: 'an account root that is not listed fails, since IAM policies of its account decide',
    key: { id },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem:
          'against keyUsers, account 111122223333 decides by its own IAM policies who may decrypt with key 1b2c3d4e (statement AccountAdmin)',
      },
    ],
  },
  {
    name: 'an account root is worded apart from those that come after it',
    key: { id },
    answers: { policy: given(decryptionFor('444455556666')), grants: given([OUTSIDER]) },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem:
          'against keyUsers, account 444455556666 decides by its own IAM policies who may decrypt with key 1b2c3d4e, and 1 more may (statement Use)',
      },
    ],
  },
  {
    name: 'the grantee of a grant fails like others, without a statement',
    key: { id },
    answers: { grants: given([OUTSIDER]) },
    parameters: { keyUsers: ROOT },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${OUTSIDER} may decrypt with key 1b2c3d4e (a grant)`,
      },
    ],
  },
  {
    name: 'a service that is bound to nobody must be listed',
    key: { id },
    answers: { policy: given(policyOf({ Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:Decrypt*' })) },
    parameters: { keyUsers: 'sns.amazonaws.com' },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: 'against keyUsers, logs.amazonaws.com may decrypt with key 1b2c3d4e (statement UseOfTheKey)',
      },
    ],
  },
  {
    name: 'a listed service passes',
    answers: { policy: given(policyOf({ Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:Decrypt*' })) },
    parameters: { keyUsers: 'sns.amazonaws.com, logs.amazonaws.com' },
    needs,
    reasons: [],
  },
  {
    name: 'a very long name is shortened, so that what follows is told',
    key: { id },
    answers: { grants: given([`arn:aws:iam::444455556666:role/${'x'.repeat(200)}`, OUTSIDER]) },
    parameters: { keyUsers: ROOT },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, arn:aws:iam::444455556666:role/${'x'.repeat(118)}… and 1 more may decrypt with key 1b2c3d4e (a grant)`,
      },
    ],
  },
  {
    name: 'what the policy says is decided although the grants may not be read',
    key: { id },
    answers: { policy: given(decryptionFor(OUTSIDER)), grants: refused('kms:ListGrants is denied') },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${OUTSIDER} may decrypt with key 1b2c3d4e (statement Use)`,
      },
      grantsDenied,
    ],
  },
  {
    name: 'what grants say is decided although the policy may not be read',
    key: { id },
    answers: { policy: refused('kms:GetKeyPolicy is denied'), grants: given([OUTSIDER]) },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [
      {
        code: 'KEY_USER_NOT_ALLOWED',
        problem: `against keyUsers, ${OUTSIDER} may decrypt with key 1b2c3d4e (a grant)`,
      },
      policyDenied,
    ],
  },
  {
    name: 'a good part that could be read does not stand for the rest',
    key: { id },
    answers: { policy: given(decryptionFor(ETL)), grants: refused('kms:ListGrants is denied') },
    parameters: { keyUsers: ETL },
    needs,
    reasons: [grantsDenied],
  },
  {
    name: 'everyone listed does not stand for what may not be read',
    key: { id },
    answers: { policy: refused('kms:GetKeyPolicy is denied'), grants: refused('kms:ListGrants is denied') },
    parameters: { keyUsers: '*' },
    needs,
    reasons: [policyDenied, grantsDenied],
  },
]);
