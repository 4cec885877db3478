import { parseConfigEvent } from '../../../lambda/core/input/config-event.ts';
import { aChangeMessage, aConfigEvent, aFlowItem, anOversizedMessage } from '../../builders/config-events.ts';

const flowTriggerOf = (item: Readonly<Record<string, unknown>>, envelope = {}) =>
  parseConfigEvent(aConfigEvent(aChangeMessage(aFlowItem(item)), envelope)).trigger;

describe('a recorded flow', () => {
  it('is read with its rule, its place and its time', () => {
    expect(parseConfigEvent(aConfigEvent(aChangeMessage(aFlowItem())))).toEqual({
      resultToken: 'ZXhhbXBsZS1yZXN1bHQtdG9rZW4=',
      ruleName: 'appflow-flow-cmk',
      ruleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
      account: '111122223333',
      region: 'eu-west-1',
      ruleParameters: '{"requireRotation":"true"}',
      trigger: {
        kind: 'flow',
        resourceId: 'orders-to-lake',
        flowName: 'orders-to-lake',
        goneBecause: undefined,
        changed: false,
        orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
      },
    });
  });

  it('is read from the summary of an oversized item', () => {
    expect(parseConfigEvent(aConfigEvent(anOversizedMessage())).trigger).toEqual({
      kind: 'flow',
      resourceId: 'wide-crm-sync',
      flowName: 'wide-crm-sync',
      goneBecause: undefined,
      changed: true,
      orderingTimestamp: new Date('2026-11-20T22:40:31.007Z'),
    });
  });

  it('is named by a lower-case arn where nothing else names it', () => {
    const item = { resourceId: 'x', resourceName: null, ARN: null, configuration: null };
    const arn = 'arn:aws:appflow:eu-west-1:111122223333:flow/orders';
    expect(flowTriggerOf({ ...item, arn })).toMatchObject({ flowName: 'orders', resourceId: 'x' });
  });

  it.each(['configRuleArn', 'accountId', 'ruleParameters', 'eventLeftScope', 'evaluationMode'])(
    'is read where Config writes %s as null, as if it were absent',
    (member) => {
      const message = aChangeMessage(aFlowItem());
      expect(parseConfigEvent(aConfigEvent(message, { [member]: null }))).toEqual(
        parseConfigEvent(aConfigEvent(message, { [member]: undefined })),
      );
    },
  );

  it('is of a Region whose name begins with more than two letters', () => {
    const message = aChangeMessage(aFlowItem({ awsRegion: 'eusc-de-east-1' }));
    expect(parseConfigEvent(aConfigEvent(message)).region).toBe('eusc-de-east-1');
  });

  it('needs no more than id, status, time and type', () => {
    const item = {
      resourceType: 'AWS::AppFlow::Flow',
      resourceId: 'orders-to-lake',
      configurationItemStatus: 'OK',
      configurationItemCaptureTime: '2026-11-20T21:14:07Z',
    };
    const message = { messageType: 'ConfigurationItemChangeNotification', configurationItem: item };
    const event = { invokingEvent: JSON.stringify(message), resultToken: 'token', configRuleName: 'rule' };
    expect(parseConfigEvent(event)).toEqual({
      resultToken: 'token',
      ruleName: 'rule',
      ruleArn: undefined,
      account: undefined,
      region: undefined,
      ruleParameters: undefined,
      trigger: {
        kind: 'flow',
        resourceId: 'orders-to-lake',
        flowName: 'orders-to-lake',
        goneBecause: undefined,
        changed: false,
        orderingTimestamp: new Date('2026-11-20T21:14:07.000Z'),
      },
    });
  });

  it.each([
    { name: 'OK', expected: undefined },
    { name: 'ResourceDiscovered', expected: undefined },
    { name: 'AStatusToCome', expected: undefined },
    { name: 'ResourceDeleted', expected: 'AWS Config reports the flow as ResourceDeleted.' },
    { name: 'ResourceDeletedNotRecorded', expected: 'AWS Config reports the flow as ResourceDeletedNotRecorded.' },
    { name: 'ResourceNotRecorded', expected: 'AWS Config reports the flow as ResourceNotRecorded.' },
  ])('of status $name is gone because: $expected', ({ name, expected }) => {
    expect(flowTriggerOf({ configurationItemStatus: name })).toMatchObject({ goneBecause: expected });
    const oversized = parseConfigEvent(aConfigEvent(anOversizedMessage({ configurationItemStatus: name })));
    expect(oversized.trigger).toMatchObject({ goneBecause: expected });
  });

  it.each([
    { name: 'has no diff', message: {}, expected: false },
    { name: 'has a diff that is null', message: { configurationItemDiff: null }, expected: false },
    { name: 'was created', message: { configurationItemDiff: { changeType: 'CREATE' } }, expected: true },
    { name: 'was updated', message: { configurationItemDiff: { changeType: 'UPDATE' } }, expected: true },
  ])('has changed: $expected, where its item $name', ({ message, expected }) => {
    const event = aConfigEvent(aChangeMessage(aFlowItem(), message));
    expect(parseConfigEvent(event).trigger).toMatchObject({ changed: expected });
  });

  it('is gone when it left the scope of the rule', () => {
    expect(flowTriggerOf({}, { eventLeftScope: true })).toMatchObject({
      goneBecause: 'The flow left the scope of the rule.',
    });
  });

  it('is there when the event says nothing of the scope', () => {
    expect(flowTriggerOf({}, { eventLeftScope: undefined })).toMatchObject({ goneBecause: undefined });
  });

  it.each([
    { name: 'missing', configuration: undefined },
    { name: 'null', configuration: null },
    { name: 'a text', configuration: '{"FlowName":"other"}' },
    { name: 'empty', configuration: {} },
  ])('is read although its configuration is $name, as of a deleted flow', ({ configuration }) => {
    expect(flowTriggerOf({ configuration, configurationItemStatus: 'ResourceDeleted' })).toEqual({
      kind: 'flow',
      resourceId: 'orders-to-lake',
      flowName: 'orders-to-lake',
      goneBecause: 'AWS Config reports the flow as ResourceDeleted.',
      changed: false,
      orderingTimestamp: new Date('2026-11-20T21:14:07.482Z'),
    });
  });
});

