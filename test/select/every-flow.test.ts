import { AwsCallError } from '../../lambda/aws/aws-error.ts';
import type { ConfigResource, ResourceIds } from '../../lambda/core/model/old-results.ts';
import { selectEveryFlow } from '../../lambda/select/every-flow.ts';
import { collected, sourceOf } from '../builders/collected.ts';
import { awsError, DENIED, THROTTLED, WHERE } from '../builders/fake-aws.ts';
import { fakeTelemetry } from '../builders/fake-telemetry.ts';

const FLOW = 'AWS::AppFlow::Flow';
const BY_NAME: ResourceIds = { idOf: (name) => name, nameOf: () => undefined };
const UNREAD: ResourceIds = { ...BY_NAME, unavailable: 'it is denied' };

interface Sweep {
  readonly listed?: readonly (string | Error)[];
  readonly reported?: readonly ConfigResource[] | Error;
  readonly ids?: ResourceIds;
  readonly ruleName?: string;
}

const sweep = ({ listed = ['orders'], reported = [], ids = BY_NAME, ruleName = 'flows-under-cmk' }: Sweep) => {
  const { telemetry, told } = fakeTelemetry();
  const reads = {
    listFlows: () => sourceOf(...listed),
    resourceIds: async () => ids,
    reportedResources: async () => {
      if (reported instanceof Error) throw reported;
      return reported;
    },
  };
  return { selection: selectEveryFlow(ruleName, WHERE, reads, telemetry), told };
};

const unread = (cause: Error) =>
  new AwsCallError('config:GetComplianceDetailsByConfigRule', 'rule flows-under-cmk', cause);

it('every listed flow is judged', async () => {
  expect(await collected(sweep({ listed: ['orders', 'leads'] }).selection)).toEqual([
    { kind: 'flow', flowName: 'orders' },
    { kind: 'flow', flowName: 'leads' },
  ]);
});

it('a flow is there before the listing is complete; one that fails ends the selection', async () => {
  const selection = sweep({ listed: ['orders', new Error('throttled')] }).selection[Symbol.asyncIterator]();
  expect(await selection.next()).toEqual({ done: false, value: { kind: 'flow', flowName: 'orders' } });
  await expect(selection.next()).rejects.toThrow('throttled');
});

it('what the rule still reports on comes after the listing: retired, or looked up', async () => {
  const reported = [
    { type: FLOW, id: 'orders' },
    { type: FLOW, id: 'left' },
    { type: 'AWS::S3::Bucket', id: 'lake' },
  ];
  const { selection, told } = sweep({ reported });
  expect(await collected(selection)).toEqual([
    { kind: 'flow', flowName: 'orders' },
    {
      kind: 'retired',
      resource: { type: 'AWS::S3::Bucket', id: 'lake' },
      because: 'The rule judges flows alone.',
    },
    {
      kind: 'unlisted',
      lookUp: {
        flowName: 'left',
        resourceId: 'left',
        retiredIfGone: ['left'],
        leftIfGone: [],
        retiredIfThere: [],
      },
    },
  ]);
  expect(told).toEqual([]);
});

it('results of which nobody can tell whose they are stay, and are told', async () => {
  const { selection, told } = sweep({ ids: UNREAD, reported: [{ type: FLOW, id: 'flow:1' }] });
  expect(await collected(selection)).toEqual([{ kind: 'flow', flowName: 'orders' }]);
  expect(told).toEqual([['warn', 'Nobody can tell whose these results are: they stay', { resourceIds: ['flow:1'] }]]);
});

describe('results that cannot be read', () => {
  const longName = 'r'.repeat(65);

  it.each([
    { name: 'the rule is gone', error: awsError('NoSuchConfigRuleException'), ruleName: 'flows-under-cmk' },
    { name: 'its name is too long for the call', error: awsError('ValidationException'), ruleName: longName },
  ])('for good are told, and the sweep goes on: $name', async ({ error, ruleName }) => {
    const { selection, told } = sweep({ reported: unread(error), ruleName });
    expect(await collected(selection)).toEqual([{ kind: 'flow', flowName: 'orders' }]);
    expect(told).toEqual([
      [
        'warn',
        'No results of deleted flows are retired',
        {
          because: `AwsCallError: config:GetComplianceDetailsByConfigRule failed for rule flows-under-cmk: ${error.name}: as AWS words it`,
        },
      ],
    ]);
  });

  it.each([
    { name: 'that is denied', error: unread(DENIED), ruleName: 'flows-under-cmk' },
    { name: 'AWS Config gave no answer', error: unread(THROTTLED), ruleName: longName },
    {
      name: 'the call is invalid for another reason than the name',
      error: unread(awsError('ValidationException')),
      ruleName: 'r'.repeat(64),
    },
    { name: 'something else is wrong', error: awsError('NoSuchConfigRuleException'), ruleName: longName },
  ])('are an error where $name', async ({ error, ruleName }) => {
    await expect(collected(sweep({ reported: error, ruleName }).selection)).rejects.toBe(error);
  });
});
