import {
  DescribeConnectorProfilesCommand,
  DescribeFlowCommand,
  DescribeFlowExecutionRecordsCommand,
  paginateListFlows,
} from '@aws-sdk/client-appflow';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { createRecorder } from '../../../cli/recording/recorder.ts';
import type { WorldInput } from '../../../local-aws/world.ts';
import { closeAll, localAws, orders } from '../../local-aws/local-clients.ts';

afterEach(closeAll);

const HERE = '111122223333/eu-west-1';

/** Clients of a world that a recorder looks at, and what it has recorded by now. */
const observed = async (world: Partial<WorldInput>) => {
  const recorder = createRecorder();
  const clients = await localAws(world);
  const { appflow, kms, sts, config } = clients;
  for (const { middlewareStack } of [appflow, kms, sts, config]) {
    recorder.observe(middlewareStack as never, '111122223333', 'eu-west-1');
  }
  const recorded = () =>
    recorder.world({
      at: new Date('2026-11-24T08:00:00Z'),
      version: '2.2.0',
      parameters: { checkBuckets: 'true' },
      places: [{ account: '111122223333', region: 'eu-west-1', status: 'read' }],
    });
  return { ...clients, recorded, asked: () => recorded().recording.asked };
};

const flowsNamed = (count: number) => Array.from({ length: count }, (_, index) => ({ flowName: `flow-${index}` }));
const attempt = (call: Promise<unknown>) => call.catch(() => undefined);

it('a recording says when it was made, by which command, for which policy and where', async () => {
  const { recorded } = await observed({});
  expect(recorded()).toEqual({
    account: '111122223333',
    region: 'eu-west-1',
    ruleParameters: { checkBuckets: 'true' },
    recording: {
      at: '2026-11-24T08:00:00.000Z',
      version: '2.2.0',
      asked: {},
      places: [{ account: '111122223333', region: 'eu-west-1', status: 'read' }],
    },
    flows: [],
    keys: [],
    connectorProfiles: [],
    secrets: [],
    buckets: [],
    roles: [],
  });
});

it('where no place has a Region of its own, the recording names one', () => {
  const places = [{ account: '111122223333', region: 'all', status: 'unreadable' as const }];
  const audit = { at: new Date(0), version: '2.2.0', parameters: {}, places };
  expect(createRecorder().world(audit)).toMatchObject({ account: '111122223333', region: 'us-east-1' });
});

it('a flow is recorded as it was described, and never with a default of a world', async () => {
  const { appflow, recorded, asked } = await observed({
    flows: [{ flowName: 'orders', kmsArn: orders, tags: { Owner: 'data' }, sourceConnectorProfileName: 'crm' }],
  });
  await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
  expect(asked()).toEqual({ [`${HERE} DescribeFlow orders`]: 'given' });
  expect(recorded().flows).toEqual([
    {
      account: '111122223333',
      region: 'eu-west-1',
      flowName: 'orders',
      kmsArn: orders,
      flowStatus: 'Active',
      createdAt: '2026-01-01T00:00:00.000Z',
      tags: { Owner: 'data' },
      triggerConfig: { triggerType: 'Scheduled' },
      sourceFlowConfig: {
        connectorType: 'Salesforce',
        connectorProfileName: 'crm',
        sourceConnectorProperties: { Salesforce: { object: 'Order' } },
      },
      destinationFlowConfigList: [
        { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: 'company-lake' } } },
      ],
      lastRun: {},
    },
  ]);
});

describe('a listing', () => {
  it('of several pages counts as given at its end', async () => {
    const { appflow, recorded, asked } = await observed({ flows: flowsNamed(3) });
    const pages = paginateListFlows({ client: appflow, pageSize: 2 }, {});
    await pages.next();
    expect(asked()).toEqual({});
    await pages.next();
    expect(asked()).toEqual({ [`${HERE} ListFlows `]: 'given' });
    expect(recorded().flows?.map(({ flowName }) => flowName)).toEqual(['flow-0', 'flow-1', 'flow-2']);
  });

  it('that breaks off was not given, whatever its first page told', async () => {
    const Tags = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`Tag${index}`, 'x']));
    const { kms, asked } = await observed({
      keys: [{ Arn: orders, Tags }],
      faults: [{ operation: 'ListResourceTags', fault: '500', matching: 'Marker' }],
    });
    const all = async () => {
      for await (const _ of paginateListResourceTags({ client: kms }, { KeyId: orders }));
    };
    await attempt(all());
    expect(asked()).toEqual({});
  });

  it('that is refused at its second page is refused', async () => {
    const { appflow, asked } = await observed({
      flows: flowsNamed(3),
      faults: [{ operation: 'ListFlows', fault: 'AccessDeniedException', matching: 'nextToken' }],
    });
    const pages = paginateListFlows({ client: appflow, pageSize: 2 }, {});
    await pages.next();
    await attempt(pages.next());
    expect(asked()).toEqual({ [`${HERE} ListFlows `]: 'AccessDeniedException' });
  });
});

