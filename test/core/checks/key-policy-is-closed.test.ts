import { keyPolicyIsClosed } from '../../../lambda/core/checks/key-policy-is-closed.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { statementsOf } from '../../builders/a-policy.ts';
import { OPEN_POLICY } from '../../builders/some-answers.ts';
import { testCheck } from './test-check.ts';

testCheck(keyPolicyIsClosed, [
  { name: 'the default policy of KMS passes', needs: ['policy'], reasons: [] },
  {
    name: 'a policy that admits everyone fails, with its first open statement',
    key: { id: '1b2c3d4e' },
    answers: {
      policy: given(
        statementsOf(
          '{"Statement":[{"Effect":"Deny","Principal":"*"},{"Effect":"Allow","Principal":"*"},{"Sid":"B","Effect":"Allow","Principal":"*"}]}',
        ),
      ),
    },
    needs: ['policy'],
    reasons: [{ code: 'KEY_POLICY_OPEN', problem: 'the policy of key 1b2c3d4e admits everyone (statement 2)' }],
  },
  {
    name: 'an open policy passes unread where policies are not checked',
    answers: { policy: given(OPEN_POLICY) },
    parameters: { checkKeyPolicy: 'false' },
    needs: [],
    reasons: [],
  },
  {
    name: 'a policy that may not be read is unverified',
    key: { id: '1b2c3d4e' },
    answers: { policy: refused('kms:GetKeyPolicy is denied') },
    needs: ['policy'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the policy of key 1b2c3d4e could not be read: kms:GetKeyPolicy is denied' },
    ],
  },
  {
    name: 'a policy that may not be read is unverified, with what to do where that is known',
    key: { id: '1b2c3d4e' },
    answers: { policy: refused('it lies in another account', 'Give keyAccountRoleName') },
    needs: ['policy'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the policy of key 1b2c3d4e could not be read: it lies in another account',
        remedy: 'Give keyAccountRoleName',
      },
    ],
  },
]);
