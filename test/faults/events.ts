import { anEvent, type EventType } from '../bench/events.ts';
import { everyCheck } from '../bench/every-call.ts';

const envelope = { ruleParameters: JSON.stringify(everyCheck) };

const change = (type: EventType, resourceId: string) => anEvent({ type, item: { resourceId }, envelope });

/** The events of the company, and what AWS Config is told where nothing fails. */
export const events = {
  sweep: {
    event: anEvent({ type: 'sweep', envelope }),
    verdicts: [
      'archive NON_COMPLIANT KEY_USER_NOT_ALLOWED, ROTATION_OFF, KEY_UNTAGGED, ALIAS_NOT_CONVENTIONAL',
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing COMPLIANT OK',
      'campaigns NON_COMPLIANT KEY_POLICY_OPEN, KEY_USER_NOT_ALLOWED, DUTIES_NOT_SEPARATED',
      'leads NON_COMPLIANT NO_CMK',
      'orders COMPLIANT OK',
      'partners COMPLIANT OK',
      'retired NOT_APPLICABLE GONE',
    ],
  },
  'change of flow orders': { event: change('flowChange', 'orders'), verdicts: ['orders COMPLIANT OK'] },
  'change of flow partners': { event: change('flowChange', 'partners'), verdicts: ['partners COMPLIANT OK'] },
  'change of key orders': {
    event: change('keyChange', 'orders'),
    verdicts: ['arn:aws:appflow:eu-west-1:111122223333:flow/billing COMPLIANT OK', 'orders COMPLIANT OK'],
  },
  'change of key imported': { event: change('keyChange', 'imported'), verdicts: ['partners COMPLIANT OK'] },
} as const;

export type EventName = keyof typeof events;
