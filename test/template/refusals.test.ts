import type { Given } from '../cloudformation/deploy.ts';
import { EVERYTHING, refusalsOf } from './whole-stack.ts';

const CONTRADICTIONS: readonly { readonly name: string; readonly given: Given; readonly message: string }[] = [
  {
    name: 'a bound on a rotation that is not judged',
    given: { RequireRotation: 'false', MaxRotationPeriodInDays: '365' },
    message:
      'MaxRotationPeriodInDays bounds a rotation that RequireRotation=false does not judge. Set RequireRotation to true, or leave MaxRotationPeriodInDays empty.',
  },
  {
    name: 'rotation on demand where rotation is not judged',
    given: { RequireRotation: 'false', NonRotatableKeys: 'onDemand' },
    message:
      'NonRotatableKeys=onDemand asks for rotations that RequireRotation=false does not judge. Set RequireRotation to true, or NonRotatableKeys to reject or allow.',
  },
  {
    name: 'an address without a topic',
    given: { NotificationEmail: 'data@example.com' },
    message:
      'NotificationEmail is given, but there is no topic to subscribe it to. Set NotificationTopic to true, or leave NotificationEmail empty.',
  },
  {
    name: 'a disabled key to be enabled by no remediation',
    given: { RemediationEnableDisabledKey: 'true' },
    message:
      'RemediationEnableDisabledKey=true has no effect while Remediation is off. Set Remediation to manual or automatic, or RemediationEnableDisabledKey to false.',
  },
  {
    name: 'tags to be set by no remediation',
    given: { RemediationKeyTags: 'Owner=data' },
    message:
      'RemediationKeyTags has no effect while Remediation is off. Set Remediation to manual or automatic, or leave RemediationKeyTags empty.',
  },
  {
    name: 'a flow to be stopped by no remediation',
    given: { RemediationQuarantineFlow: 'true' },
    message:
      'RemediationQuarantineFlow=true has no effect while Remediation is off. Set Remediation to manual, or RemediationQuarantineFlow to false.',
  },
  {
    name: 'a key for plans that no remediation writes',
    given: { RemediationNewKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' },
    message:
      'RemediationNewKeyArn has no effect while Remediation is off. Set Remediation to manual or automatic, or leave RemediationNewKeyArn empty.',
  },
  {
    name: 'flows to be stopped without a person',
    given: { Remediation: 'automatic', RemediationQuarantineFlow: 'true' },
    message:
      'RemediationQuarantineFlow=true stops flows, which Remediation=automatic must not do without a person. Set Remediation to manual, or RemediationQuarantineFlow to false.',
  },
  {
    name: 'values to be replaced of no tag',
    given: { Remediation: 'manual', RemediationReplaceTagValues: 'true' },
    message:
      'RemediationReplaceTagValues=true, but RemediationKeyTags names no tag. Fill RemediationKeyTags, or set RemediationReplaceTagValues to false.',
  },
];

describe('parameters that contradict each other', () => {
  it.each(CONTRADICTIONS)('are refused before anything is created: $name', ({ given, message }) => {
    expect(refusalsOf(given)).toEqual([message]);
  });
});

describe('parameters that agree', () => {
  it.each([
    { name: 'the defaults', given: {} },
    { name: 'everything', given: EVERYTHING },
    { name: 'no judgement of rotation', given: { RequireRotation: 'false', NonRotatableKeys: 'allow' } },
    { name: 'a topic without an address', given: { NotificationTopic: 'true' } },
    { name: 'automatic remediation', given: { Remediation: 'automatic', RemediationKeyTags: 'Owner=data' } },
  ])('are taken: $name', ({ given }) => {
    expect(refusalsOf(given)).toEqual([]);
  });
});
