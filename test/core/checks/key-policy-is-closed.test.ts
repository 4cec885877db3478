import { keyPolicyIsClosed } from '../../../lambda/core/checks/key-policy-is-closed.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import { OPEN_POLICY } from '../../builders/some-facts.ts';
import { testCheck } from './test-check.ts';

testCheck(keyPolicyIsClosed, [
  { name: 'the default policy of KMS passes', reads: ['policy'], reasons: [] },
  {
    name: 'a policy that admits everyone fails, with its first open statement',
    key: { id: '1b2c3d4e' },
    facts: {
      policy: known(
        '{"Statement":[{"Effect":"Deny","Principal":"*"},{"Effect":"Allow","Principal":"*"},{"Sid":"B","Effect":"Allow","Principal":"*"}]}',
      ),
    },
    reads: ['policy'],
    reasons: [{ code: 'KEY_POLICY_OPEN', problem: 'the policy of key 1b2c3d4e admits everyone (statement 2)' }],
  },
  {
    name: 'an open policy passes unread where policies are not checked',
    facts: { policy: known(OPEN_POLICY) },
    parameters: { checkKeyPolicy: 'false' },
    reads: [],
    reasons: [],
  },
  {
    name: 'a policy that may not be read is unverified',
    key: { id: '1b2c3d4e' },
    facts: { policy: unreadable('kms:GetKeyPolicy is denied') },
    reads: ['policy'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the policy of key 1b2c3d4e could not be read: kms:GetKeyPolicy is denied' },
    ],
  },
  {
    name: 'a policy that may not be read is unverified, with what to do where that is known',
    key: { id: '1b2c3d4e' },
    facts: { policy: unreadable('it lies in another account', 'Give keyAccountRoleName') },
    reads: ['policy'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the policy of key 1b2c3d4e could not be read: it lies in another account',
        remedy: 'Give keyAccountRoleName',
      },
    ],
  },
  {
    name: 'a policy that is no policy is unverified',
    key: { id: '1b2c3d4e' },
    facts: { policy: known('nonsense') },
    reads: ['policy'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the policy of key 1b2c3d4e could not be read: it is no JSON policy',
        remedy: 'Put a policy that IAM understands with kms:PutKeyPolicy',
      },
    ],
  },
]);
