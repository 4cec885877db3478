import { STSClient } from '@aws-sdk/client-sts';
import { readCallerIdentity } from '../../../cli/aws/identity.ts';
import { preflightFails } from '../../../cli/preflight/line.ts';
import { preflightJson } from '../../../cli/preflight/preflight.ts';
import { runPreflight } from '../../../cli/preflight/run-preflight.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { closeAll, localAws, orders, ownAccount } from '../../local-aws/local-clients.ts';
import { connectLocally } from '../local-connection.ts';

afterEach(closeAll);

const FLOWS = ['a', 'b', 'c'].map((flowName) => ({ flowName, kmsArn: orders }));

const preflightOf = async (world: Partial<WorldInput> = {}, region = 'eu-west-1') => {
  const { aws } = await localAws({ flows: FLOWS, keys: [{ Arn: orders }], ...world });
  const connection = await connectLocally(aws, region);
  const { arn } = await readCallerIdentity(connection.clientIn(STSClient, region));
  const stamp = { caller: arn, at: new Date('2026-11-24T09:00:00.500Z'), version: '2.2.0' };
  return runPreflight(connection, 5, stamp);
};
const linesOf = async (check: string, world: Partial<WorldInput> = {}) =>
  (await preflightOf(world)).lines.filter((line) => line.check === check);

it('passes an account that is ready, and says what the rule would cost there', async () => {
  const preflight = await preflightOf();
  const { lines, monthlyCosts, ...rest } = preflight;
  expect(rest).toEqual({
    format: 'appflow-flow-cmk/preflight/1',
    version: '2.2.0',
    at: '2026-11-24T09:00:00Z',
    account: ownAccount,
    region: 'eu-west-1',
    caller: rest.caller,
    flows: 3,
    keys: 1,
  });
  expect(lines.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['Region', 'pass'],
    ['Recorder', 'pass'],
    ['Flows recorded', 'pass'],
    ['Keys recorded', 'pass'],
    ['Security Hub', 'pass'],
    ['Permissions', 'pass'],
    ['Flows', 'pass'],
    ['Keys', 'pass'],
    ['Cost, TwentyFour_Hours', 'pass'],
    ['Cost, Twelve_Hours', 'pass'],
    ['Cost, Six_Hours', 'pass'],
    ['Cost, Three_Hours', 'pass'],
    ['Cost, One_Hour', 'pass'],
  ]);
  expect(lines.find(({ check }) => check === 'Cost, TwentyFour_Hours')?.told).toBe(
    '$0.09 a month for 30 sweeps × 3 flows = 90 evaluations; with Observability=true $3.84.',
  );
  expect(monthlyCosts).toHaveLength(5);
  expect(preflightFails(lines)).toBe(false);
  expect(JSON.parse(preflightJson(preflight))).toEqual(preflight);
});

it('simulates every action of the table of calls', async () => {
  const [line] = await linesOf('Permissions');
  const [, actions = ''] = line?.told.split(': ') ?? [];
  expect(actions.split(', ')).toHaveLength(21);
});

it('fails where there is no recorder', async () => {
  expect(await linesOf('Recorder', { recorder: false })).toMatchObject([{ outcome: 'fail' }]);
});

it('sees what a recorder leaves out, and what it records once a day', async () => {
  const { lines } = await preflightOf({
    recorder: {
      recordingGroup: { exclusionByResourceTypes: { resourceTypes: ['AWS::KMS::Key'] } },
      recordingMode: { recordingFrequency: 'DAILY' },
    },
  });
  expect(lines.filter(({ check }) => check.endsWith('recorded')).map(({ outcome }) => outcome)).toEqual([
    'warn',
    'fail',
  ]);
});

it('warns where Security Hub is off', async () => {
  expect(await linesOf('Security Hub', { securityHub: false })).toMatchObject([{ outcome: 'warn' }]);
});

it('names each action that is denied by its policies', async () => {
  const lines = await linesOf('Permissions', {
    denials: [{ action: 'kms:ListResourceTags' }, { action: 'kms:ListGrants', explicit: true }],
  });
  expect(lines.map(({ outcome, told }) => [outcome, told.split(' ')[0]])).toEqual([
    ['pass', 'The'],
    ['fail', 'kms:ListResourceTags'],
    ['warn', 'kms:ListGrants'],
  ]);
});

