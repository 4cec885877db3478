import { NOTIFIED } from './bench/ordinary.ts';
import { parseScenario } from './scenario-files.ts';

const parse = (members: Readonly<Record<string, unknown>>) =>
  parseScenario({ text: JSON.stringify({ name: 'a flow is judged', expected: {}, ...members }), file: 'topic/a.json' });

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

it('what a file leaves out is the ordinary case', () => {
  expect(parse({ expected: { orders: 'COMPLIANT' } })).toEqual({
    topic: 'topic',
    file: 'topic/a.json',
    environment: {},
    timeoutInSeconds: 20,
    world: {
      account: '111122223333',
      region: 'eu-west-1',
      flows: [{ flowName: 'orders', kmsArn: KEY }],
      keys: [{ Arn: KEY, Tags: { Owner: 'data-platform' } }],
      roles: [],
      connectorProfiles: [],
      secrets: [],
    },
    steps: [
      {
        name: 'a flow is judged',
        event: {},
        expected: [
          {
            ComplianceResourceType: 'AWS::AppFlow::Flow',
            ComplianceResourceId: 'orders',
            ComplianceType: 'COMPLIANT',
            Annotation:
              'OK: Customer managed key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is enabled, rotates every 365 days and is tagged.',
            OrderingTimestamp: '2026-01-15T08:00:00.250Z',
          },
        ],
        forbiddenCalls: [],
        expectedLog: [],
        expectedTestMode: false,
      },
    ],
  });
});

describe('an expected evaluation', () => {
  it('is the verdict and the annotation as they stand, of the type that stands before the id', () => {
    expect(
      parse({ expected: { 'AWS::S3::Bucket lake': 'NOT_APPLICABLE GONE: It is not a flow.' } }).steps,
    ).toMatchObject([
      {
        expected: [
          {
            ComplianceResourceType: 'AWS::S3::Bucket',
            ComplianceResourceId: 'lake',
            ComplianceType: 'NOT_APPLICABLE',
            Annotation: 'GONE: It is not a flow.',
          },
        ],
      },
    ]);
  });

  it('of a sweep has the time of the notification, unless the file says another one', () => {
    const expected = { orders: 'COMPLIANT' };
    const { steps } = parse({
      event: 'sweep',
      expected,
      warm: [{ name: 'later', expected, expectedTime: '2026-01-16T08:00:00.000Z' }],
    });
    const times = steps.flatMap((step) => step.expected.map(({ OrderingTimestamp }) => OrderingTimestamp));
    expect(times).toEqual([NOTIFIED, '2026-01-16T08:00:00.000Z']);
  });
});

it('a warm step has the event and the parameters of the first one, unless it names its own', () => {
  const first = { event: 'sweep', parameters: { requireRotation: 'false' } };
  const { steps } = parse({
    ...first,
    warm: [
      { name: 'the same', expected: {} },
      { name: 'another', expected: {}, event: 'keyChange', parameters: {} },
    ],
  });
  expect(steps.map(({ event, parameters }) => [event, parameters])).toEqual([
    [{ type: 'sweep' }, { requireRotation: 'false' }],
    [{ type: 'sweep' }, { requireRotation: 'false' }],
    [{ type: 'keyChange' }, {}],
  ]);
});

it('short forms of the world are written out', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm-AbCdEf';
  const { world } = parse({
    function: { account: '999900001111' },
    world: {
      flows: ['refunds', { flowName: 'bare', kmsArn: null }, { flowName: 'flow-{1..2}' }],
      keys: [{ Arn: '{{keyArn2}}', Tags: {} }],
      ownKeys: { imported: { Origin: 'EXTERNAL' } },
      secretKeys: { crm: null },
      roles: ['arn:aws:iam::111122223333:role/member'],
    },
  });
  expect(world).toMatchObject({
    flows: [
      { flowName: 'refunds', kmsArn: KEY },
      { flowName: 'bare' },
      { flowName: 'flow-1', kmsArn: KEY },
      { flowName: 'flow-2', kmsArn: KEY },
      { flowName: 'imported', kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/imported' },
    ],
    keys: [
      { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/5e0c4f6a-7b8d-4c9e-a0f1-b2c3d4e5f607', Tags: {} },
      { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/imported', Origin: 'EXTERNAL', Tags: { Owner: 'data-platform' } },
    ],
    roles: [
      {
        Arn: 'arn:aws:iam::111122223333:role/member',
        Trusts: ['arn:aws:iam::999900001111:role/appflow-flow-cmk'],
      },
    ],
    connectorProfiles: [{ connectorProfileName: 'crm', credentialsArn: secret }],
    secrets: [{ ARN: secret }],
  });
  expect(world.flows?.[1]).not.toHaveProperty('kmsArn');
});

it('short forms of calls are written out, and a number of its own wins', () => {
  const { steps } = parse({
    expectedCalls: ['DescribeFlow', 'keyFacts'],
    warm: [{ name: 'a sweep', expected: {}, expectedCalls: { listings: 1, ListFlows: 3 } }],
  });
  expect(steps.map(({ expectedCalls }) => expectedCalls)).toEqual([
    ['DescribeFlow', 'DescribeKey', ['GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags']],
    { ListFlows: 3, ListDiscoveredResources: 1, GetComplianceDetailsByConfigRule: 1 },
  ]);
});

it.each([
  { name: 'an unknown member', members: { expectedAnswers: [] }, problem: /^topic\/a\.json is not a scenario: / },
  {
    name: 'an unknown member of a warm step',
    members: { warm: [{ name: 'x', expected: {}, world: {} }] },
    problem: /warm/,
  },
  { name: 'an event that AWS Config does not send', members: { event: 'keySweep' }, problem: /event/ },
  { name: 'an unknown member of an event', members: { event: { kind: 'sweep' } }, problem: /event/ },
  { name: 'no expectation', members: { expected: undefined }, problem: /expected/ },
  {
    name: 'a verdict without its annotation',
    members: { expected: { orders: 'NON_COMPLIANT' } },
    problem: /annotation/,
  },
  { name: 'an annotation without its verdict', members: { expected: { orders: 'OK: Fine.' } }, problem: /annotation/ },
])('$name is refused', ({ members, problem }) => {
  expect(() => parse(members)).toThrow(problem);
});
