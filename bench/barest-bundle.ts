/**
 * The least that a function can weigh which makes the same calls: the clients and commands of lambda/aws and nothing else.
 * The size and the start of the real bundle are measured against this one.
 */
import {
  AppflowClient,
  DescribeConnectorProfilesCommand,
  DescribeFlowCommand,
  ListFlowsCommand,
} from '@aws-sdk/client-appflow';
import {
  ConfigServiceClient,
  GetComplianceDetailsByConfigRuleCommand,
  ListDiscoveredResourcesCommand,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const everyCall = async (): Promise<void> => {
  const appflow = new AppflowClient();
  await appflow.send(new ListFlowsCommand());
  await appflow.send(new DescribeFlowCommand({ flowName: '' }));
  await appflow.send(new DescribeConnectorProfilesCommand());
  const config = new ConfigServiceClient();
  await config.send(new ListDiscoveredResourcesCommand({ resourceType: 'AWS::AppFlow::Flow' }));
  await config.send(new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: '' }));
  await config.send(new PutEvaluationsCommand({ ResultToken: '' }));
  const kms = new KMSClient();
  await kms.send(new DescribeKeyCommand({ KeyId: '' }));
  await kms.send(new GetKeyRotationStatusCommand({ KeyId: '' }));
  await kms.send(new GetKeyPolicyCommand({ KeyId: '' }));
  await kms.send(new ListResourceTagsCommand({ KeyId: '' }));
  await kms.send(new ListAliasesCommand());
  await kms.send(new ListKeyRotationsCommand({ KeyId: '' }));
  await new SecretsManagerClient().send(new DescribeSecretCommand({ SecretId: '' }));
  const securityHub = new SecurityHubClient();
  await securityHub.send(new BatchImportFindingsCommand({ Findings: [] }));
  await securityHub.send(new GetFindingsCommand());
  await new STSClient().send(new AssumeRoleCommand({ RoleArn: '', RoleSessionName: '' }));
};

/** Nobody sets this variable, but esbuild cannot know, and drops nothing. */
export const handler = async (): Promise<void> => {
  if (process.env['APPFLOW_BAREST_BUNDLE_CALLS'] === 'yes') await everyCall();
};
