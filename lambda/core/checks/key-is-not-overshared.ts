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
    const what = `the number of flows that use ${nameOfKey(key)}`;
    if (flowsOnKey.kind === 'unreadable') return [unverified(what, flowsOnKey)];
    const { certain, possible } = flowsOnKey.value;
    if (certain > maxFlowsPerKey) {
      return [{ code: 'KEY_SHARED', problem: `${certain} flows use ${nameOfKey(key)}, allowed are ${maxFlowsPerKey}` }];
    }
    if (certain + possible <= maxFlowsPerKey) return [];
    const because = `${possible} of the flows that may use it could not be read`;
    return [unverified(what, { kind: 'unreadable', because })];
  },
};
