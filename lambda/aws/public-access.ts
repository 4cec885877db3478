import type { Answer } from '../core/model/answer.ts';
import type { Key } from '../core/model/key.ts';
import { ask } from './ask.ts';
import type { Aws } from './clients/connection.ts';

/**
 * Whether IAM Access Analyzer takes this policy of a key for public. Needs no analyzer; throws an AwsCallError where AWS gave no
 * answer. https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
 */
export const isPolicyPublic = async (aws: Aws, { arn }: Key, policyDocument: string): Promise<Answer<boolean>> => {
  const { AccessAnalyzerClient, CheckNoPublicAccessCommand } = await import('./optional/access-analyzer.ts');
  return ask('CheckNoPublicAccess', `the policy of key ${arn}`, async () => {
    const command = new CheckNoPublicAccessCommand({ policyDocument, resourceType: 'AWS::KMS::Key' });
    const { result } = await aws.clientIn(AccessAnalyzerClient, aws.where.region).send(command, aws.spare);
    return result === 'FAIL';
  });
};
