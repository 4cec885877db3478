import { keyIsNotOvershared } from '../../../lambda/core/checks/key-is-not-overshared.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { testCheck } from './test-check.ts';

const flows = (certain: number, possible = 0) => ({ flowsOnKey: given({ certain, possible }) });

testCheck(keyIsNotOvershared, [
  { name: 'any number of flows may share a key where no limit is given', answers: flows(500), needs: [], reasons: [] },
  {
    name: 'as many flows as allowed pass',
    answers: flows(3),
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [],
  },
  {
    name: 'one flow more fails',
    key: { id: '1b2c3d4e' },
    answers: flows(4),
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [{ code: 'KEY_SHARED', problem: '4 flows use key 1b2c3d4e, at most 3 are allowed' }],
  },
  {
    name: 'one flow more fails, however many others could not be read',
    key: { id: '1b2c3d4e' },
    answers: flows(4, 7),
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [{ code: 'KEY_SHARED', problem: '4 flows use key 1b2c3d4e, at most 3 are allowed' }],
  },
  {
    name: 'flows that could not be read do not matter where all of them would be allowed',
    answers: flows(1, 2),
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [],
  },
  {
    name: 'flows that could not be read leave the count unverified where they decide',
    key: { id: '1b2c3d4e' },
    answers: flows(2, 2),
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem:
          '2 flows use key 1b2c3d4e, at most 3 are allowed, and 2 more may: they or their aliases could not be described',
        remedy: 'Allow appflow:DescribeFlow on all flows, and kms:DescribeKey on their keys, to the role of the rule',
      },
    ],
  },
  {
    name: 'one flow for sure is told in the singular',
    key: { id: '1b2c3d4e' },
    answers: flows(1, 1),
    parameters: { maxFlowsPerKey: '1' },
    needs: ['flowsOnKey'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem:
          '1 flow uses key 1b2c3d4e, at most 1 is allowed, and 1 more may: they or their aliases could not be described',
        remedy: 'Allow appflow:DescribeFlow on all flows, and kms:DescribeKey on their keys, to the role of the rule',
      },
    ],
  },
  {
    name: 'a list of flows that may not be read is unverified',
    key: { id: '1b2c3d4e' },
    answers: { flowsOnKey: refused('appflow:ListFlows is denied') },
    parameters: { maxFlowsPerKey: '3' },
    needs: ['flowsOnKey'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'how many flows use key 1b2c3d4e could not be read: appflow:ListFlows is denied',
      },
    ],
  },
]);