it('tries what is harmless where nobody may simulate', async () => {
  const lines = await linesOf('Permissions', {
    denials: [{ action: 'iam:SimulatePrincipalPolicy' }, { action: 'kms:GetKeyPolicy' }],
  });
  expect(lines).toEqual([
    {
      check: 'Permissions',
      outcome: 'warn',
      told: 'What the caller may do could not be simulated: iam:SimulatePrincipalPolicy is denied.',
      remedy: 'See below what was tried instead.',
    },
    {
      check: 'Permissions',
      outcome: 'pass',
      told: 'The caller may by trying them: config:ListDiscoveredResources, appflow:ListFlows, appflow:DescribeFlow, kms:DescribeKey, kms:ListResourceTags, kms:GetKeyRotationStatus, kms:ListGrants, kms:ListKeyRotations, kms:ListAliases.',
    },
    {
      check: 'Permissions',
      outcome: 'warn',
      told: 'kms:GetKeyPolicy is denied to the caller; the rule needs it with CheckKeyPolicy=true, KeyUsers given, KeyDuties other than any.',
      remedy: 'Allow kms:GetKeyPolicy to whoever runs this; the stack gives it to the role of the rule.',
    },
    {
      check: 'Permissions',
      outcome: 'warn',
      told: 'Not tried: config:PutEvaluations, config:GetComplianceDetailsByConfigRule, kms:GetKeyLastUsage, appflow:DescribeFlowExecutionRecords, appflow:DescribeConnectorProfiles, secretsmanager:DescribeSecret, s3:GetEncryptionConfiguration, sts:AssumeRole, access-analyzer:CheckNoPublicAccess, securityhub:BatchImportFindings, securityhub:GetFindings.',
      remedy: 'Allow iam:SimulatePrincipalPolicy to whoever runs this, to know of these, too.',
    },
  ]);
});

describe('flows and keys', () => {
  it('are counted by the keys behind their aliases', async () => {
    const alias = `arn:aws:kms:eu-west-1:${ownAccount}:alias/orders`;
    const lines = await linesOf('Keys', {
      flows: [...FLOWS, { flowName: 'd', kmsArn: alias }, { flowName: 'e' }, { flowName: 'f', kmsArn: 'no ARN' }],
      keys: [{ Arn: orders, Aliases: ['alias/orders'] }],
    });
    expect(lines).toEqual([{ check: 'Keys', outcome: 'pass', told: 'The flows name 1 key.' }]);
  });

  it('leave the cost unknown where flows may not be listed', async () => {
    const preflight = await preflightOf({ denials: [{ action: 'appflow:ListFlows' }] });
    expect(preflight.lines.filter(({ check }) => ['Flows', 'Cost'].includes(check))).toEqual([
      {
        check: 'Flows',
        outcome: 'fail',
        told: 'The flows could not be listed: appflow:ListFlows is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule.',
      },
      {
        check: 'Cost',
        outcome: 'warn',
        told: 'What the rule costs hangs on the number of flows, which is not known.',
        remedy: 'See docs/cost.md for the arithmetic.',
      },
    ]);
    expect([preflight.flows, preflight.keys, preflight.monthlyCosts]).toEqual([undefined, undefined, []]);
  });

  it('are told where they may not be described', async () => {
    const { lines } = await preflightOf({
      denials: [{ action: 'appflow:DescribeFlow', resource: '*flow/b' }, { action: 'kms:DescribeKey' }],
    });
    expect(lines.filter(({ check, outcome }) => ['Flows', 'Keys'].includes(check) && outcome !== 'pass')).toEqual([
      {
        check: 'Flows',
        outcome: 'fail',
        told: '1 could not be described, such as "b": appflow:DescribeFlow is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule.',
      },
      {
        check: 'Keys',
        outcome: 'warn',
        told: '1 could not be described, such as "key orders": kms:DescribeKey is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule, in the key policy, too.',
      },
    ]);
  });
});

it('asks AppFlow nothing where it does not exist', async () => {
  const { lines, flows } = await preflightOf({}, 'eu-north-1');
  expect(lines[0]).toMatchObject({ check: 'Region', outcome: 'fail' });
  expect(flows).toBeUndefined();
  expect(lines.map(({ check }) => check)).not.toContain('Flows');
});

it('goes on to the end where everything is denied', async () => {
  const { lines } = await preflightOf({
    denials: ['config', 'securityhub', 'iam', 'appflow', 'kms'].map((service) => ({ action: `${service}:*` })),
  });
  expect(lines.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['Region', 'pass'],
    ['Recorder', 'fail'],
    ['Security Hub', 'warn'],
    ['Permissions', 'warn'],
    ['Permissions', 'fail'],
    ['Permissions', 'warn'],
    ['Flows', 'fail'],
    ['Cost', 'warn'],
  ]);
});
