import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput } from '../operation.ts';
import { type Place, partitionOf, placeKey } from '../place.ts';
import { refuse } from '../service-error.ts';
import type { RuleResult } from '../state.ts';
import type { World } from '../world.ts';
import { badToken, nextToken, pageSize, ruleName } from './config-requests.ts';
import { resultItem } from './config-results.ts';

type Aggregator = World['aggregators'][number];

const aggregatorName = v.pipe(
  v.string('Member must not be null'),
  v.regex(/^[\w-]{1,256}$/, 'Member must satisfy regular expression pattern: [\\w\\-]+'),
);
const accountId = v.pipe(
  v.string('Member must not be null'),
  v.regex(/^\d{12}$/, 'Member must satisfy regular expression pattern: \\d{12}'),
);
const regionName = v.pipe(
  v.string('Member must not be null'),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(64, 'Member must have length less than or equal to 64'),
);
const complianceType = v.picklist(
  ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'],
  'Member must satisfy enum value set: [COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, INSUFFICIENT_DATA]',
);
const limit = v.nullish(v.number());

const describeInput = v.object({
  ConfigurationAggregatorNames: v.nullish(
    v.pipe(v.array(aggregatorName), v.maxLength(10, 'Member must have length less than or equal to 10')),
  ),
  Limit: limit,
  NextToken: nextToken,
});

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregators.html */
export const describeConfigurationAggregators: Operation = (call) => {
  const input = readInput(call, describeInput);
  authorize(call, { action: 'config:DescribeConfigurationAggregators', resource: '*' });
  const named = input.ConfigurationAggregatorNames?.map((name) => namedAggregator(call, name));
  const { items, nextToken: next } = call.pager.page({
    of: `aggregators of ${placeKey(call.caller)}`,
    token: input.NextToken ?? undefined,
    size: pageSize(input.Limit, { most: 100, usual: 100 }),
    list: () => named ?? aggregatorsIn(call),
    badToken,
  });
  return { ConfigurationAggregators: items.map((it) => aggregatorItem(call, it)), NextToken: next };
};

const complianceInput = v.object({
  ConfigurationAggregatorName: aggregatorName,
  Filters: v.nullish(
    v.object({
      ConfigRuleName: v.nullish(ruleName),
      ComplianceType: v.nullish(complianceType),
      AccountId: v.nullish(accountId),
      AwsRegion: v.nullish(regionName),
    }),
  ),
  Limit: limit,
  NextToken: nextToken,
});

/**
 * A line for each rule in each place that has results of it.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeAggregateComplianceByConfigRules.html
 */
export const describeAggregateComplianceByConfigRules: Operation = (call) => {
  const input = readInput(call, complianceInput);
  authorize(call, { action: 'config:DescribeAggregateComplianceByConfigRules', resource: '*' });
  const aggregator = namedAggregator(call, input.ConfigurationAggregatorName);
  const { ConfigRuleName, ComplianceType, AccountId, AwsRegion } = input.Filters ?? {};
  const { items, nextToken: next } = call.pager.page({
    of: `aggregate compliance ${JSON.stringify([aggregator.name, input.Filters])}`,
    token: input.NextToken ?? undefined,
    size: pageSize(input.Limit, { most: 1000, usual: 1000 }),
    list: () =>
      placesOf(call, aggregator)
        .filter(
          ({ place }) => (AccountId ?? place.account) === place.account && (AwsRegion ?? place.region) === place.region,
        )
        .flatMap(complianceByRule)
        .filter(
          (it) =>
            (ConfigRuleName ?? it.ConfigRuleName) === it.ConfigRuleName &&
            (ComplianceType ?? it.Compliance.ComplianceType) === it.Compliance.ComplianceType,
        ),
    badToken,
    emptySecondPage: call.state.world.emptyListPage,
  });
  return { AggregateComplianceByConfigRules: items, NextToken: next };
};

const detailsInput = v.object({
  ConfigurationAggregatorName: aggregatorName,
  ConfigRuleName: ruleName,
  AccountId: accountId,
  AwsRegion: regionName,
  ComplianceType: v.nullish(complianceType),
  Limit: limit,
  NextToken: nextToken,
});

const detailed = ['COMPLIANT', 'NON_COMPLIANT'];

/**
 * What one rule says in one place: nothing of what is not applicable, nor of a rule that is not there.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateComplianceDetailsByConfigRule.html
 */
