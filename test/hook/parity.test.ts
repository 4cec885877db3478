import { setMaxListeners } from 'node:events';
import { DescribeFlowCommand } from '@aws-sdk/client-appflow';
import pLimit from 'p-limit';
import { answerHook } from '../../lambda/answer-hook.ts';
import { createConnect } from '../../lambda/aws/clients/connection.ts';
import { parseSettings } from '../../lambda/core/input/settings.ts';
import type { HookAnswer } from '../../lambda/core/output/hook-answer.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { Evaluation } from '../../local-aws/state.ts';
import { HERE } from '../bench/ordinary.ts';
import { aHookEvent } from '../builders/hook-events.ts';
import { connectLocally } from '../cli/local-connection.ts';
import { readScenarios, type Scenario, type Step } from '../scenario-files.ts';

/** What is said of one flow: by the rule, as its scenario expects, and by the hook, if the flow were only planned. */
interface Case {
  readonly name: string;
  readonly byRule: Evaluation;
  readonly byHook: HookAnswer;
}

const SCENARIOS_AT_ONE_TIME = 8;

/** The flow as a template would write it: CloudFormation's properties are the members of AppFlow's own API, in capitals. */
const propertiesOf = async (aws: LocalAws, flowName: string): Promise<Readonly<Record<string, unknown>>> => {
  const { appflow } = await connectLocally(aws);
  const {
    kmsArn,
    tags = {},
    sourceFlowConfig,
    destinationFlowConfigList,
  } = await appflow.send(new DescribeFlowCommand({ flowName }));
  return {
    FlowName: flowName,
    KMSArn: kmsArn,
    SourceFlowConfig: inCapitals(sourceFlowConfig),
    DestinationFlowConfigList: inCapitals(destinationFlowConfigList),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
};

const inCapitals = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inCapitals);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      inCapitals(inner),
    ]),
  );
};

const askHook = (aws: LocalAws, step: Step, properties: Readonly<Record<string, unknown>>): Promise<HookAnswer> => {
  const { signal } = new AbortController();
  // Every call listens to it, dozens at one time.
  setMaxListeners(0, signal);
  const credentials = async () => ({ accessKeyId: `AKIALOCAL${HERE.account}`, secretAccessKey: 'local' });
  return answerHook(aHookEvent({ properties }), {
    home: { partition: 'aws', ...HERE },
    settings: parseSettings({}),
    ruleParameters: step.parameters === undefined ? undefined : JSON.stringify(step.parameters),
    connect: createConnect(HERE.account, { requests: 0, retries: 0 }, { endpoint: aws.url, credentials }),
    telemetry: { warn: () => {}, answered: () => {}, failed: () => {} },
    now: () => new Date(),
    spareSignal: signal,
    readSignal: signal,
    writeSignal: signal,
  });
};

/** The flows of a step that the rule judged, and that AppFlow describes. */
const casesOf = async (scenario: Scenario, step: Step): Promise<readonly Case[]> => {
  const { world } = scenario;
  const aws = await startLocalAws({ world });
  try {
    const cases: Case[] = [];
    for (const byRule of step.expected) {
      const flowName = byRule.ComplianceResourceId;
      const isThere = world.flows?.some(
        (flow) => flow.flowName === flowName && (flow.account ?? HERE.account) === HERE.account,
      );
      if (byRule.ComplianceResourceType !== 'AWS::AppFlow::Flow' || !isThere) continue;
      const properties = await propertiesOf(aws, flowName).catch(() => undefined);
      if (properties === undefined) continue;
      const name = `${scenario.file}: ${flowName} in "${step.name}"`;
      cases.push({ name, byRule, byHook: await askHook(aws, step, properties) });
    }
    return cases;
  } finally {
    await aws.close();
  }
};

/** Scenarios of the function's own account, in which AWS answers and the function judged what it was asked to judge. */
const steps = readScenarios('test/scenarios')
  .filter(({ function: elsewhere, world }) => elsewhere === undefined && world.account === HERE.account)
  .filter(({ world }) => world.faults === undefined)
  .flatMap((scenario) => scenario.steps.slice(0, 1).map((step) => ({ scenario, step })))
  .filter(({ step }) => step.expectedError === undefined && step.rawEvent === undefined);

const limit = pLimit(SCENARIOS_AT_ONE_TIME);
const everyCase = Promise.all(steps.map(({ scenario, step }) => limit(() => casesOf(scenario, step)))).then((all) =>
  all.flat(),
);

/** What is said, in words of the rule: all of a pass, the codes of reasons. */
const saidIn = (text: string): string => (text.startsWith('OK: ') ? text : (text.split(':')[0] ?? ''));

const saidByRule = ({ ComplianceType, Annotation = '' }: Evaluation): string =>
  `${ComplianceType === 'NON_COMPLIANT' ? 'fails' : 'passes'} ${saidIn(Annotation)}`;

const saidByHook = ({ hookStatus, message }: HookAnswer): string =>
  `${hookStatus === 'FAILED' ? 'fails' : 'passes'} ${saidIn(message)}`;

/** Where the hook says otherwise, and why that is right. */
const ALLOWED: readonly { readonly because: string; readonly is: (found: Case) => boolean }[] = [
  {
    because: 'the flow is gone for AWS Config or AppFlow, and the hook is asked whether it may be there',
    is: ({ byRule }) => byRule.Annotation?.startsWith('GONE: ') ?? false,
  },
  {
    because: 'a flow that is to be made never ran, so that nothing is known of the use of its key',
    is: ({ byRule, byHook }) =>
      /^KEY_NOT_SEEN_IN_USE: |^UNVERIFIED: The use of key /.test(byRule.Annotation ?? '') &&
      saidByHook(byHook).startsWith('passes OK: '),
  },
  {
    because: 'a connector profile or bucket that is not there may come with the same deployment',
    is: ({ byHook }) => byHook.message.includes(' does not exist yet; '),
  },
  {
    because: 'the result is that of another flow, whose id the name of this one is',
    is: ({ name }) => name.startsWith('identity/sweep-name-is-other-id.json: '),
  },
];

const causesOf = (found: Case): readonly string[] => ALLOWED.flatMap(({ because, is }) => (is(found) ? [because] : []));

describe('of every flow of the scenarios, the hook says what the rule says', () => {
  const everyDifference = everyCase.then((all) =>
    all.filter(({ byRule, byHook }) => saidByRule(byRule) !== saidByHook(byHook)),
  );

  it('and there are many', async () => {
    expect((await everyCase).length).toBeGreaterThan(400);
  });

  it('save for causes that are named', async () => {
    const unnamed = (await everyDifference).filter((found) => causesOf(found).length === 0);
    expect(unnamed.map(({ name, byRule, byHook }) => `${name}: ${saidByRule(byRule)} / ${saidByHook(byHook)}`)).toEqual(
      [],
    );
  });

  it.each(ALLOWED)('one of which occurs: $because', async ({ is }) => {
    expect((await everyDifference).some(is)).toBe(true);
  });
});
