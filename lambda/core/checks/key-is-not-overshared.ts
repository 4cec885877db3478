import { nameOfKey } from '../key.ts';
import { type Check, unverified } from './check.ts';

/** Few enough flows depend on one key. */
export const keyIsNotOvershared: Check = {
  name: 'key-is-not-overshared',
  goodState: 'No more flows share the key than allowed',
  reasons: ['KEY_SHARED'],
  parameters: ['maxFlowsPerKey'],
  needs: { flowsOnKey: ({ parameters }) => parameters.maxFlowsPerKey !== undefined },
  decide: ({ key, facts: { flowsOnKey }, parameters: { maxFlowsPerKey } }) => {
    if (maxFlowsPerKey === undefined) return [];
    if (flowsOnKey.kind === 'unreadable') return [unverified(`how many flows use ${nameOfKey(key)}`, flowsOnKey)];
    const { certain, possible } = flowsOnKey.value;
    const users = `${certain} ${certain === 1 ? 'flow uses' : 'flows use'} ${nameOfKey(key)}`;
    if (certain > maxFlowsPerKey) {
      return [{ code: 'KEY_SHARED', problem: `${users}, allowed are ${maxFlowsPerKey}` }];
    }
    if (certain + possible <= maxFlowsPerKey) return [];
    return [
      {
        code: 'UNVERIFIED',
        problem: `${users}, allowed are ${maxFlowsPerKey}, and ${possible} more may: they or their aliases could not be described`,
        remedy: 'Allow appflow:DescribeFlow on all flows, and kms:DescribeKey on their keys, to the role of the rule',
      },
    ];
  },
};
