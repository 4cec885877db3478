import { statementsOpenToEveryone } from '../key-policy/everyone.ts';
import { nameOfKey } from '../model/key.ts';
import { defineCheck } from './check.ts';

/** The key policy gives no identity of every account access to the key. */
export const keyPolicyIsClosed = defineCheck({
  name: 'key-policy-is-closed',
  goodState: 'The key policy admits nobody in general',
  reasons: ['KEY_POLICY_OPEN'],
  parameters: ['checkKeyPolicy'],
  applies: ({ parameters }) => parameters.checkKeyPolicy,
  needs: ['policy'],
  decide: ({ key }, { policy }) => {
    const [first] = statementsOpenToEveryone(policy);
    if (first === undefined) return [];
    return [
      { code: 'KEY_POLICY_OPEN', problem: `the policy of ${nameOfKey(key)} admits everyone (statement ${first})` },
    ];
  },
});
