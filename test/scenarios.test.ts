import path from 'node:path';
import { RULE_PARAMETERS } from '../lambda/core/input/rule-parameters.ts';
import { REASON_CODES } from '../lambda/core/model/reasons.ts';
import type { Evaluation } from '../local-aws/state.ts';
import { type AssumedRole, actionsAllowed, actionsCalled, KEY_ROLE, MEMBER_ROLE } from './role-actions.ts';
import { readScenarios, type Step } from './scenario-files.ts';
import { type Happened, happenedIn } from './scenario-run.ts';

const scenarios = readScenarios(path.join(__dirname, 'scenarios'));
const topics = [...new Set(scenarios.map(({ topic }) => topic))];
const FIVE_MINUTES = 300_000;

describe.each(topics)('%s', (topic) => {
  const ofTopic = scenarios.filter((scenario) => scenario.topic === topic);
  // All of a topic at once; how each went is told by its own test.
  beforeAll(() => Promise.allSettled(ofTopic.map(happenedIn)), FIVE_MINUTES);

  describe.each(ofTopic)('$file', (scenario) => {
    const steps = scenario.steps.map((step, index) => ({ step, index, name: step.name }));
    it.each(steps)('$name', async ({ step, index }) => {
      const happened = (await happenedIn(scenario))[index];
      if (happened === undefined) throw new Error(`step ${index} did not happen`);
      expectEnding(step, happened);
      expect(inOrder(happened.evaluations)).toEqual(inOrder(step.expected));
      expect(happened.testModes.filter((testMode) => testMode !== step.expectedTestMode)).toEqual([]);
      expectCalls(step, happened);
      for (const text of step.expectedLog) expect(happened.logs).toContainEqual(expect.stringContaining(text));
      expect(happened.createdAwsManagedKeys).toEqual([]);
    });
  });
});

describe('the scenarios together', () => {
  const told = JSON.stringify(scenarios.flatMap(({ steps }) => steps).map(({ expected }) => expected));
  const given = scenarios.flatMap(({ steps }) => steps).flatMap(({ parameters = {} }) => Object.keys(parameters));

  it.each(REASON_CODES.map((code) => ({ code })))('expect the reason $code somewhere', ({ code }) => {
    expect(told).toContain(code);
  });

  it.each(RULE_PARAMETERS.map(({ name }) => ({ name })))('give the parameter $name somewhere', ({ name }) => {
    expect(given).toContain(name);
  });
});

describe.each([MEMBER_ROLE, KEY_ROLE])('the role of $file', (role) => {
  const played = async () => {
    const all = await Promise.all(
      scenarios.map(async (scenario) => {
        const happened = await happenedIn(scenario);
        return happened.map((what) => ({ scenario, ...what, called: actionsCalled(role, what) }));
      }),
    );
    return all.flat().filter(({ called }) => called.length > 0);
  };
  beforeAll(async () => void (await played()), FIVE_MINUTES);

  it('allows everything that the scenarios call with it, under their own parameters', async () => {
    const missing = (await played()).flatMap(({ scenario, step, called }) => {
      const allowed = actionsAllowed(role, definitionParameters(role, step, scenario.environment));
      return called.filter((action) => !allowed.includes(action)).map((action) => `${action} in ${scenario.file}`);
    });
    expect(missing).toEqual([]);
  });

  it('allows nothing that no scenario calls', async () => {
    const called = new Set((await played()).flatMap((what) => what.called));
    expect(actionsAllowed(role, role.everything).filter((action) => !called.has(action))).toEqual([]);
  });
});

const definitionParameters = (
  { everything }: AssumedRole,
  { parameters = {} }: Step,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const given = {
    CheckConnectorProfiles: String(parameters['checkConnectorProfiles'] || 'false'),
    CheckBuckets: String(parameters['checkBuckets'] || 'false'),
    CheckKeyUse: String(parameters['checkKeyUse'] || 'false'),
    PolicySecondOpinion: environment['POLICY_SECOND_OPINION'] ?? 'false',
    SecurityHubFindings: environment['SECURITY_HUB_FINDINGS'] ?? 'false',
  };
  return Object.fromEntries(Object.entries(given).filter(([name]) => name in everything));
};

const expectEnding = ({ expectedError }: Step, { error }: Happened): void => {
  if (expectedError === undefined) expect(error).toBeUndefined();
  else expect(error).toContain(expectedError);
};

const inOrder = (evaluations: readonly Evaluation[]): readonly Evaluation[] =>
  [...evaluations].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

const idOf = ({ ComplianceResourceType: type, ComplianceResourceId: id, OrderingTimestamp: at }: Evaluation): string =>
  `${type} ${id} ${at}`;

const expectCalls = ({ expectedCalls, expectedCallers, forbiddenCalls }: Step, { calls }: Happened): void => {
  const made = calls.map(({ operation }) => operation);
  for (const operation of forbiddenCalls) expect(made).not.toContain(operation);
  if (Array.isArray(expectedCalls)) expect(grouped(made, expectedCalls)).toEqual(expectedCalls.map(sorted));
  else if (expectedCalls !== undefined) expect(counted(made)).toEqual(expectedCalls);
  if (expectedCallers !== undefined) expect(servicesByCaller(calls)).toEqual(expectedCallers);
};

const sorted = (group: string | readonly string[]): string | readonly string[] =>
  typeof group === 'string' ? group : [...group].sort();

/** Calls in groups as long as the expected ones: within a group the order of arrival says nothing. */
const grouped = (made: readonly string[], expected: readonly (string | readonly string[])[]) => {
  let from = 0;
  const groups = expected.map((group) => {
    const taken = made.slice(from, from + (typeof group === 'string' ? 1 : group.length));
    from += taken.length;
    return typeof group === 'string' ? (taken[0] ?? 'no call') : [...taken].sort();
  });
  return [...groups, ...made.slice(from)];
};

const counted = (made: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(made)].map((name) => [name, made.filter((other) => other === name).length]));

/** The services that each role called, in alphabetical order. */
const servicesByCaller = (calls: Happened['calls']): Readonly<Record<string, readonly string[]>> => {
  const servicesOf = (name: string) => calls.filter(({ caller }) => caller === name).map(({ service }) => service);
  return Object.fromEntries(calls.map(({ caller }) => [caller, [...new Set(servicesOf(caller))].sort()]));
};
