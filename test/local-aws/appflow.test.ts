import {
  DescribeConnectorProfilesCommand,
  DescribeFlowCommand,
  ListFlowsCommand,
  paginateListFlows,
  StartFlowCommand,
  StopFlowCommand,
} from '@aws-sdk/client-appflow';
import { clientsOf, closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const flowsNamed = (count: number) => Array.from({ length: count }, (_, index) => ({ flowName: `flow-${index + 1}` }));

describe('ListFlows', () => {
  it('gives 20 flows a page unless told otherwise, and a token while there are more', async () => {
    const { appflow } = await localAws({ flows: flowsNamed(25) });
    const first = await appflow.send(new ListFlowsCommand({}));
    const second = await appflow.send(new ListFlowsCommand({ nextToken: first.nextToken }));
    expect(first.flows).toHaveLength(20);
    expect(second.flows?.map(({ flowName }) => flowName)).toEqual([
      'flow-21',
      'flow-22',
      'flow-23',
      'flow-24',
      'flow-25',
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  it('tells tags and status of a flow, but never its key', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders', kmsArn: orders, tags: { Owner: 'sales' } }] });
    const { flows } = await appflow.send(new ListFlowsCommand({}));
    expect(flows?.[0]).toMatchObject({ flowName: 'orders', flowStatus: 'Active', tags: { Owner: 'sales' } });
    expect(flows?.[0]).not.toHaveProperty('kmsArn');
  });

  it('sends an empty page in the middle where the world asks for it', async () => {
    const { appflow } = await localAws({ flows: flowsNamed(3), emptyListPage: true });
    const sizes: number[] = [];
    for await (const page of paginateListFlows({ client: appflow, pageSize: 2 }, {}))
      sizes.push(page.flows?.length ?? -1);
    expect(sizes).toEqual([2, 0, 1]);
  });

  it('lists the flows of the caller’s Region and account only', async () => {
    const flows = [
      { flowName: 'here' },
      { flowName: 'elsewhere', region: 'us-east-1' },
      { flowName: 'foreign', account: '444455556666' },
    ];
    const { aws } = await localAws({ flows });
    const { flows: listed } = await clientsOf(aws, { region: 'us-east-1' }).appflow.send(new ListFlowsCommand({}));
    expect(listed?.map(({ flowName }) => flowName)).toEqual(['elsewhere']);
  });

  it.each([
    { name: 'more than 100 results', input: { maxResults: 101 } },
    { name: 'no results', input: { maxResults: 0 } },
    { name: 'a token that was never given', input: { nextToken: 'AAAB' } },
  ])('refuses $name', async ({ input }) => {
    const { appflow } = await localAws();
    expect(await errorOf(appflow.send(new ListFlowsCommand(input)))).toEqual({
      name: 'ValidationException',
      status: 400,
    });
  });
});

describe('DescribeFlow', () => {
  it('tells the key, the profiles and the tags of a flow', async () => {
    const flow = {
      flowName: 'orders',
      kmsArn: orders,
      sourceConnectorProfileName: 'crm-prod',
      destinationConnectorProfileNames: ['warehouse'],
    };
    const { appflow } = await localAws({ flows: [flow] });
    const answer = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect(answer.flowArn).toBe('arn:aws:appflow:eu-west-1:111122223333:flow/orders');
    expect(answer.kmsArn).toBe('arn:aws:kms:eu-west-1:111122223333:key/orders');
    expect(answer.sourceFlowConfig?.connectorProfileName).toBe('crm-prod');
    expect(answer.destinationFlowConfigList?.map((it) => it.connectorProfileName)).toEqual(['warehouse']);
    expect(answer.tags).toEqual({});
  });

  it('tells the trigger of the world, its dates as times, and the type of it in the list, too', async () => {
    const Scheduled = {
      scheduleExpression: 'rate(1days)',
      dataPullMode: 'Incremental',
      scheduleStartTime: '2026-01-15T03:30:00Z',
      firstExecutionFrom: 1768435200,
      timezone: 'Europe/Dublin',
      scheduleOffset: 600,
    };
    const flows = [
      { flowName: 'orders', triggerConfig: { triggerType: 'Scheduled', triggerProperties: { Scheduled } } as const },
      { flowName: 'alerts', triggerConfig: { triggerType: 'Event' } as const },
    ];
    const { appflow } = await localAws({ flows });
    const { triggerConfig } = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    const listed = await appflow.send(new ListFlowsCommand({}));
    expect(triggerConfig).toEqual({
      triggerType: 'Scheduled',
      triggerProperties: {
        Scheduled: {
          scheduleExpression: 'rate(1days)',
          dataPullMode: 'Incremental',
          scheduleStartTime: new Date('2026-01-15T03:30:00Z'),
          firstExecutionFrom: new Date('2026-01-15T00:00:00Z'),
          timezone: 'Europe/Dublin',
          scheduleOffset: 600,
        },
      },
    });
    expect(listed.flows?.map(({ triggerType }) => triggerType)).toEqual(['Scheduled', 'Event']);
  });

  it('tells only the type of a trigger of which the world says no more', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    const { triggerConfig } = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect(triggerConfig).toEqual({ triggerType: 'Scheduled' });
  });

  it('tells why a flow stopped and when it was created', async () => {
    const flow = {
      flowName: 'orders',
      flowStatus: 'Errored',
      flowStatusMessage: 'The key is disabled.',
      createdAt: '2025-06-01T08:00:00Z',
    };
    const { appflow } = await localAws({ flows: [flow] });
    const described = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    expect(described.flowStatusMessage).toBe('The key is disabled.');
    expect(described.createdAt).toEqual(new Date('2025-06-01T08:00:00Z'));
  });

  it('leaves the key out where the flow has none of its own', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    expect(await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }))).not.toHaveProperty('kmsArn');
  });

  it.each([
    { name: 'an unknown flow', flowName: 'orders', error: { name: 'ResourceNotFoundException', status: 404 } },
    {
      name: 'an ARN',
      flowName: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders',
      error: { name: 'ValidationException', status: 400 },
    },
    {
      name: 'a name of 257 characters',
      flowName: 'a'.repeat(257),
      error: { name: 'ValidationException', status: 400 },
    },
    { name: 'an empty name', flowName: '', error: { name: 'ValidationException', status: 400 } },
  ])('refuses $name', async ({ flowName, error }) => {
    const { appflow } = await localAws();
    expect(await errorOf(appflow.send(new DescribeFlowCommand({ flowName })))).toEqual(error);
  });
});

