import * as v from 'valibot';
import { authorize, type Operation, readInput, type Service } from '../operation.ts';
import { partitionOf, placeKey } from '../place.ts';
import { refuse } from '../service-error.ts';
import { entryOf } from '../state.ts';
import {
  describeAggregateComplianceByConfigRules,
  describeConfigurationAggregators,
  getAggregateComplianceDetailsByConfigRule,
} from './config-aggregators.ts';
import { putEvaluations } from './config-put-evaluations.ts';
import { describeConfigurationRecorderStatus, describeConfigurationRecorders } from './config-recorders.ts';
import { badToken, nextToken } from './config-requests.ts';
import { recordedTypes } from './config-resource-types.ts';
import { resultItem } from './config-results.ts';
import { describeConfigRules, refuseUnknownRule } from './config-rules.ts';

/** The model lets a rule's name have 128 characters, but this call takes 64. */
const complianceInput = v.object({
  ConfigRuleName: v.pipe(
    v.string('Member must not be null'),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(64, 'Member must have length less than or equal to 64'),
  ),
  ComplianceTypes: v.nullish(
    v.pipe(v.array(v.string()), v.maxLength(3, 'Member must have length less than or equal to 3')),
  ),
  Limit: v.nullish(
    v.pipe(
      v.number(),
      v.minValue(0, 'Member must have value greater than or equal to 0'),
      v.maxValue(100, 'Member must have value less than or equal to 100'),
    ),
  ),
  NextToken: nextToken,
});

const reportable = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'];

const getComplianceDetailsByConfigRule: Operation = (call) => {
  const input = readInput(call, complianceInput);
  const { caller, state, pager } = call;
  const { region, account } = caller;
  const resource = `arn:${partitionOf(region)}:config:${region}:${account}:config-rule/*`;
  authorize(call, { action: 'config:GetComplianceDetailsByConfigRule', resource });
  const types = input.ComplianceTypes ?? undefined;
  const refused = types?.find((type) => !reportable.includes(type));
  if (refused !== undefined) {
    throw refuse('InvalidParameterValueException', `${refused} is no compliance type that this call takes.`);
  }
  refuseUnknownRule(call, input.ConfigRuleName);
  const { items, nextToken: NextToken } = pager.page({
    of: `results of ${input.ConfigRuleName} in ${placeKey(caller)}`,
    // Rules made with rdklib send an empty token for the first page, and AWS Config answers them.
    token: input.NextToken || undefined,
    size: input.Limit || 10,
    list: () =>
      [...entryOf(state.results, caller).values()].filter(
        (it) => it.ConfigRuleName === input.ConfigRuleName && (types?.includes(it.ComplianceType) ?? true),
      ),
    badToken,
  });
  return { EvaluationResults: items.map(resultItem), NextToken };
};

const discoveredInput = v.object({
  resourceType: v.picklist(recordedTypes, `Member must satisfy enum value set: [${recordedTypes.join(', ')}]`),
  resourceIds: v.nullish(
    v.pipe(v.array(v.string()), v.maxLength(20, 'Member must have length less than or equal to 20')),
  ),
  resourceName: v.nullish(v.string()),
  limit: v.nullish(v.number()),
  nextToken,
});

const listDiscoveredResources: Operation = (call) => {
  const input = readInput(call, discoveredInput);
  const { caller, state, pager } = call;
  authorize(call, { action: 'config:ListDiscoveredResources', resource: '*' });
  const limit = input.limit ?? 100;
  if (limit < 0 || limit > 100) throw refuse('InvalidLimitException', 'The limit must be from 0 to 100.');
  if (input.nextToken === '') throw badToken();
  if (!state.world.recorder) {
    throw refuse('NoAvailableConfigurationRecorderException', 'Configuration recorder is not available.');
  }
  const { items, nextToken: next } = pager.page({
    of: `${input.resourceType} of ${placeKey(caller)}`,
    token: input.nextToken ?? undefined,
    size: limit || 100,
    list: () =>
      (state.discoveredResources.get(placeKey(caller)) ?? []).filter(
        ({ resourceType, resourceId, resourceName }) =>
          resourceType === input.resourceType &&
          (input.resourceIds?.includes(resourceId) ?? true) &&
          (input.resourceName ?? resourceName) === resourceName,
      ),
    badToken,
  });
  return { resourceIdentifiers: items, nextToken: next };
};

const startConfigRulesEvaluation: Operation = (call) => {
  const names = v.pipe(
    v.array(v.string(), 'Member must not be null'),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(25, 'Member must have length less than or equal to 25'),
  );
  const { ConfigRuleNames } = readInput(call, v.object({ ConfigRuleNames: names }));
  authorize(call, { action: 'config:StartConfigRulesEvaluation', resource: '*' });
  for (const name of ConfigRuleNames) refuseUnknownRule(call, name);
  const { account, region } = call.caller;
  call.state.reevaluations.push({ account, region, rules: ConfigRuleNames });
  return {};
};

export const config: Service = {
  name: 'config',
  signingName: 'config',
  protocol: 'json-1.1',
  target: 'StarlingDoveService',
  internalError: 'InternalFailure',
  messageMember: 'message',
  operations: {
    PutEvaluations: putEvaluations,
    GetComplianceDetailsByConfigRule: getComplianceDetailsByConfigRule,
    ListDiscoveredResources: listDiscoveredResources,
    StartConfigRulesEvaluation: startConfigRulesEvaluation,
    DescribeConfigRules: describeConfigRules,
    DescribeConfigurationRecorders: describeConfigurationRecorders,
    DescribeConfigurationRecorderStatus: describeConfigurationRecorderStatus,
    DescribeConfigurationAggregators: describeConfigurationAggregators,
    DescribeAggregateComplianceByConfigRules: describeAggregateComplianceByConfigRules,
    GetAggregateComplianceDetailsByConfigRule: getAggregateComplianceDetailsByConfigRule,
  },
};
