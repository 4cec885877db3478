import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { closeAll, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const PolicySourceArn = 'arn:aws:iam::111122223333:role/appflow-flow-cmk';
const simulate = (input: Partial<SimulatePrincipalPolicyCommand['input']> = {}) =>
  new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['kms:DescribeKey'], ...input });

describe('SimulatePrincipalPolicy', () => {
  it('decides each action on each resource by the world’s denials', async () => {
    const { iam } = await localAws({
      denials: [
        { action: 'kms:ListResourceTags', resource: '*:key/orders' },
        { action: 'appflow:*', explicit: true },
      ],
    });
    const [orders, billing] = ['orders', 'billing'].map((id) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`);
    const input = {
      ActionNames: ['kms:ListResourceTags', 'appflow:ListFlows'],
      ResourceArns: [orders ?? '', billing ?? ''],
    };
    const { EvaluationResults, IsTruncated } = await iam.send(simulate(input));
    expect(EvaluationResults?.map((it) => [it.EvalActionName, it.EvalResourceName, it.EvalDecision])).toEqual([
      ['kms:ListResourceTags', 'arn:aws:kms:eu-west-1:111122223333:key/orders', 'implicitDeny'],
      ['kms:ListResourceTags', 'arn:aws:kms:eu-west-1:111122223333:key/billing', 'allowed'],
      ['appflow:ListFlows', 'arn:aws:kms:eu-west-1:111122223333:key/orders', 'explicitDeny'],
      ['appflow:ListFlows', 'arn:aws:kms:eu-west-1:111122223333:key/billing', 'explicitDeny'],
    ]);
    expect(IsTruncated).toBe(false);
  });

  it('takes every resource where none is named, and one action as well as several', async () => {
    const { iam } = await localAws();
    const { EvaluationResults } = await iam.send(simulate());
    expect(EvaluationResults).toEqual([
      {
        EvalActionName: 'kms:DescribeKey',
        EvalResourceName: '*',
        EvalDecision: 'allowed',
        MatchedStatements: [],
        MissingContextValues: [],
      },
    ]);
  });

  it.each([
    { caller: '111122223333', decision: 'implicitDeny' },
    { caller: 'arn:aws:iam::111122223333:role/appflow-flow-cmk', decision: 'implicitDeny' },
    { caller: 'arn:aws:iam::111122223333:role/other', decision: 'allowed' },
  ])('says $decision where $caller is denied', async ({ caller, decision }) => {
    const { iam } = await localAws({ denials: [{ action: 'kms:DescribeKey', caller }] });
    const { EvaluationResults } = await iam.send(simulate());
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual([decision]);
  });

  it('gives as many results a page as are asked for', async () => {
    const { iam } = await localAws();
    const ActionNames = ['kms:DescribeKey', 'kms:ListAliases', 'kms:GetKeyPolicy'];
    const first = await iam.send(simulate({ ActionNames, MaxItems: 2 }));
    const second = await iam.send(simulate({ ActionNames, MaxItems: 2, Marker: first.Marker }));
    expect([first.EvaluationResults?.length, first.IsTruncated]).toEqual([2, true]);
    expect(second.EvaluationResults?.map(({ EvalActionName }) => EvalActionName)).toEqual(['kms:GetKeyPolicy']);
    expect(second.Marker).toBeUndefined();
  });

  it('knows the roles of the world', async () => {
    const { iam } = await localAws({ roles: [{ Arn: 'arn:aws:iam::*:role/audit', Trusts: [] }] });
    const answer = await iam.send(simulate({ PolicySourceArn: 'arn:aws:iam::111122223333:role/audit' }));
    expect(answer.EvaluationResults).toHaveLength(1);
  });

  it.each([
    {
      name: 'a role that is not there',
      input: { PolicySourceArn: 'arn:aws:iam::111122223333:role/gone' },
      error: { name: 'NoSuchEntityException', status: 404 },
    },
    {
      name: 'a role of another account',
      input: { PolicySourceArn: 'arn:aws:iam::444455556666:role/appflow-flow-cmk' },
      error: { name: 'AccessDenied', status: 403 },
    },
    {
      name: 'a session of a role',
      input: { PolicySourceArn: 'arn:aws:sts::111122223333:assumed-role/appflow-flow-cmk/appflow-flow-cmk' },
      error: { name: 'InvalidInputException', status: 400 },
    },
    {
      name: 'an action with a wildcard',
      input: { ActionNames: ['kms:*'] },
      error: { name: 'ValidationError', status: 400 },
    },
    { name: 'more than 1000 results', input: { MaxItems: 1001 }, error: { name: 'ValidationError', status: 400 } },
    {
      name: 'what it cannot simulate',
      input: { ResourceOwner: 'arn:aws:iam::111122223333:root' },
      error: { name: 'ValidationError', status: 400 },
    },
  ])('refuses $name', async ({ input, error }) => {
    const { iam } = await localAws();
    expect(await errorOf(iam.send(simulate(input)))).toEqual(error);
  });

  it('may be denied itself', async () => {
    const { iam } = await localAws({ denials: [{ action: 'iam:SimulatePrincipalPolicy' }] });
    expect((await errorOf(iam.send(simulate()))).name).toBe('AccessDenied');
  });
});