it.each([
  { name: 'a line of somebody’s own', text: 'orders\nCOMPLIANT: all is well' },
  { name: 'markup', text: '<img src=x onerror="alert(1)"> & more' },
  { name: 'no letter at all', text: ' ' },
  { name: 'letters that turn the line around', text: '\u202Egnp.exe' },
])('a flow’s name, description and tags may be $name', async ({ text }) => {
  const { appflow } = await localAws({ flows: [{ flowName: text, description: text, tags: { [text]: text } }] });
  const described = await appflow.send(new DescribeFlowCommand({ flowName: text }));
  const { flows } = await appflow.send(new ListFlowsCommand({}));
  const expected = { flowName: text, description: text, tags: { [text]: text } };
  expect(described).toMatchObject(expected);
  expect(flows).toMatchObject([expected]);
});

describe('StopFlow and StartFlow', () => {
  it('suspend and activate a scheduled flow', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'orders' }] });
    const stopped = await appflow.send(new StopFlowCommand({ flowName: 'orders' }));
    const described = await appflow.send(new DescribeFlowCommand({ flowName: 'orders' }));
    const started = await appflow.send(new StartFlowCommand({ flowName: 'orders' }));
    expect([stopped.flowStatus, described.flowStatus, started.flowStatus]).toEqual([
      'Suspended',
      'Suspended',
      'Active',
    ]);
  });

  it('refuse to stop a flow that runs on demand', async () => {
    const { appflow } = await localAws({ flows: [{ flowName: 'import', triggerType: 'OnDemand' }] });
    const error = await errorOf(appflow.send(new StopFlowCommand({ flowName: 'import' })));
    expect(error).toEqual({ name: 'UnsupportedOperationException', status: 400 });
  });
});

describe('DescribeConnectorProfiles', () => {
  const connectorProfiles = [
    { connectorProfileName: 'crm', credentialsArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm' },
    { connectorProfileName: 'erp' },
  ];

  it('gives the profiles asked for and passes over names that no profile has', async () => {
    const { appflow } = await localAws({ connectorProfiles });
    const input = { connectorProfileNames: ['crm', 'gone'] };
    const { connectorProfileDetails } = await appflow.send(new DescribeConnectorProfilesCommand(input));
    expect(connectorProfileDetails).toEqual([
      {
        connectorProfileArn: 'arn:aws:appflow:eu-west-1:111122223333:connectorprofile/crm',
        connectorProfileName: 'crm',
        connectionMode: 'Public',
        credentialsArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm',
      },
    ]);
  });

  it('refuses more than 100 names', async () => {
    const { appflow } = await localAws();
    const connectorProfileNames = Array.from({ length: 101 }, (_, index) => `profile-${index}`);
    const error = await errorOf(appflow.send(new DescribeConnectorProfilesCommand({ connectorProfileNames })));
    expect(error).toEqual({ name: 'ValidationException', status: 400 });
  });
});
