import {
  aChangeMessage,
  aConfigEvent,
  aFlowItem,
  aKeyChangeMessage,
  aKeyItem,
  aScheduledMessage,
} from '../builders/config-events.ts';
import { everyCheck } from './company.ts';

const event = (message: unknown): unknown => aConfigEvent(message, { ruleParameters: JSON.stringify(everyCheck) });

const flowChange = (flowName: string): unknown =>
  event(
    aChangeMessage(
      aFlowItem({
        configuration: { FlowName: flowName },
        resourceId: flowName,
        resourceName: flowName,
        ARN: `arn:aws:appflow:eu-west-1:111122223333:flow/${flowName}`,
      }),
    ),
  );

const keyChange = (keyId: string): unknown => {
  const arn = `arn:aws:kms:eu-west-1:111122223333:key/${keyId}`;
  return event(
    aKeyChangeMessage({ configurationItem: aKeyItem({ configuration: { arn }, resourceId: keyId, ARN: arn }) }),
  );
};

/** The events of the company, and what AWS Config is told where nothing fails. */
export const events = {
  sweep: {
    event: event(aScheduledMessage()),
    verdicts: [
      'archive NON_COMPLIANT ROTATION_OFF, KEY_UNTAGGED, ALIAS_NOT_CONVENTIONAL',
      'arn:aws:appflow:eu-west-1:111122223333:flow/billing COMPLIANT OK',
      'campaigns NON_COMPLIANT KEY_POLICY_OPEN',
      'leads NON_COMPLIANT NO_CMK',
      'orders COMPLIANT OK',
      'partners COMPLIANT OK',
      'retired NOT_APPLICABLE GONE',
    ],
  },
  'change of flow orders': { event: flowChange('orders'), verdicts: ['orders COMPLIANT OK'] },
  'change of flow partners': { event: flowChange('partners'), verdicts: ['partners COMPLIANT OK'] },
  'change of key orders': {
    event: keyChange('orders'),
    verdicts: ['arn:aws:appflow:eu-west-1:111122223333:flow/billing COMPLIANT OK', 'orders COMPLIANT OK'],
  },
  'change of key imported': { event: keyChange('imported'), verdicts: ['partners COMPLIANT OK'] },
} as const;

export type EventName = keyof typeof events;
