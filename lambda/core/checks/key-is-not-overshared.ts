import { nameOfKey } from '../model/key.ts';
import { defineCheck } from './check.ts';

/** Few enough flows depend on one key. */
export const keyIsNotOvershared = defineCheck({
  name: 'key-is-not-overshared',
  goodState: 'No more flows share the key than allowed',
  reasons: ['KEY_SHARED'],
  parameters: ['maxFlowsPerKey'],
  applies: ({ parameters }) => parameters.maxFlowsPerKey !== undefined,
  needs: ['flowsOnKey'],
  decide: ({ key, parameters: { maxFlowsPerKey = 0 } }, { flowsOnKey: { certain, possible } }) => {
    const users = `${certain} ${certain === 1 ? 'flow uses' : 'flows use'} ${nameOfKey(key)}`;
    const allowed = `at most ${maxFlowsPerKey} ${maxFlowsPerKey === 1 ? 'is' : 'are'} allowed`;
    if (certain > maxFlowsPerKey) return [{ code: 'KEY_SHARED', problem: `${users}, ${allowed}` }];
    if (certain + possible <= maxFlowsPerKey) return [];
    return [
      {
        code: 'UNVERIFIED',
        problem: `${users}, ${allowed}, and ${possible} more may: they or their aliases could not be described`,
        remedy: 'Allow appflow:DescribeFlow on all flows, and kms:DescribeKey on their keys, to the role of the rule',
      },
    ];
  },
});
