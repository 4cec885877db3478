import type { AnswerName } from '../core/model/key.ts';

/** What the rule knows of one operation of AWS. */
interface Call {
  /** The IAM action that allows it. */
  readonly action: string;
  /** The member without which an answer says nothing; every member is optional in the SDK's types. */
  readonly needs?: string;
  /** Whether KMS answers it to a caller of another account than the key's; https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html */
  readonly acrossAccounts?: true;
  /** The answers about a key that come of it; left out: it serves every flow, or none. */
  readonly gives?: readonly AnswerName[];
  /** What the action is allowed on, in words. */
  readonly resource: string;
  /** When the rule calls it, in terms of the template's parameters. */
  readonly when: string;
}

const FLOWS = 'flows of the account and Region';
const NO_RESOURCE_LEVEL = '`*` (no resource level)';

/** The one table of every operation that the rule calls: answers are checked by it, and permissions are documented from it. */
export const CALLS = {
  PutEvaluations: { action: 'config:PutEvaluations', resource: NO_RESOURCE_LEVEL, when: 'always' },
  ListDiscoveredResources: {
    action: 'config:ListDiscoveredResources',
    needs: 'resourceIdentifiers',
    resource: NO_RESOURCE_LEVEL,
    when: 'always',
  },
  GetComplianceDetailsByConfigRule: {
    action: 'config:GetComplianceDetailsByConfigRule',
    needs: 'EvaluationResults',
    resource: 'rules of the account and Region',
    when: 'always',
  },
  ListFlows: { action: 'appflow:ListFlows', needs: 'flows', gives: ['flowsOnKey'], resource: FLOWS, when: 'always' },
  DescribeFlow: {
    action: 'appflow:DescribeFlow',
    needs: 'flowName',
    gives: ['flowsOnKey'],
    resource: FLOWS,
    when: 'always',
  },
  DescribeKey: {
    action: 'kms:DescribeKey',
    needs: 'KeyMetadata',
    acrossAccounts: true,
    gives: ['flowsOnKey', 'profileSecrets', 'bucketKeys'],
    resource: 'keys',
    when: 'always',
  },
  ListResourceTags: {
    action: 'kms:ListResourceTags',
    needs: 'Tags',
    gives: ['tags'],
    resource: 'keys',
    when: 'always',
  },
  GetKeyRotationStatus: {
    action: 'kms:GetKeyRotationStatus',
    needs: 'KeyRotationEnabled',
    acrossAccounts: true,
    gives: ['rotation'],
    resource: 'keys',
    when: '`RequireRotation=true`',
  },
  GetKeyPolicy: {
    action: 'kms:GetKeyPolicy',
    needs: 'Policy',
    gives: ['policy'],
    resource: 'keys',
    when: '`CheckKeyPolicy=true`, `KeyUsers` given, `KeyDuties` other than `any`',
  },
  ListGrants: {
    action: 'kms:ListGrants',
    needs: 'Grants',
    acrossAccounts: true,
    gives: ['grants'],
    resource: 'keys',
    when: '`KeyUsers` given',
  },
  ListKeyRotations: {
    action: 'kms:ListKeyRotations',
    needs: 'Rotations',
    gives: ['newestOnDemandRotation'],
    resource: 'keys',
    when: '`NonRotatableKeys=onDemand`',
  },
  GetKeyLastUsage: {
    action: 'kms:GetKeyLastUsage',
    needs: 'KeyLastUsage',
    gives: ['keyUse'],
    resource: 'keys',
    when: '`CheckKeyUse=true`',
  },
  ListAliases: {
    action: 'kms:ListAliases',
    needs: 'Aliases',
    gives: ['aliases'],
    resource: NO_RESOURCE_LEVEL,
    when: '`KeyAliasPattern` given',
  },
  DescribeFlowExecutionRecords: {
    action: 'appflow:DescribeFlowExecutionRecords',
    needs: 'flowExecutions',
    gives: ['keyUse'],
    resource: FLOWS,
    when: '`CheckKeyUse=true`',
  },
  DescribeConnectorProfiles: {
    action: 'appflow:DescribeConnectorProfiles',
    needs: 'connectorProfileDetails',
    gives: ['profileSecrets'],
    resource: NO_RESOURCE_LEVEL,
    when: '`CheckConnectorProfiles=true`',
  },
  DescribeSecret: {
    action: 'secretsmanager:DescribeSecret',
    needs: 'ARN',
    gives: ['profileSecrets'],
    resource: "AppFlow's own secrets",
    when: '`CheckConnectorProfiles=true`',
  },
  GetBucketEncryption: {
    action: 's3:GetEncryptionConfiguration',
    needs: 'ServerSideEncryptionConfiguration',
    gives: ['bucketKeys'],
    resource: 'buckets of the account',
    when: '`CheckBuckets=true`',
  },
  AssumeRole: {
    action: 'sts:AssumeRole',
    needs: 'Credentials',
    resource: 'the named role',
    when: '`KeyAccountRoleName`, `ExecutionRoleName` given',
  },
  CheckNoPublicAccess: {
    action: 'access-analyzer:CheckNoPublicAccess',
    needs: 'result',
    resource: NO_RESOURCE_LEVEL,
    when: '`PolicySecondOpinion=true`',
  },
  BatchImportFindings: {
    action: 'securityhub:BatchImportFindings',
    resource: "the account's own product",
    when: '`SecurityHubFindings=true`',
  },
  GetFindings: {
    action: 'securityhub:GetFindings',
    needs: 'Findings',
    resource: "the account's own hub",
    when: '`SecurityHubFindings=true`',
  },
} as const satisfies Readonly<Record<string, Call>>;

export type Operation = keyof typeof CALLS;

export const callOf = (operation: Operation): Call => CALLS[operation];
