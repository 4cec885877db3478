import { CALLS, callOf, type Operation } from '../../lambda/aws/calls.ts';
import type { Given } from '../cloudformation/deploy.ts';
import { readScenarios, type Step } from '../scenario-files.ts';
import { actionsOf, EVERYTHING, stackWith } from './whole-stack.ts';

/** The calls of a step; test/scenarios.test.ts holds that these and no others are made. */
const callsOf = ({ expectedCalls = [] }: Step): readonly string[] =>
  Array.isArray(expectedCalls) ? expectedCalls.flat() : Object.keys(expectedCalls);

/** The deployment whose rule has the parameters of a step. */
const deploymentOf = (step: Step, environment: Given): Given => ({
  ...Object.fromEntries(
    Object.entries(step.parameters ?? {}).map(([name, value]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      String(value),
    ]),
  ),
  PolicySecondOpinion: environment['POLICY_SECOND_OPINION'] ?? 'false',
  SecurityHubFindings: environment['SECURITY_HUB_FINDINGS'] ?? 'false',
});

/** A scenario may have parameters that the template refuses before AWS Config could pass them on. */
const canBeDeployed = (given: Given): boolean => {
  try {
    return stackWith(given) !== undefined;
  } catch {
    return false;
  }
};

// In a member account the function acts with that account's role: test/rule-definitions looks at that one.
const steps = readScenarios('test/scenarios')
  .filter((scenario) => scenario.function === undefined)
  .flatMap((scenario) =>
    scenario.steps.map((step) => ({
      name: `${scenario.file}: ${step.name}`,
      calls: callsOf(step),
      given: deploymentOf(step, scenario.environment),
    })),
  )
  .filter(({ calls, given }) => calls.length > 0 && canBeDeployed(given));

const OPERATIONS = Object.keys(CALLS) as readonly Operation[];

/** The operation that an action allows; scenarios name operations alone. */
const operationOf = (action: string): string =>
  OPERATIONS.find((operation) => callOf(operation).action === action) ?? action.split(':')[1] ?? action;

describe('the role of a deployment', () => {
  it.each(steps)('grants what a scenario with its parameters calls: $name', ({ calls, given }) => {
    const granted = actionsOf('FunctionRole', given).map(operationOf);
    expect(calls.filter((call) => !granted.includes(call))).toEqual([]);
  });

  it('grants nothing that no scenario calls', () => {
    const forLambda = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'];
    const called = new Set(steps.flatMap(({ calls }) => calls));
    const idle = actionsOf('FunctionRole', EVERYTHING).filter((action) => !called.has(operationOf(action)));
    expect(idle.filter((action) => !forLambda.includes(action))).toEqual([]);
  });
});
