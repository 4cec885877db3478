import { type ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';

/** A rule as AWS Config knows it. */
export interface DeployedRule {
  readonly name: string;
  readonly arn: string;
  /** The JSON of its InputParameters; empty where it has none. */
  readonly inputParameters: string;
}

const ACTION = 'config:DescribeConfigRules';

/**
 * The rule with this name, in the account and Region of the client. Throws an InvalidInputError where there is none or it may
 * not be seen. https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
 */
export const readDeployedRule = async (
  config: Pick<ConfigServiceClient, 'send'>,
  name: string,
  region: string,
): Promise<DeployedRule> => {
  try {
    const { ConfigRules = [] } = await config.send(new DescribeConfigRulesCommand({ ConfigRuleNames: [name] }));
    const [rule] = ConfigRules;
    if (rule?.ConfigRuleArn === undefined) throw new Error('AWS Config answered without a ConfigRuleArn');
    return { name, arn: rule.ConfigRuleArn, inputParameters: rule.InputParameters ?? '' };
  } catch (error) {
    const kind = awsErrorKind(error);
    if (kind === 'rule-gone') {
      throw new InvalidInputError(
        `--rule: AWS Config has no rule ${quote(name)} in ${region}; an organization's rule has a name of its own in each account, which the console shows`,
      );
    }
    if (kind === 'denied') throw new InvalidInputError(`--rule: ${ACTION} is denied to these credentials; allow it`);
    throw new AwsCallError(ACTION, `rule ${name}`, error);
  }
};
