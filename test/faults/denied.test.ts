import pLimit from 'p-limit';
import { companyOfEveryCall } from '../bench/every-call.ts';
import { inSandbox } from '../bench/sandbox.ts';
import { type EventName, events } from './events.ts';
import { type Observation, observe } from './observe.ts';

interface Denial {
  readonly eventName: EventName;
  readonly operation: string;
  readonly verdicts: readonly string[];
  /** What the error says; absent where the denial is an outcome and no error. */
  readonly error?: RegExp;
}

const ofFlow = (flowName: 'orders' | 'partners', operation: string): Denial => ({
  eventName: `change of flow ${flowName}`,
  operation,
  verdicts: [`${flowName} NON_COMPLIANT UNVERIFIED`],
});

const denials: readonly Denial[] = [
  ofFlow('orders', 'AssumeRole'),
  ofFlow('orders', 'DescribeConnectorProfiles'),
  ofFlow('orders', 'DescribeFlow'),
  ofFlow('orders', 'DescribeKey'),
  ofFlow('orders', 'DescribeSecret'),
  ofFlow('orders', 'GetKeyPolicy'),
  ofFlow('orders', 'GetKeyRotationStatus'),
  ofFlow('orders', 'ListAliases'),
  ofFlow('orders', 'ListFlows'),
  ofFlow('orders', 'ListGrants'),
  ofFlow('orders', 'ListResourceTags'),
  ofFlow('partners', 'ListKeyRotations'),
  {
    eventName: 'change of flow orders',
    operation: 'PutEvaluations',
    verdicts: [],
    error: /no new verdict: orders; .*PutEvaluations.*AccessDeniedException/,
  },
  {
    eventName: 'change of key orders',
    operation: 'ListFlows',
    verdicts: [],
    error: /appflow:ListFlows failed for account 111122223333 in eu-west-1: AccessDeniedException/,
  },
  {
    eventName: 'change of key orders',
    operation: 'ListResourceTags',
    verdicts: [
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing NON_COMPLIANT UNVERIFIED',
      'orders NON_COMPLIANT UNVERIFIED',
    ],
  },
  {
    eventName: 'sweep',
    operation: 'DescribeFlow',
    verdicts: [
      'archive NON_COMPLIANT UNVERIFIED',
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing NON_COMPLIANT UNVERIFIED',
      'campaigns NON_COMPLIANT UNVERIFIED',
      'leads NON_COMPLIANT UNVERIFIED',
      'orders NON_COMPLIANT UNVERIFIED',
      'partners NON_COMPLIANT UNVERIFIED',
      'retired NON_COMPLIANT UNVERIFIED',
    ],
  },
  {
    eventName: 'sweep',
    operation: 'GetKeyPolicy',
    verdicts: [
      'archive NON_COMPLIANT KEY_USER_NOT_ALLOWED, ROTATION_OFF, KEY_UNTAGGED, ALIAS_NOT_CONVENTIONAL, UNVERIFIED',
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing NON_COMPLIANT UNVERIFIED',
      'campaigns NON_COMPLIANT UNVERIFIED',
      'leads NON_COMPLIANT NO_CMK',
      'orders NON_COMPLIANT UNVERIFIED',
      'partners NON_COMPLIANT UNVERIFIED',
      'retired NOT_APPLICABLE GONE',
    ],
  },
  {
    eventName: 'sweep',
    operation: 'ListDiscoveredResources',
    verdicts: [
      'archive NON_COMPLIANT KEY_USER_NOT_ALLOWED, ROTATION_OFF, KEY_UNTAGGED, ALIAS_NOT_CONVENTIONAL',
      'billing COMPLIANT OK',
      'campaigns NON_COMPLIANT KEY_POLICY_OPEN, KEY_USER_NOT_ALLOWED, DUTIES_NOT_SEPARATED',
      'leads NON_COMPLIANT NO_CMK',
      'orders COMPLIANT OK',
      'partners COMPLIANT OK',
    ],
  },
  {
    eventName: 'sweep',
    operation: 'GetComplianceDetailsByConfigRule',
    verdicts: [
      'archive NON_COMPLIANT KEY_USER_NOT_ALLOWED, ROTATION_OFF, KEY_UNTAGGED, ALIAS_NOT_CONVENTIONAL',
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing COMPLIANT OK',
      'campaigns NON_COMPLIANT KEY_POLICY_OPEN, KEY_USER_NOT_ALLOWED, DUTIES_NOT_SEPARATED',
      'leads NON_COMPLIANT NO_CMK',
      'orders COMPLIANT OK',
      'partners COMPLIANT OK',
    ],
    error: /config:GetComplianceDetailsByConfigRule failed for rule appflow-flow-cmk: AccessDeniedException/,
  },
  {
    eventName: 'sweep',
    operation: 'ListFlows',
    verdicts: [],
    error: /appflow:ListFlows failed for account 111122223333 in eu-west-1: AccessDeniedException/,
  },
];

const observations = new Map<Denial, Observation>();

beforeAll(async () => {
  const limit = pLimit(8);
  const run = async (denial: Denial): Promise<void> => {
    const faults = [{ operation: denial.operation, fault: 'AccessDeniedException' }];
    const { event } = events[denial.eventName];
    const world = { ...companyOfEveryCall, faults };
    observations.set(denial, await inSandbox({ world, timeoutInSeconds: 60 }, (sandbox) => observe(sandbox, event)));
  };
  await Promise.all(denials.map((denial) => limit(run, denial)));
}, 120_000);

it.each(denials)('$eventName, $operation denied: nothing rests on what was not read', (denial) => {
  expect(observations.get(denial)?.verdicts).toEqual(denial.verdicts);
});

it.each(denials)('$eventName, $operation denied: an outcome, or an error that names the call', (denial) => {
  expect(observations.get(denial)?.error).toMatch(denial.error ?? /^$/);
});
