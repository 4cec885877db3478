import { readReportedResources, readResourceIds } from '../../lambda/aws/config-resources.ts';
import { awsError, DENIED, fakeAws, THROTTLED } from '../builders/fake-aws.ts';

const ARN = 'arn:aws:appflow:eu-west-1:111122223333:flow';

describe('the ids that AWS Config lists', () => {
  const listing = (...identifiers: readonly object[]) =>
    fakeAws({ ListDiscoveredResources: { resourceIdentifiers: identifiers } }).aws;

  it.each([
    { name: 'a name', identifier: { resourceId: 'orders' }, id: 'orders' },
    { name: 'an ARN', identifier: { resourceId: `${ARN}/orders` }, id: `${ARN}/orders` },
    {
      name: 'an ARN, whatever name stands beside it',
      identifier: { resourceId: `${ARN}/orders`, resourceName: 'other' },
      id: `${ARN}/orders`,
    },
    { name: 'anything, with the name beside it', identifier: { resourceId: 'f-1', resourceName: 'orders' }, id: 'f-1' },
  ])('can be $name', async ({ identifier, id }) => {
    const ids = await readResourceIds(listing(identifier));
    expect([ids.idOf('orders'), ids.nameOf(id), ids.unavailable]).toEqual([id, 'orders', undefined]);
  });

  it('are those of all pages, and of flows alone', async () => {
    const { aws, calls } = fakeAws({
      ListDiscoveredResources: [
        { resourceIdentifiers: [{ resourceId: 'f-1', resourceName: 'orders' }], nextToken: 'more' },
        { resourceIdentifiers: [{ resourceId: 'f-2', resourceName: 'leads' }, { resourceName: 'lost' }] },
      ],
    });
    const ids = await readResourceIds(aws);
    expect([ids.idOf('orders'), ids.idOf('leads'), ids.idOf('lost')]).toEqual(['f-1', 'f-2', 'lost']);
    const input = { resourceType: 'AWS::AppFlow::Flow', limit: 100 };
    expect(calls.map((call) => call.input)).toEqual([input, { ...input, nextToken: 'more' }]);
  });

  it('leave a flow that is not among them its name', async () => {
    const ids = await readResourceIds(listing({ resourceId: 'f-1', resourceName: 'orders' }));
    expect([ids.idOf('leads'), ids.nameOf('leads')]).toEqual(['leads', undefined]);
  });

  it('leave a flow its ARN where its name is the id of another one', async () => {
    const ids = await readResourceIds(listing({ resourceId: 'leads', resourceName: 'orders' }));
    expect([ids.idOf('orders'), ids.idOf('leads'), ids.nameOf('leads')]).toEqual(['leads', `${ARN}/leads`, 'orders']);
  });

  it.each([
    { error: DENIED, because: 'config:ListDiscoveredResources is denied' },
    {
      error: awsError('NoAvailableConfigurationRecorderException'),
      because: 'AWS Config has no recorder here',
    },
    { error: awsError('ValidationException'), because: 'AWS Config does not list AWS::AppFlow::Flow here' },
  ])('are the names, where they cannot be had for good: $because', async ({ error, because }) => {
    const ids = await readResourceIds(fakeAws({ ListDiscoveredResources: error }).aws);
    expect([ids.idOf('orders'), ids.nameOf('orders'), ids.unavailable]).toEqual(['orders', undefined, because]);
  });

  it('are an error where AWS Config gives no answer', async () => {
    await expect(readResourceIds(fakeAws({ ListDiscoveredResources: THROTTLED }).aws)).rejects.toThrow(
      'config:ListDiscoveredResources failed for account 111122223333 in eu-west-1: ThrottlingException: as AWS words it',
    );
  });
});

describe('what the rule still reports on', () => {
  const result = (ResourceType?: string, ResourceId?: string) => ({
    EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceType, ResourceId } },
  });

  it('is told once for each resource, of all pages', async () => {
    const { aws, calls } = fakeAws({
      GetComplianceDetailsByConfigRule: [
        { EvaluationResults: [result('AWS::AppFlow::Flow', 'orders')], NextToken: 'more' },
        {
          EvaluationResults: [
            result('AWS::AppFlow::Flow', 'orders'),
            result('AWS::S3::Bucket', 'orders'),
            result('AWS::AppFlow::Flow'),
            {},
          ],
        },
      ],
    });
    expect(await readReportedResources(aws, 'flows-under-cmk')).toEqual([
      { type: 'AWS::AppFlow::Flow', id: 'orders' },
      { type: 'AWS::S3::Bucket', id: 'orders' },
    ]);
    const input = { ConfigRuleName: 'flows-under-cmk', ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'], Limit: 100 };
    expect(calls.map((call) => call.input)).toEqual([input, { ...input, NextToken: 'more' }]);
  });

  it.each([DENIED, THROTTLED, awsError('NoSuchConfigRuleException')])(
    'is an error where it is unread: %s',
    async (error) => {
      await expect(
        readReportedResources(fakeAws({ GetComplianceDetailsByConfigRule: error }).aws, 'flows-under-cmk'),
      ).rejects.toMatchObject({
        name: 'AwsCallError',
        message: `config:GetComplianceDetailsByConfigRule failed for rule flows-under-cmk: ${error.name}: as AWS words it`,
        cause: error,
      });
    },
  );
});
