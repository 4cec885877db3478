import type { WorldInput } from '../local-aws/world.ts';

const account = '111122223333';
const region = 'eu-west-1';

export const keyArn = (index: number): string => `arn:aws:kms:${region}:${account}:key/key-${index}`;
export const flowName = (index: number): string => `flow-${index}`;

/** An account with many flows that share fewer keys, every third of which does not rotate; the rule has judged them before. */
export const worldOf = (size: {
  readonly flows: number;
  readonly keys: number;
  readonly latencyInMs: number;
}): WorldInput => {
  const flows = Array.from({ length: size.flows }, (_, index) => ({
    flowName: flowName(index),
    kmsArn: keyArn(index % size.keys),
    tags: { Owner: 'data-platform' },
  }));
  return {
    account,
    region,
    flows,
    keys: Array.from({ length: size.keys }, (_, index) => ({
      Arn: keyArn(index),
      Tags: { Owner: 'data-platform' },
      Rotation: { KeyRotationEnabled: index % 3 > 0 },
    })),
    evaluationResults: flows.map((flow) => ({ ResourceId: flow.flowName, ComplianceType: 'COMPLIANT' })),
    latencyInMs: size.latencyInMs,
  };
};

const envelope = {
  version: '1.0',
  ruleParameters: '{}',
  resultToken: 'a-result-token',
  eventLeftScope: false,
  configRuleArn: `arn:aws:config:${region}:${account}:config-rule/config-rule-k3v9qa`,
  configRuleName: 'appflow-flow-cmk',
  accountId: account,
};

export const sweepEvent = {
  ...envelope,
  invokingEvent: JSON.stringify({
    awsAccountId: account,
    notificationCreationTime: '2026-11-21T03:00:04.118Z',
    messageType: 'ScheduledNotification',
    recordVersion: '1.0',
  }),
};

export const changeEvent = (index: number) => ({
  ...envelope,
  invokingEvent: JSON.stringify({
    configurationItemDiff: null,
    configurationItem: {
      configuration: { FlowName: flowName(index) },
      configurationItemCaptureTime: '2026-11-20T21:14:07.482Z',
      awsAccountId: account,
      configurationItemStatus: 'OK',
      resourceType: 'AWS::AppFlow::Flow',
      resourceId: flowName(index),
      resourceName: flowName(index),
      awsRegion: region,
    },
    messageType: 'ConfigurationItemChangeNotification',
  }),
});
