import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as appflow from '@aws-sdk/client-appflow';
import * as config from '@aws-sdk/client-config-service';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as securityHub from '@aws-sdk/client-securityhub';
import * as sts from '@aws-sdk/client-sts';
import { CALLS, callOf, type Operation } from '../../lambda/aws/calls.ts';
import { NOTHING_ASKED } from '../../lambda/core/model/key.ts';
import { actionOf } from '../builders/action-of.ts';

const OPERATIONS = Object.keys(CALLS) as readonly Operation[];
const SDK: Readonly<Record<string, object>> = {
  'access-analyzer': accessAnalyzer,
  appflow,
  config,
  kms,
  s3,
  secretsmanager: secretsManager,
  securityhub: securityHub,
  sts,
};

it.each(OPERATIONS)('%s is an operation of the SDK of its service, and its action is named alike', (operation) => {
  const { action } = callOf(operation);
  const [service = ''] = action.split(':');
  expect(action).toBe(actionOf(service, operation));
  expect(Object.keys(SDK[service] ?? {})).toContain(`${operation}Command`);
});

it('KMS answers three of them across accounts, as its permissions reference says', () => {
  expect(OPERATIONS.filter((operation) => callOf(operation).acrossAccounts)).toEqual([
    'DescribeKey',
    'GetKeyRotationStatus',
    'ListGrants',
  ]);
});

it('an answer is relied on only with the member that was asked for; writes have none', () => {
  expect(Object.fromEntries(OPERATIONS.map((operation) => [operation, callOf(operation).needs]))).toEqual({
    PutEvaluations: undefined,
    ListDiscoveredResources: 'resourceIdentifiers',
    GetComplianceDetailsByConfigRule: 'EvaluationResults',
    ListFlows: 'flows',
    DescribeFlow: 'flowName',
    DescribeKey: 'KeyMetadata',
    ListResourceTags: 'Tags',
    GetKeyRotationStatus: 'KeyRotationEnabled',
    GetKeyPolicy: 'Policy',
    ListGrants: 'Grants',
    ListKeyRotations: 'Rotations',
    GetKeyLastUsage: 'KeyLastUsage',
    ListAliases: 'Aliases',
    DescribeFlowExecutionRecords: 'flowExecutions',
    DescribeConnectorProfiles: 'connectorProfileDetails',
    DescribeSecret: 'ARN',
    GetBucketEncryption: 'ServerSideEncryptionConfiguration',
    AssumeRole: 'Credentials',
    CheckNoPublicAccess: 'result',
    BatchImportFindings: undefined,
    GetFindings: 'Findings',
  });
});

it('every answer that a check may need comes of some call', () => {
  const given = new Set(OPERATIONS.flatMap((operation) => callOf(operation).gives ?? []));
  expect([...given].sort()).toEqual(Object.keys(NOTHING_ASKED).sort());
});