export const getAggregateComplianceDetailsByConfigRule: Operation = (call) => {
  const input = readInput(call, detailsInput);
  authorize(call, { action: 'config:GetAggregateComplianceDetailsByConfigRule', resource: '*' });
  const aggregator = namedAggregator(call, input.ConfigurationAggregatorName);
  const { ConfigRuleName, ComplianceType, AccountId, AwsRegion } = input;
  if (ComplianceType != null && !detailed.includes(ComplianceType)) {
    throw refuse('ValidationException', `${ComplianceType} is no compliance type that this call takes.`);
  }
  const { items, nextToken: next } = call.pager.page({
    of: `aggregate results ${JSON.stringify([aggregator.name, ConfigRuleName, ComplianceType, AccountId, AwsRegion])}`,
    token: input.NextToken ?? undefined,
    size: pageSize(input.Limit, { most: 100, usual: 50 }),
    list: () =>
      gathers(aggregator, AccountId)
        ? resultsIn(call, { account: AccountId, region: AwsRegion }).filter(
            (it) =>
              it.ConfigRuleName === ConfigRuleName &&
              detailed.includes(it.ComplianceType) &&
              (ComplianceType ?? it.ComplianceType) === it.ComplianceType,
          )
        : [],
    badToken,
    emptySecondPage: call.state.world.emptyListPage,
  });
  return {
    AggregateEvaluationResults: items.map((it) => ({ ...resultItem(it), AccountId, AwsRegion })),
    NextToken: next,
  };
};

const aggregatorsIn = ({ state: { world }, caller }: Call): readonly Aggregator[] =>
  world.aggregators.filter(
    ({ account = world.account, region = world.region }) => account === caller.account && region === caller.region,
  );

const namedAggregator = (call: Call, name: string): Aggregator => {
  const found = aggregatorsIn(call).find((it) => it.name === name);
  if (found === undefined) {
    throw refuse('NoSuchConfigurationAggregatorException', `The configuration aggregator ${name} does not exist.`);
  }
  return found;
};

const gathers = ({ accounts }: Aggregator, account: string): boolean => accounts?.includes(account) ?? true;

interface PlaceResults {
  readonly place: Place;
  readonly results: readonly RuleResult[];
}

const placesOf = ({ state }: Call, aggregator: Aggregator): readonly PlaceResults[] =>
  [...state.results]
    .map(([key, results]) => ({ place: placeOf(key), results: [...results.values()] }))
    .filter(({ place }) => gathers(aggregator, place.account));

const placeOf = (key: string): Place => {
  const [account = '', region = ''] = key.split('/');
  return { account, region };
};

const resultsIn = ({ state }: Call, place: Place): readonly RuleResult[] => [
  ...(state.results.get(placeKey(place))?.values() ?? []),
];

const mostCounted = 25;

const complianceByRule = ({ place, results }: PlaceResults) => {
  const byRule = new Map<string, string[]>();
  for (const { ConfigRuleName, ComplianceType } of results) {
    const types = byRule.get(ConfigRuleName) ?? [];
    byRule.set(ConfigRuleName, types);
    types.push(ComplianceType);
  }
  return [...byRule].map(([ConfigRuleName, types]) => ({
    ConfigRuleName,
    Compliance: complianceOf(types),
    AccountId: place.account,
    AwsRegion: place.region,
  }));
};

/** Of a rule: the worst of its results and how many these are, up to 25. With results of neither kind it has too little data. */
const complianceOf = (types: readonly string[]) => {
  const ComplianceType = ['NON_COMPLIANT', 'COMPLIANT'].find((type) => types.includes(type)) ?? 'INSUFFICIENT_DATA';
  const count = types.filter((type) => type === ComplianceType).length;
  const counted = { CappedCount: Math.min(count, mostCounted), CapExceeded: count > mostCounted };
  return { ComplianceType, ...(count > 0 ? { ComplianceContributorCount: counted } : {}) };
};

const aggregatorItem = ({ caller: { account, region } }: Call, { name, accounts }: Aggregator) => {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const RoleArn = `arn:${partitionOf(region)}:iam::${account}:role/config-aggregator`;
  return {
    ConfigurationAggregatorName: name,
    ConfigurationAggregatorArn: `arn:${partitionOf(region)}:config:${region}:${account}:config-aggregator/config-aggregator-${id}`,
    ...(accounts === undefined
      ? { OrganizationAggregationSource: { RoleArn, AllAwsRegions: true } }
      : { AccountAggregationSources: [{ AccountIds: accounts, AllAwsRegions: true }] }),
    CreationTime: 1767225600,
    LastUpdatedTime: 1767225600,
  };
};
