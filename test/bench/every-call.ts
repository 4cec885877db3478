import type { WorldInput } from '../../local-aws/world.ts';
import { flowArn, keyArn } from './ordinary.ts';

const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!111122223333-crm-prod-Ab12Cd';
const keyOfSecret = 'arn:aws:kms:eu-west-1:444455556666:key/security-secrets';

/**
 * Switches on every check whose calls must not fail, so that the rule makes every such call. That of use is none: where its calls
 * fail it is silent, which the scenarios of test/scenarios/key-use show.
 */
export const everyCheck = {
  keyAliasPattern: 'alias/*-appflow',
  nonRotatableKeys: 'onDemand',
  checkConnectorProfiles: 'true',
  checkBuckets: 'true',
  maxFlowsPerKey: '2',
  keyAccountRoleName: 'key-reader',
  keyUsers: 'arn:aws:iam::111122223333:root',
  keyDuties: 'separated',
};

/** A company whose good flows look bad, and bad ones good, to whoever takes a failed read for an empty answer. */
export const companyOfEveryCall: Partial<WorldInput> = {
  flows: [
    { flowName: 'orders', kmsArn: keyArn('orders'), sourceConnectorProfileName: 'crm-prod' },
    { flowName: 'billing', kmsArn: 'arn:aws:kms:eu-west-1:111122223333:alias/orders-appflow' },
    { flowName: 'partners', kmsArn: keyArn('imported') },
    { flowName: 'archive', kmsArn: keyArn('archive') },
    { flowName: 'campaigns', kmsArn: keyArn('open') },
    { flowName: 'leads' },
  ],
  deletedFlows: ['retired'],
  keys: [
    { Arn: keyArn('orders'), Tags: { Owner: 'sales' }, Aliases: ['alias/orders-appflow'] },
    {
      Arn: keyArn('imported'),
      Origin: 'EXTERNAL',
      CreationDate: '2020-01-01',
      Rotations: [{ RotationType: 'ON_DEMAND', RotationDate: new Date(Date.now() - 86_400_000).toISOString() }],
      Tags: { Owner: 'partners' },
      Aliases: ['alias/partners-appflow'],
    },
    {
      Arn: keyArn('archive'),
      Rotation: { KeyRotationEnabled: false },
      Grants: [{ GranteePrincipal: 'arn:aws:iam::444455556666:role/outsider', Operations: ['Decrypt'] }],
    },
    {
      Arn: keyArn('open'),
      Tags: { Owner: 'marketing' },
      Aliases: ['alias/campaigns-appflow'],
      Policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] },
    },
    { Arn: keyOfSecret, Tags: { Owner: 'security' } },
  ],
  connectorProfiles: [{ connectorProfileName: 'crm-prod', credentialsArn: secret }],
  secrets: [{ ARN: secret, KmsKeyId: keyOfSecret }],
  buckets: [{ Name: 'company-lake', SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyOfSecret }],
  roles: [{ Arn: 'arn:aws:iam::444455556666:role/key-reader', Trusts: ['111122223333'] }],
  // AWS Config knows this flow by its ARN, the others by their names.
  discoveredResources: [
    { resourceId: flowArn('billing'), resourceName: 'billing' },
    { resourceId: 'orders', resourceName: 'orders' },
  ],
};