describe('a call that failed', () => {
  const faulty = (operation: string, fault: string) =>
    observed({ flows: [{ flowName: 'orders' }], keys: [{ Arn: orders }], faults: [{ operation, fault }] });

  it.each(['AccessDeniedException', 'NotFoundException', 'InvalidArnException', 'UnsupportedOperationException'])(
    'for good is recorded by its name: %s',
    async (fault) => {
      const { kms, asked } = await faulty('DescribeKey', fault);
      await attempt(kms.send(new DescribeKeyCommand({ KeyId: orders })));
      expect(asked()).toEqual({ [`${HERE} DescribeKey ${orders}`]: fault });
    },
  );

  it.each(['ThrottlingException', '500', 'drop', 'Surprise'])('for now counts as not made: %s', async (fault) => {
    const { kms, asked } = await faulty('DescribeKey', fault);
    await attempt(kms.send(new DescribeKeyCommand({ KeyId: orders })));
    expect(asked()).toEqual({});
  });

  it('for now, where that is taken for silence, is recorded as that', async () => {
    const { appflow, asked } = await faulty('DescribeFlowExecutionRecords', '500');
    await attempt(appflow.send(new DescribeFlowExecutionRecordsCommand({ flowName: 'orders' })));
    expect(asked()).toEqual({ [`${HERE} DescribeFlowExecutionRecords orders`]: 'no answer' });
  });

  it('without telling what it was asked for counts as not made', async () => {
    const { kms, asked } = await faulty('DescribeKey', 'empty');
    await kms.send(new DescribeKeyCommand({ KeyId: orders }));
    expect(asked()).toEqual({});
  });

  it('and was given when it was made again is given', async () => {
    const { kms, asked } = await observed({
      keys: [{ Arn: orders }],
      faults: [{ operation: 'DescribeKey', fault: 'NotFoundException', times: 1 }],
    });
    await attempt(kms.send(new DescribeKeyCommand({ KeyId: orders })));
    await kms.send(new DescribeKeyCommand({ KeyId: orders }));
    expect(asked()).toEqual({ [`${HERE} DescribeKey ${orders}`]: 'given' });
  });
});

describe('of a key', () => {
  const alias = orders.replace('key/', 'alias/');

  it('an alias by which it was described is recorded, and what was listed comes first', async () => {
    const { kms, recorded } = await observed({ keys: [{ Arn: orders, Aliases: ['alias/a', 'alias/orders'] }] });
    await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    expect(recorded().keys).toMatchObject([{ Arn: orders, Aliases: ['alias/orders'] }]);
    await kms.send(new ListAliasesCommand({}));
    expect(recorded().keys).toMatchObject([{ Arn: orders, Aliases: ['alias/a', 'alias/orders'] }]);
  });

  it('whoever described it by an alias has described it by its own name', async () => {
    const { kms, asked } = await observed({ keys: [{ Arn: orders, Aliases: ['alias/orders'] }] });
    await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    expect(asked()).toEqual({
      [`${HERE} DescribeKey ${alias}`]: 'given',
      [`${HERE} DescribeKey ${orders}`]: 'given',
    });
  });

  it('a policy is recorded as it was read', async () => {
    const Policy = '{ "Statement": [] }';
    const { kms, recorded } = await observed({ keys: [{ Arn: orders, Policy }] });
    await kms.send(new GetKeyPolicyCommand({ KeyId: orders, PolicyName: 'default' }));
    expect(recorded().keys).toEqual([{ Arn: orders, Policy }]);
  });

  it('grants are recorded by whom they let do what, each once', async () => {
    const GranteePrincipal = 'arn:aws:iam::111122223333:role/etl';
    const { kms, recorded } = await observed({
      keys: [
        {
          Arn: orders,
          Grants: [
            { Name: 'a', GranteePrincipal, Operations: ['Encrypt', 'Decrypt'] },
            { Name: 'b', GranteePrincipal, Operations: ['Encrypt', 'Decrypt'] },
            {
              GranteeServicePrincipal: 'appflow.amazonaws.com',
              RetiringServicePrincipal: 'appflow.amazonaws.com',
              Operations: ['Decrypt'],
              Constraints: { SourceArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders' },
            },
          ],
        },
      ],
    });
    await kms.send(new ListGrantsCommand({ KeyId: orders }));
    expect(recorded().keys).toEqual([
      { Arn: orders, Grants: [{ GranteePrincipal, Operations: ['Decrypt', 'Encrypt'] }] },
    ]);
  });

  it('rotations are recorded with their kind', async () => {
    const Rotations = [{ RotationDate: '2026-05-01T00:00:00.000Z', RotationType: 'ON_DEMAND' as const }];
    const { kms, recorded } = await observed({ keys: [{ Arn: orders, Rotations }] });
    await kms.send(new ListKeyRotationsCommand({ KeyId: orders }));
    expect(recorded().keys).toEqual([{ Arn: orders, Rotations }]);
  });
});

it('connector profiles are asked for by names in any order, or all', async () => {
  const { appflow, recorded, asked } = await observed({
    connectorProfiles: [{ connectorProfileName: 'crm', credentialsArn: 'arn:aws:secretsmanager:x' }],
  });
  await appflow.send(new DescribeConnectorProfilesCommand({ connectorProfileNames: ['erp', 'crm'] }));
  await appflow.send(new DescribeConnectorProfilesCommand({}));
  expect(asked()).toEqual({
    [`${HERE} DescribeConnectorProfiles *`]: 'given',
    [`${HERE} DescribeConnectorProfiles crm,erp`]: 'given',
  });
  expect(recorded().connectorProfiles).toEqual([
    {
      account: '111122223333',
      region: 'eu-west-1',
      connectorProfileName: 'crm',
      credentialsArn: 'arn:aws:secretsmanager:x',
    },
  ]);
});

it('a role that was assumed trusts whoever assumed it', async () => {
  const RoleArn = 'arn:aws:iam::444455556666:role/reader';
  const { sts, recorded, asked } = await observed({ roles: [{ Arn: RoleArn, Trusts: ['111122223333'] }] });
  await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
  expect(asked()).toEqual({ [`111122223333 AssumeRole ${RoleArn}`]: 'given' });
  expect(recorded().roles).toEqual([{ Arn: RoleArn, Trusts: ['111122223333'] }]);
});

it('calls that no verdict rests on are not recorded', async () => {
  const { config, asked } = await observed({});
  await attempt(config.send(new DescribeConfigRulesCommand({})));
  expect(asked()).toEqual({});
});
