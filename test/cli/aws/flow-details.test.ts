import { readFlowDetails } from '../../../cli/aws/flow-details.ts';
import type { AttemptLimit } from '../../../lambda/aws/rate/attempt-limit.ts';
import { awsError, DENIED, fakeAws, type Reply, THROTTLED } from '../../builders/fake-aws.ts';

const UNLIMITED: AttemptLimit = (attempt) => attempt();

/** As AppFlow describes a flow that runs every day. */
const DESCRIBED = {
  flowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
  flowName: 'orders-to-lake',
  kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  flowStatus: 'Active',
  sourceFlowConfig: { connectorType: 'Salesforce', connectorProfileName: 'crm-prod' },
  destinationFlowConfigList: [
    { connectorType: 'S3', destinationConnectorProperties: { S3: { bucketName: 'company-lake' } } },
  ],
  triggerConfig: {
    triggerType: 'Scheduled',
    triggerProperties: {
      Scheduled: {
        scheduleExpression: 'rate(1days)',
        dataPullMode: 'Incremental',
        scheduleStartTime: new Date('2026-11-01T06:30:00Z'),
        scheduleEndTime: new Date('2027-11-01T06:30:00Z'),
        timezone: 'Europe/Dublin',
        scheduleOffset: 60,
        firstExecutionFrom: new Date('2026-10-01T00:00:00Z'),
      },
    },
  },
  lastRunExecutionDetails: {
    mostRecentExecutionStatus: 'Successful',
    mostRecentExecutionTime: new Date('2026-11-24T06:30:00Z'),
    mostRecentExecutionMessage: 'record 4711 of customer Jane Doe',
  },
};

const read = (reply: Reply) => readFlowDetails(fakeAws({ DescribeFlow: reply }).aws, 'orders-to-lake', UNLIMITED);

const detailsOf = async (overrides: object) => {
  const answer = await read({ ...DESCRIBED, ...overrides });
  return answer.kind === 'given' ? answer.value : undefined;
};

describe('what AppFlow tells of a flow', () => {
  it('becomes its details, without the message of its last run', async () => {
    expect(await read(DESCRIBED)).toEqual({
      kind: 'given',
      value: {
        name: 'orders-to-lake',
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
        where: { partition: 'aws', account: '111122223333', region: 'eu-west-1' },
        key: {
          kind: 'reference',
          reference: {
            arn: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
            partition: 'aws',
            region: 'eu-west-1',
            account: '111122223333',
            names: 'key',
            id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
          },
        },
        status: 'Active',
        statusMessage: undefined,
        trigger: {
          type: 'Scheduled',
          schedule: {
            expression: 'rate(1days)',
            start: new Date('2026-11-01T06:30:00Z'),
            end: new Date('2027-11-01T06:30:00Z'),
            offsetInSeconds: 60,
            timezone: 'Europe/Dublin',
            pullMode: 'Incremental',
            recordsFrom: new Date('2026-10-01T00:00:00Z'),
          },
        },
        lastRun: { at: new Date('2026-11-24T06:30:00Z'), status: 'Successful' },
        connectorProfiles: ['crm-prod'],
        buckets: [{ name: 'company-lake', role: 'destination' }],
      },
    });
  });

  it('may be no more than its name', async () => {
    expect(await read({ flowName: 'orders-to-lake' })).toMatchObject({
      value: {
        arn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders-to-lake',
        key: { kind: 'none' },
        status: 'unknown',
        trigger: { type: 'other', name: 'none' },
        lastRun: undefined,
        connectorProfiles: [],
        buckets: [],
      },
    });
  });

  it.each(['OnDemand', 'Event'])('may be that its trigger is %s', async (triggerType) => {
    expect((await detailsOf({ triggerConfig: { triggerType } }))?.trigger).toEqual({ type: triggerType });
  });

  it('may be a trigger of a later version', async () => {
    const details = await detailsOf({ triggerConfig: { triggerType: 'Webhook' } });
    expect(details?.trigger).toEqual({ type: 'other', name: 'Webhook' });
  });

  it('may be a schedule that says nothing', async () => {
    const details = await detailsOf({ triggerConfig: { triggerType: 'Scheduled' } });
    expect(details?.trigger).toEqual({
      type: 'Scheduled',
      schedule: {
        expression: '',
        start: undefined,
        end: undefined,
        offsetInSeconds: 0,
        timezone: undefined,
        pullMode: undefined,
        recordsFrom: undefined,
      },
    });
  });

  it('names each connector profile once', async () => {
    const details = await detailsOf({
      destinationFlowConfigList: [{ connectorProfileName: 'crm-prod' }, { connectorProfileName: 'warehouse' }],
    });
    expect(details?.connectorProfiles).toEqual(['crm-prod', 'warehouse']);
  });

  it('is nothing of a flow that is gone', async () => {
    expect(await read(awsError('ResourceNotFoundException'))).toEqual({ kind: 'given', value: undefined });
    expect(await read({ ...DESCRIBED, flowStatus: 'Deleted' })).toEqual({ kind: 'given', value: undefined });
  });

  it('may be refused', async () => {
    expect(await read(DENIED)).toMatchObject({ kind: 'refused', because: 'appflow:DescribeFlow is denied' });
  });

  it('may not come', async () => {
    await expect(read(THROTTLED)).rejects.toThrow(
      'appflow:DescribeFlow failed for flow orders-to-lake: ThrottlingException: as AWS words it',
    );
  });
});
