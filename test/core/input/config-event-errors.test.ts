import fc from 'fast-check';
import { InvalidEventError, parseConfigEvent } from '../../../lambda/core/input/config-event.ts';
import {
  aChangeMessage,
  aConfigEvent,
  aFlowItem,
  aKeyChangeMessage,
  anOversizedMessage,
  aScheduledMessage,
} from '../../builders/config-events.ts';

const MESSAGE_TYPES =
  'must be one of ConfigurationItemChangeNotification, OversizedConfigurationItemChangeNotification, ScheduledNotification, ConfigurationSnapshotDeliveryCompleted';

const withEnvelope = (envelope: Readonly<Record<string, unknown>>) => aConfigEvent(aScheduledMessage(), envelope);
const withMessage = (message: unknown) => aConfigEvent(message);
const withItem = (item: unknown) => aConfigEvent({ ...aChangeMessage({}), configurationItem: item });
const withFlow = (item: Readonly<Record<string, unknown>>) => withItem(aFlowItem(item));

describe('an event that is not an invocation by AWS Config is refused', () => {
  it.each([
    { event: undefined, problem: 'event is missing' },
    { event: null, problem: 'event is null: must be an object' },
    { event: 'hello', problem: 'event is "hello": must be an object' },
    { event: 7, problem: 'event is 7: must be an object' },
    {
      event: {},
      problem: 'event.invokingEvent is missing; event.resultToken is missing; event.configRuleName is missing',
    },
    { event: withEnvelope({ invokingEvent: undefined }), problem: 'event.invokingEvent is missing' },
    { event: withEnvelope({ invokingEvent: {} }), problem: 'event.invokingEvent is an object: must be text' },
    { event: withEnvelope({ invokingEvent: '' }), problem: 'event.invokingEvent is empty' },
    { event: withEnvelope({ resultToken: undefined }), problem: 'event.resultToken is missing' },
    { event: withEnvelope({ resultToken: '' }), problem: 'event.resultToken is empty' },
    { event: withEnvelope({ resultToken: 5 }), problem: 'event.resultToken is 5: must be text' },
    { event: withEnvelope({ configRuleName: undefined }), problem: 'event.configRuleName is missing' },
    { event: withEnvelope({ configRuleName: null }), problem: 'event.configRuleName is null: must be text' },
    { event: withEnvelope({ ruleParameters: {} }), problem: 'event.ruleParameters is an object: must be text' },
    { event: withEnvelope({ eventLeftScope: 'no' }), problem: 'event.eventLeftScope is "no": must be true or false' },
    {
      event: withEnvelope({ evaluationMode: 'PROACTIVE' }),
      problem: 'evaluationMode is PROACTIVE: a flow that does not exist yet cannot be described, set DETECTIVE',
    },
    {
      event: withEnvelope({ invokingEvent: '{"messageType":' }),
      problem: 'invokingEvent is "{\\"messageType\\":": must be JSON',
    },
    {
      event: withEnvelope({ invokingEvent: 'x'.repeat(61) }),
      problem: `invokingEvent is "${'x'.repeat(59)}…": must be JSON`,
    },
    { event: withMessage(null), problem: 'invokingEvent is null: must be an object' },
    { event: withMessage(5), problem: 'invokingEvent is 5: must be an object' },
    { event: withMessage([]), problem: 'invokingEvent.messageType is missing' },
    { event: withMessage({}), problem: 'invokingEvent.messageType is missing' },
    {
      event: withMessage({ messageType: 'ConfigRulesEvaluationStarted' }),
      problem: `invokingEvent.messageType is "ConfigRulesEvaluationStarted": ${MESSAGE_TYPES}`,
    },
    {
      event: withMessage({ messageType: 'y'.repeat(80) }),
      problem: `invokingEvent.messageType is "${'y'.repeat(58)}…: ${MESSAGE_TYPES}`,
    },
    {
      event: withMessage(aScheduledMessage({ notificationCreationTime: undefined })),
      problem: 'invokingEvent.notificationCreationTime is missing',
    },
    { event: withItem(undefined), problem: 'invokingEvent.configurationItem is missing' },
    { event: withItem(null), problem: 'invokingEvent.configurationItem is null: must be an object' },
    { event: withItem({}), problem: 'invokingEvent.configurationItem.resourceType is missing' },
    { event: withItem({ resourceType: '' }), problem: 'invokingEvent.configurationItem.resourceType is empty' },
    {
      event: withMessage({ ...anOversizedMessage(), configurationItemSummary: undefined }),
      problem: 'invokingEvent.configurationItemSummary is missing',
    },
    {
      event: withMessage(anOversizedMessage({ resourceId: null })),
      problem: 'invokingEvent.configurationItemSummary.resourceId is null: must be text',
    },
    { event: withFlow({ resourceId: undefined }), problem: 'invokingEvent.configurationItem.resourceId is missing' },
    { event: withFlow({ resourceId: '' }), problem: 'invokingEvent.configurationItem.resourceId is empty' },
    {
      event: withFlow({ resourceId: 'r'.repeat(769) }),
      problem: 'invokingEvent.configurationItem.resourceId has 769 characters: at most 768 are allowed',
    },
    {
      event: withFlow({ configurationItemStatus: undefined, configurationItemCaptureTime: undefined }),
      problem:
        'invokingEvent.configurationItem.configurationItemStatus is missing; invokingEvent.configurationItem.configurationItemCaptureTime is missing',
    },
    {
      event: withMessage(
        aKeyChangeMessage({
          configurationItem: { resourceType: 'AWS::KMS::Key', resourceId: 'k', configurationItemStatus: 'OK' },
        }),
      ),
      problem: 'invokingEvent.configurationItem.configurationItemCaptureTime is missing',
    },
  ])('$problem', ({ event, problem }) => {
    const parse = () => parseConfigEvent(event);
    expect(parse).toThrow(InvalidEventError);
    expect(parse).toThrow(new InvalidEventError(problem));
  });

  it('in these words', () => {
    expect(() => parseConfigEvent(null)).toThrow(
      'The event is not an invocation by AWS Config, nothing was evaluated: event is null: must be an object.',
    );
    expect(new InvalidEventError('it is wrong').name).toBe('InvalidEventError');
  });
});

