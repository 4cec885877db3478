import { InvalidEventError, parseConfigEvent } from '../../../lambda/core/input/config-event.ts';
import { InvalidParametersError } from '../../../lambda/core/input/rule-parameters.ts';
import { anEvent, type EventInput } from '../../bench/events.ts';
import { parameters } from '../../builders/parameters.ts';

/** AWS Config writes `null` for what it does not know: it is neither an absent member nor a text. */
describe('a member that is null is refused where the rule needs it', () => {
  const cases: readonly { readonly event: EventInput; readonly problem: string }[] = [
    { event: { item: { resourceType: null } }, problem: 'configurationItem.resourceType' },
    { event: { item: { resourceId: null } }, problem: 'configurationItem.resourceId' },
    { event: { item: { configurationItemStatus: null } }, problem: 'configurationItem.configurationItemStatus' },
    {
      event: { item: { configurationItemCaptureTime: null } },
      problem: 'configurationItem.configurationItemCaptureTime',
    },
    {
      event: { type: 'oversizedFlowChange', item: { configurationItemCaptureTime: null } },
      problem: 'configurationItemSummary.configurationItemCaptureTime',
    },
    { event: { type: 'sweep', message: { notificationCreationTime: null } }, problem: 'notificationCreationTime' },
    { event: { type: 'snapshot', message: { notificationCreationTime: null } }, problem: 'notificationCreationTime' },
  ];

  it.each(cases)('$problem in $event', ({ event, problem }) => {
    expect(() => parseConfigEvent(anEvent(event))).toThrow(
      new InvalidEventError(`invokingEvent.${problem} is null: must be text`),
    );
  });
});

it('a list is not an event, whatever is in it', () => {
  expect(() => parseConfigEvent([1])).toThrow(
    new InvalidEventError(
      'event.invokingEvent is missing; event.resultToken is missing; event.configRuleName is missing',
    ),
  );
});

describe('a parameter is refused', () => {
  it.each([
    {
      name: 'that is a blank',
      given: { maxRotationPeriodInDays: ' ' },
      problem: 'maxRotationPeriodInDays is " ": must be a whole number from 90 to 2560',
    },
    {
      name: 'that is a verdict which AWS Config takes from its own rules alone',
      given: { unverified: 'INSUFFICIENT_DATA' },
      problem: 'unverified is "INSUFFICIENT_DATA": must be NON_COMPLIANT or NOT_APPLICABLE',
    },
  ])('$name', ({ given, problem }) => {
    expect(() => parameters(given)).toThrow(new InvalidParametersError([problem]));
  });
});
