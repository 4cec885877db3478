import { checkFiles } from '../../cli/check/check-files.ts';
import { readCloudFormation } from '../../cli/check/cloudformation/read-cloudformation.ts';
import { NO_KEY_IS_KNOWN } from '../../cli/check/existing-keys.ts';
import { parameters } from '../builders/parameters.ts';
import { readText } from '../cloudformation/read-template.ts';
import { EVERYTHING, READER, USER } from './compliant-keys.ts';

const FLOW = `
  Orders:
    Type: AWS::AppFlow::Flow
    Properties:
      FlowName: orders
      KMSArn: !GetAtt Key.Arn
      Tags: [{ Key: DataClass, Value: !Ref DataClass }]
      TriggerConfig: { TriggerType: OnDemand }
      Tasks: [{ TaskType: Map_all, SourceFields: [] }]
      SourceFlowConfig:
        ConnectorType: S3
        SourceConnectorProperties: { S3: { BucketName: !Ref Lake, BucketPrefix: orders } }
      DestinationFlowConfigList:
        - ConnectorType: S3
          DestinationConnectorProperties: { S3: { BucketName: !Ref Lake } }
  Lake:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: !GetAtt Key.Arn }
`;

const STRICTEST = {
  requiredKeyTags: 'Owner=data-platform,DataClass=PII|Secret,CostCenter=4711',
  matchingTags: 'DataClass',
  maxRotationPeriodInDays: '90',
  nonRotatableKeys: 'reject',
  keyAliasPattern: 'alias/appflow-*',
  maxFlowsPerKey: '1',
  checkConnectorProfiles: 'true',
  checkBuckets: 'true',
  keyUsers: `${USER},${READER}`,
  keyDuties: 'strict',
} as const;

const PLACE = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-west-1' };

/** How a flow stands that one template makes together with the key and a bucket; the command reads it as any other template. */
const answerOn = async (changed: Readonly<Record<string, string>> = {}) => {
  const given = { ...PLACE, AliasPrefix: 'appflow-', ConnectorProfiles: 'true', ...EVERYTHING, ...changed };
  const text = readText('compliant-key.yaml').replace(/\nOutputs:/, `${FLOW}\nOutputs:`);
  const file = readCloudFormation('key-and-flow.yaml', text, new Map(Object.entries(given)));
  const demands = { parameters: parameters(STRICTEST), now: new Date('2026-11-24T12:00:00Z') };
  const { flows } = await checkFiles([file], STRICTEST, demands, NO_KEY_IS_KNOWN);
  return flows.map(({ answer, reasons, unknown }) => ({ answer, codes: reasons.map(({ code }) => code), unknown }));
};

describe('the key of compliant-key.yaml, before it is there', () => {
  it('passes under the strictest parameters', async () => {
    expect(await answerOn({ RotationPeriodInDays: '90' })).toEqual([{ answer: 'pass', codes: [], unknown: [] }]);
  });

  it('fails where it is deployed otherwise', async () => {
    expect(await answerOn({ RotationPeriodInDays: '91', CostCenter: '4712', ReaderRoleArns: `${READER}-2` })).toEqual([
      { answer: 'fail', codes: ['KEY_USER_NOT_ALLOWED', 'ROTATION_TOO_SLOW', 'TAG_VALUE_NOT_ALLOWED'], unknown: [] },
    ]);
  });
});
