import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput } from '../operation.ts';
import { partitionOf, placeKey } from '../place.ts';
import { ruleArnOf, ruleIdOf } from '../rule-identity.ts';
import { refuse } from '../service-error.ts';
import { entryOf } from '../state.ts';
import { badToken, nextToken, ruleName } from './config-requests.ts';

const rulesInput = v.object({
  ConfigRuleNames: v.nullish(
    v.pipe(v.array(ruleName), v.maxLength(25, 'Member must have length less than or equal to 25')),
  ),
  NextToken: nextToken,
  Filters: v.nullish(v.object({ EvaluationMode: v.nullish(v.picklist(['DETECTIVE', 'PROACTIVE'])) })),
});

/**
 * The world's rule, which every place has, and others with results there; all have the world's parameters.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
 */
export const describeConfigRules: Operation = (call) => {
  const { ConfigRuleNames, NextToken, Filters } = readInput(call, rulesInput);
  authorize(call, { action: 'config:DescribeConfigRules', resource: '*' });
  for (const name of ConfigRuleNames ?? []) refuseUnknownRule(call, name);
  const isWanted = Filters?.EvaluationMode !== 'PROACTIVE';
  const { items, nextToken: next } = call.pager.page({
    of: `rules of ${placeKey(call.caller)}`,
    token: NextToken ?? undefined,
    size: 25,
    list: () => (isWanted ? [...new Set(ConfigRuleNames ?? rulesIn(call))] : []),
    badToken,
  });
  return { ConfigRules: items.map((name) => ruleItem(call, name)), NextToken: next };
};

const rulesIn = ({ caller, state }: Call): readonly string[] => {
  const withResults = [...entryOf(state.results, caller).values()].map(({ ConfigRuleName }) => ConfigRuleName);
  return [...new Set([state.world.rule, ...withResults])].filter((name) => !state.world.deletedRules.includes(name));
};

export const refuseUnknownRule = (call: Call, name: string): void => {
  const { rule, deletedRules } = call.state.world;
  const isKnown = name === rule ? !deletedRules.includes(name) : rulesIn(call).includes(name);
  if (!isKnown) {
    throw refuse('NoSuchConfigRuleException', `The ConfigRule '${name}' provided in the request is invalid.`);
  }
};

const ruleItem = ({ caller, state: { world } }: Call, ConfigRuleName: string) => {
  const { account, region } = caller;
  const ConfigRuleId = ruleIdOf(world, ConfigRuleName);
  const messages = [
    'ConfigurationItemChangeNotification',
    'OversizedConfigurationItemChangeNotification',
    'ScheduledNotification',
  ];
  return {
    ConfigRuleName,
    ConfigRuleArn: ruleArnOf(caller, ConfigRuleId),
    ConfigRuleId,
    Scope: { ComplianceResourceTypes: ['AWS::AppFlow::Flow', 'AWS::KMS::Key'] },
    Source: {
      Owner: 'CUSTOM_LAMBDA',
      SourceIdentifier: `arn:${partitionOf(region)}:lambda:${region}:${account}:function:appflow-flow-cmk`,
      SourceDetails: messages.map((MessageType) => ({ EventSource: 'aws.config', MessageType })),
    },
    InputParameters: JSON.stringify(world.ruleParameters),
    ConfigRuleState: 'ACTIVE',
    EvaluationModes: [{ Mode: 'DETECTIVE' }],
  };
};
