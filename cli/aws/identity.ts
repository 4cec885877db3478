import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { AwsCallError } from '../../lambda/aws/aws-error.ts';
import { parseArn } from '../../lambda/core/model/arn.ts';

/** Whose credentials they are. */
export interface CallerIdentity {
  readonly account: string;
  /** Of a user, of the root user, or of a session: `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
  readonly partition: string;
}

/**
 * Asks STS who the client's credentials belong to; nobody can be denied that. Throws an AwsCallError where STS gives no answer:
 * no credentials, or expired ones.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const readCallerIdentity = async (sts: Pick<STSClient, 'send'>): Promise<CallerIdentity> => {
  try {
    const { Account: account, Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const partition = parseArn(arn)?.partition;
    if (account === undefined || partition === undefined) throw new Error('STS answered without Account or Arn');
    return { account, arn, partition };
  } catch (error) {
    throw new AwsCallError('sts:GetCallerIdentity', 'these credentials', error);
  }
};
