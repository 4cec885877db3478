/**
 * The least that a function can do which judges a changed flow: the six calls of the rule, by the rule's three clients, and
 * nothing else. No retries of its own, no deadline, no log, no check of what comes in. Clients are made when it starts, as
 * AWS recommends. The start and the first event of the rule are measured against this one's.
 * https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
 */
import { AppflowClient, DescribeFlowCommand } from '@aws-sdk/client-appflow';
import { ConfigServiceClient, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';

const appflow = new AppflowClient();
const config = new ConfigServiceClient();
const kms = new KMSClient();

interface ChangeEvent {
  readonly invokingEvent: string;
  readonly resultToken: string;
}

export const handler = async ({ invokingEvent, resultToken }: ChangeEvent): Promise<void> => {
  const { configurationItem: item } = JSON.parse(invokingEvent);
  const { kmsArn: KeyId } = await appflow.send(new DescribeFlowCommand({ flowName: item.resourceName }));
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  const [{ KeyRotationEnabled }, { Tags = [] }, { Policy }] = await Promise.all([
    kms.send(new GetKeyRotationStatusCommand({ KeyId })),
    kms.send(new ListResourceTagsCommand({ KeyId })),
    kms.send(new GetKeyPolicyCommand({ KeyId })),
  ]);
  const isGood =
    KeyMetadata?.KeyManager === 'CUSTOMER' && KeyRotationEnabled && Tags.length > 0 && Policy !== undefined;
  const evaluation = {
    ComplianceResourceType: item.resourceType,
    ComplianceResourceId: item.resourceId,
    ComplianceType: isGood ? 'COMPLIANT' : 'NON_COMPLIANT',
    OrderingTimestamp: new Date(item.configurationItemCaptureTime),
  } as const;
  await config.send(new PutEvaluationsCommand({ ResultToken: resultToken, Evaluations: [evaluation] }));
};