describe('a time is refused', () => {
  it.each([
    { time: 1795209247482, problem: '1795209247482: must be text' },
    { time: 'yesterday', problem: '"yesterday": must be an ISO 8601 timestamp' },
    { time: '2026-11-20', problem: '"2026-11-20": must be an ISO 8601 timestamp' },
    { time: '2026-11-20T21:14:07', problem: '"2026-11-20T21:14:07": must be an ISO 8601 timestamp' },
    { time: '2026-13-20T21:14:07Z', problem: '"2026-13-20T21:14:07Z": must be an ISO 8601 timestamp' },
    { time: '2026-02-30T21:14:07Z', problem: '"2026-02-30T21:14:07Z": must be an ISO 8601 timestamp' },
    { time: '2026-11-20T24:14:07Z', problem: '"2026-11-20T24:14:07Z": must be an ISO 8601 timestamp' },
    { time: '2026-11-20T21:14:07+01', problem: '"2026-11-20T21:14:07+01": must be an ISO 8601 timestamp' },
  ])('$time', ({ time, problem }) => {
    expect(() => parseConfigEvent(aConfigEvent(aScheduledMessage({ notificationCreationTime: time })))).toThrow(
      new InvalidEventError(`invokingEvent.notificationCreationTime is ${problem}`),
    );
    expect(() => parseConfigEvent(withFlow({ configurationItemCaptureTime: time }))).toThrow(
      new InvalidEventError(`invokingEvent.configurationItem.configurationItemCaptureTime is ${problem}`),
    );
  });
});

it('an id of 768 characters is taken', () => {
  expect(parseConfigEvent(withFlow({ resourceId: 'r'.repeat(768) })).trigger).toMatchObject({
    resourceId: 'r'.repeat(768),
  });
});

describe('any object as event', () => {
  const failsCleanly = (event: unknown): void => {
    try {
      parseConfigEvent(event);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidEventError);
    }
  };

  it('is read, or refused with a named error', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), failsCleanly));
  });

  it('is read, or refused with a named error, wherever it is put into a valid one', () => {
    const members = fc.constantFrom(
      'invokingEvent',
      'resultToken',
      'configRuleName',
      'configRuleArn',
      'accountId',
      'ruleParameters',
      'eventLeftScope',
      'evaluationMode',
    );
    fc.assert(fc.property(members, fc.anything(), (member, value) => failsCleanly(withEnvelope({ [member]: value }))));
  });

  it('is read, or refused with a named error, wherever it is put into a valid message', () => {
    const members = fc.constantFrom(
      'messageType',
      'configurationItem',
      'configurationItemDiff',
      'notificationCreationTime',
    );
    fc.assert(
      fc.property(members, fc.jsonValue(), (member, value) =>
        failsCleanly(withMessage({ ...aChangeMessage(aFlowItem()), [member]: value })),
      ),
    );
  });

  it('is read, or refused with a named error, wherever it is put into a valid item', () => {
    const members = fc.constantFrom(...Object.keys(aFlowItem()));
    const types = fc.constantFrom('AWS::AppFlow::Flow', 'AWS::KMS::Key');
    fc.assert(
      fc.property(types, members, fc.jsonValue(), (resourceType, member, value) =>
        failsCleanly(withFlow({ resourceType, [member]: value })),
      ),
    );
  });
});
