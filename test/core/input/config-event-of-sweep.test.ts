import { parseConfigEvent } from '../../../lambda/core/input/config-event.ts';
import {
  aChangeMessage,
  aConfigEvent,
  aFlowItem,
  anOversizedMessage,
  aScheduledMessage,
  aSnapshotMessage,
} from '../../builders/config-events.ts';

describe('a sweep', () => {
  it('is asked for by the schedule', () => {
    expect(parseConfigEvent(aConfigEvent(aScheduledMessage()))).toEqual({
      resultToken: 'ZXhhbXBsZS1yZXN1bHQtdG9rZW4=',
      ruleName: 'appflow-flow-cmk',
      ruleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa',
      account: '111122223333',
      region: 'eu-west-1',
      ruleParameters: '{"requireRotation":"true"}',
      trigger: { kind: 'sweep', orderingTimestamp: new Date('2026-11-21T03:00:04.118Z') },
    });
  });

  it('is asked for by the delivery of a snapshot', () => {
    expect(parseConfigEvent(aConfigEvent(aSnapshotMessage()))).toMatchObject({
      account: '111122223333',
      trigger: { kind: 'sweep', orderingTimestamp: new Date('2026-11-21T03:00:13.640Z') },
    });
  });

  it('takes an offset from UTC in its time', () => {
    const message = aScheduledMessage({ notificationCreationTime: '2026-11-21T04:00:04+01:00' });
    expect(parseConfigEvent(aConfigEvent(message)).trigger).toEqual({
      kind: 'sweep',
      orderingTimestamp: new Date('2026-11-21T03:00:04.000Z'),
    });
  });
});

describe('another resource', () => {
  it('is named, and nothing more of it is read', () => {
    const item = { resourceType: 'AWS::S3::Bucket' };
    const parsed = parseConfigEvent(aConfigEvent(aChangeMessage(item)));
    expect(parsed.trigger).toEqual({ kind: 'other-resource', resourceType: 'AWS::S3::Bucket' });
    expect(parsed).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  it('is named from the summary of an oversized item', () => {
    expect(parseConfigEvent(aConfigEvent(anOversizedMessage({ resourceType: 'AWS::EC2::Instance' }))).trigger).toEqual({
      kind: 'other-resource',
      resourceType: 'AWS::EC2::Instance',
    });
  });
});

describe('account and Region', () => {
  const notOfTheEvent = { accountId: undefined };

  it.each([
    {
      name: 'the item',
      message: aChangeMessage(aFlowItem({ awsAccountId: '444455556666' })),
      expected: '444455556666',
    },
    { name: 'the schedule', message: aScheduledMessage({ awsAccountId: '444455556666' }), expected: '444455556666' },
    { name: 'nowhere', message: aSnapshotMessage(), expected: undefined },
  ])('the account comes from $name where the event names none', ({ message, expected }) => {
    expect(parseConfigEvent(aConfigEvent(message, notOfTheEvent)).account).toBe(expected);
  });

  it.each([
    { name: 'an item', message: aChangeMessage(aFlowItem({ awsAccountId: '444455556666' })) },
    { name: 'the schedule', message: aScheduledMessage({ awsAccountId: '444455556666' }) },
  ])('the account is that of the rule, whatever $name says', ({ message }) => {
    expect(parseConfigEvent(aConfigEvent(message)).account).toBe('111122223333');
  });

  it.each([
    { name: 'the item', message: aChangeMessage(aFlowItem({ awsRegion: 'us-east-1' })), expected: 'us-east-1' },
    { name: 'the rule, without one', message: aChangeMessage(aFlowItem({ awsRegion: null })), expected: 'eu-west-1' },
    { name: 'the rule, for a sweep', message: aScheduledMessage(), expected: 'eu-west-1' },
  ])('the Region is that of $name', ({ message, expected }) => {
    expect(parseConfigEvent(aConfigEvent(message)).region).toBe(expected);
  });

  it.each([
    { name: 'missing', configRuleArn: undefined },
    { name: 'no ARN', configRuleArn: 'config-rule-k3v9qa' },
    { name: 'without one', configRuleArn: 'arn:aws:config::111122223333:config-rule/config-rule-k3v9qa' },
  ])('the Region is unknown where the ARN of the rule is $name', ({ configRuleArn }) => {
    expect(parseConfigEvent(aConfigEvent(aScheduledMessage(), { configRuleArn })).region).toBeUndefined();
  });
});
