// Nothing but the SDK: whatever else this file imported would become one more chunk that every start loads.
export { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
