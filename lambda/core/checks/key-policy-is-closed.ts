import { nameOfKey } from '../key.ts';
import { statementsOpenToEveryone } from '../key-policy.ts';
import { type Check, unverified } from './check.ts';

/** The key policy gives no identity of every account access to the key. */
export const keyPolicyIsClosed: Check = {
  name: 'key-policy-is-closed',
  goodState: 'The key policy admits nobody in general',
  reasons: ['KEY_POLICY_OPEN'],
  parameters: ['checkKeyPolicy'],
  needs: { policy: ({ parameters }) => parameters.checkKeyPolicy },
  decide: ({ key, facts, parameters }) => {
    if (!parameters.checkKeyPolicy) return [];
    const what = `the policy of ${nameOfKey(key)}`;
    if (facts.policy.kind === 'unreadable') return [unverified(what, facts.policy)];
    const open = statementsOpenToEveryone(facts.policy.value);
    if (open.kind === 'unreadable') return [unverified(what, open)];
    const [first] = open.value;
    return first === undefined
      ? []
      : [{ code: 'KEY_POLICY_OPEN', problem: `${what} admits everyone (statement ${first})` }];
  },
};
