import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { principalOf, readHub, readRecorder, simulateActions } from '../../../cli/aws/preflight-reads.ts';
import { awsError, DENIED, type Reply, THROTTLED } from '../../builders/fake-aws.ts';
import { fakeClient } from '../../builders/fake-client.ts';

const recorderOf = (recorders: object, statuses: object = { ConfigurationRecordersStatus: [{ recording: true }] }) =>
  readRecorder(
    fakeClient<ConfigServiceClient>({
      DescribeConfigurationRecorders: recorders,
      DescribeConfigurationRecorderStatus: statuses,
    }).client,
  );
const oneRecorder = (members: object) => ({ ConfigurationRecorders: [{ name: 'default', ...members }] });

describe('the recorder', () => {
  it.each([
    { name: 'is everything', group: { allSupported: true }, scope: { strategy: 'all', types: [] } },
    {
      name: 'is everything by its strategy',
      group: { allSupported: false, recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' } },
      scope: { strategy: 'all', types: [] },
    },
    {
      name: 'is what is named',
      group: { allSupported: false, resourceTypes: ['AWS::KMS::Key'] },
      scope: { strategy: 'only', types: ['AWS::KMS::Key'] },
    },
    {
      name: 'is what is named by its strategy',
      group: { resourceTypes: ['AWS::KMS::Key'], recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' } },
      scope: { strategy: 'only', types: ['AWS::KMS::Key'] },
    },
    {
      name: 'is all but what is left out',
      group: { exclusionByResourceTypes: { resourceTypes: ['AWS::KMS::Key'] } },
      scope: { strategy: 'all-but', types: ['AWS::KMS::Key'] },
    },
    {
      name: 'is all but what is left out by its strategy',
      group: {
        allSupported: false,
        exclusionByResourceTypes: { resourceTypes: ['AWS::KMS::Key'] },
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      },
      scope: { strategy: 'all-but', types: ['AWS::KMS::Key'] },
    },
    { name: 'is nothing', group: {}, scope: { strategy: 'only', types: [] } },
  ])('tells what it records, where that $name', async ({ group, scope }) => {
    const { recorder } = await recorderOf(oneRecorder({ recordingGroup: group }));
    expect(recorder).toEqual({
      kind: 'given',
      value: { name: 'default', ...scope, frequency: 'CONTINUOUS', overrides: [] },
    });
  });

  it('tells how often it records', async () => {
    const recordingMode = {
      recordingFrequency: 'DAILY',
      recordingModeOverrides: [{ resourceTypes: ['AWS::KMS::Key'], recordingFrequency: 'CONTINUOUS' }],
    };
    const { recorder } = await recorderOf(oneRecorder({ recordingGroup: { allSupported: true }, recordingMode }));
    expect(recorder).toEqual({
      kind: 'given',
      value: {
        name: 'default',
        strategy: 'all',
        types: [],
        frequency: 'DAILY',
        overrides: [{ types: ['AWS::KMS::Key'], frequency: 'CONTINUOUS' }],
      },
    });
  });

  it("is the customer's own, not one that a service made for itself", async () => {
    const servicePrincipal = 'observabilityadmin.amazonaws.com';
    const { recorder, status } = await recorderOf(
      { ConfigurationRecorders: [{ name: 'of-a-service', servicePrincipal }] },
      { ConfigurationRecordersStatus: [{ name: 'of-a-service', servicePrincipal, recording: true }] },
    );
    expect([recorder, status]).toEqual([
      { kind: 'given', value: undefined },
      { kind: 'given', value: undefined },
    ]);
  });

  it.each([
    { name: 'on', status: { recording: true, lastStatus: 'SUCCESS' }, value: { recording: true } },
    { name: 'off', status: { recording: false }, value: { recording: false } },
    {
      name: 'on without effect',
      status: { recording: true, lastStatus: 'Failure', lastErrorCode: 'AccessDenied' },
      value: { recording: true, failure: 'AccessDenied' },
    },
  ])('tells that it is $name', async ({ status, value }) => {
    const answers = await recorderOf(oneRecorder({}), { ConfigurationRecordersStatus: [status] });
    expect(answers.status).toEqual({ kind: 'given', value });
  });

  it('and its status are refused one by one', async () => {
    expect(await recorderOf(DENIED, THROTTLED)).toEqual({
      recorder: { kind: 'refused', because: 'config:DescribeConfigurationRecorders is denied' },
      status: {
        kind: 'refused',
        because:
          'config:DescribeConfigurationRecorderStatus failed for this account: ThrottlingException: as AWS words it',
      },
    });
  });

  it('is refused where the answer names none, not even that there is none', async () => {
    const { recorder } = await recorderOf({});
    expect(recorder).toEqual({
      kind: 'refused',
      because:
        'config:DescribeConfigurationRecorders failed for this account: Error: AWS answered without ConfigurationRecorders',
    });
  });
});

describe('Security Hub', () => {
  it.each([
    { name: 'on', reply: { HubArn: 'arn' }, answer: { kind: 'given', value: true } },
    { name: 'off', reply: awsError('InvalidAccessException'), answer: { kind: 'given', value: false } },
    { name: 'not there', reply: awsError('ResourceNotFoundException'), answer: { kind: 'given', value: false } },
    {
      name: 'denied',
      reply: DENIED,
      answer: { kind: 'refused', because: 'securityhub:DescribeHub is denied' },
    },
  ])('is $name', async ({ reply, answer }) => {
    expect(await readHub(fakeClient<SecurityHubClient>({ DescribeHub: reply }).client)).toEqual(answer);
  });
});

describe('whose policies are simulated', () => {
  it.each([
    {
      caller: 'arn:aws:sts::111122223333:assumed-role/auditor/jane@example.com',
      principal: 'arn:aws:iam::111122223333:role/auditor',
    },
    { caller: 'arn:aws:iam::111122223333:user/staff/jane', principal: 'arn:aws:iam::111122223333:user/staff/jane' },
    { caller: 'arn:aws-cn:sts::111122223333:assumed-role/a/b', principal: 'arn:aws-cn:iam::111122223333:role/a' },
    { caller: 'arn:aws:iam::111122223333:root', principal: undefined },
    { caller: 'arn:aws:sts::111122223333:federated-user/jane', principal: undefined },
    { caller: 'jane', principal: undefined },
  ])('of $caller is $principal', ({ caller, principal }) => {
    expect(principalOf(caller)).toBe(principal);
  });
});

describe('a simulation', () => {
  const ROLE = 'arn:aws:sts::111122223333:assumed-role/auditor/jane';
  const ACTIONS = [
    { action: 'kms:DescribeKey', resource: 'key' },
    { action: 'appflow:ListFlows', resource: 'flow' },
    { action: 'kms:ListGrants', resource: 'key' },
  ];
  const simulate = (reply: Reply | readonly Reply[], caller = ROLE) => {
    const { client, calls } = fakeClient<IAMClient>({ SimulatePrincipalPolicy: reply });
    return { answer: simulateActions(client, caller, ACTIONS), calls };
  };
  const result = (EvalActionName: string, EvalDecision: string) => ({ EvalActionName, EvalDecision });

  it('tells what is allowed, by one question for each resource and all of its pages', async () => {
    const { answer, calls } = simulate([
      { EvaluationResults: [result('kms:DescribeKey', 'allowed')], IsTruncated: true, Marker: 'more' },
      { EvaluationResults: [result('kms:ListGrants', 'implicitDeny')], IsTruncated: false },
      { EvaluationResults: [result('appflow:ListFlows', 'explicitDeny')] },
    ]);
    expect(await answer).toEqual({ kind: 'given', value: new Set(['kms:DescribeKey']) });
    const input = { PolicySourceArn: 'arn:aws:iam::111122223333:role/auditor' };
    const ofKeys = { ...input, ActionNames: ['kms:DescribeKey', 'kms:ListGrants'], ResourceArns: ['key'] };
    expect(calls.map((call) => call.input)).toEqual([
      { ...ofKeys, Marker: undefined },
      { ...ofKeys, Marker: 'more' },
      { ...input, ActionNames: ['appflow:ListFlows'], ResourceArns: ['flow'], Marker: undefined },
    ]);
  });

  it.each([
    {
      name: 'denied',
      reply: awsError('AccessDenied'),
      because: 'iam:SimulatePrincipalPolicy is denied',
    },
    {
      name: 'of a role that has a path',
      reply: awsError('NoSuchEntityException', 'The role auditor cannot be found.'),
      because:
        'iam:SimulatePrincipalPolicy failed for this account: NoSuchEntityException: The role auditor cannot be found.',
    },
  ])('is refused where it is $name', async ({ reply, because }) => {
    expect(await simulate(reply).answer).toEqual({ kind: 'refused', because });
  });

  it('is refused for the root user, without asking', async () => {
    const { answer, calls } = simulate({}, 'arn:aws:iam::111122223333:root');
    expect(await answer).toEqual({
      kind: 'refused',
      because: 'the caller is arn:aws:iam::111122223333:root, not a user or a role',
      remedy: 'Use credentials of a user or of a role.',
    });
    expect(calls).toEqual([]);
  });
});