describe('the name of a flow', () => {
  const everyName = {
    configuration: { FlowName: 'by-name', FlowArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/by-flow-arn' },
    ARN: 'arn:aws:appflow:eu-west-1:111122223333:flow/by-arn',
    resourceName: 'by-resource-name',
    resourceId: 'arn:aws:appflow:eu-west-1:111122223333:flow/by-id',
  };
  const { FlowArn } = everyName.configuration;

  it.each([
    { name: 'its configuration', item: {}, expected: 'by-name' },
    { name: 'its ARN', item: { configuration: { FlowArn } }, expected: 'by-arn' },
    { name: 'its ARN, for an empty name', item: { configuration: { FlowName: '' } }, expected: 'by-arn' },
    { name: 'the ARN in its configuration', item: { configuration: { FlowArn }, ARN: null }, expected: 'by-flow-arn' },
    { name: 'its resource name', item: { configuration: {}, ARN: undefined }, expected: 'by-resource-name' },
    {
      name: 'its resource name, for an odd ARN',
      item: { configuration: {}, ARN: 'odd' },
      expected: 'by-resource-name',
    },
    {
      name: 'its id, which may be an ARN',
      item: { configuration: {}, ARN: undefined, resourceName: null },
      expected: 'by-id',
    },
    {
      name: 'its id as it is',
      item: { configuration: {}, ARN: undefined, resourceName: undefined, resourceId: 'plain' },
      expected: 'plain',
    },
  ])('comes from $name', ({ item, expected }) => {
    expect(flowTriggerOf({ ...everyName, ...item })).toMatchObject({ flowName: expected });
  });

  it('leaves the id as AWS Config knows it', () => {
    expect(flowTriggerOf(everyName)).toMatchObject({
      resourceId: 'arn:aws:appflow:eu-west-1:111122223333:flow/by-id',
    });
  });
});
