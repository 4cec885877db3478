import {
  type AggregateEvaluationResult,
  type ConfigServiceClient,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeConfigurationAggregatorsCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import pLimit from 'p-limit';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import type { ReportedResult, RuleResults } from '../reporting/audit-of-results.ts';
import { pagesOf } from './pages.ts';

/** A rule in an account and Region, by the name that it has there. */
export interface RuleInPlace {
  readonly account: string;
  readonly region: string;
  readonly ruleName: string;
}

/** A configuration aggregator, as far as this command asks it. */
export interface Aggregator {
  /** Every rule that has a result in an account and Region that it collects from, whatever its name. */
  readonly rules: () => Promise<readonly RuleInPlace[]>;
  /** All results of a rule; what cannot be read is said, never thrown. */
  readonly resultsOf: (rule: RuleInPlace) => Promise<RuleResults>;
}

type Config = Pick<ConfigServiceClient, 'send'>;

/** AWS publishes no rate for these operations, and throttling is reported for their twins of a single account. */
const CALLS_AT_ONE_TIME = 2;

/** The most that AWS Config gives at once. */
const RULES_A_PAGE = 1000;
const RESULTS_A_PAGE = 100;

const AGGREGATOR_NAME = /^[\w-]{1,256}$/;

/** It knows no others. */
const COMPLIANCE_TYPES = ['NON_COMPLIANT', 'COMPLIANT'] as const;

/**
 * The aggregator of this name in the account and Region of the client, asked by at most two calls at one time; how often a
 * throttled call is tried again is the client's. `signal` ends the calls.
 *
 * `rules` throws an InvalidInputError where there is no such aggregator, or where it may not be read, and an AwsCallError where
 * AWS gives no answer. It asks without a filter, 1,000 rules a call: a filter takes one whole name, and a rule of an organization
 * or of a conformance pack has another in each.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeAggregateComplianceByConfigRules.html
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateComplianceDetailsByConfigRule.html
 */
export const openAggregator = (config: Config, name: string, signal: AbortSignal): Aggregator => {
  const limit = pLimit(CALLS_AT_ONE_TIME);
  const options = { abortSignal: signal };

  const rules = async (): Promise<readonly RuleInPlace[]> => {
    if (!AGGREGATOR_NAME.test(name)) {
      throw new InvalidInputError(
        `--aggregator: ${quote(name)} is not the name of an aggregator: letters, digits, "_" and "-" are allowed`,
      );
    }
    const found: RuleInPlace[] = [];
    const pages = pagesOf((NextToken) =>
      limit(() =>
        config.send(
          new DescribeAggregateComplianceByConfigRulesCommand({
            ConfigurationAggregatorName: name,
            Limit: RULES_A_PAGE,
            NextToken,
          }),
          options,
        ),
      ),
    );
    try {
      for await (const { AggregateComplianceByConfigRules = [] } of pages) {
        for (const { AccountId: account, AwsRegion: region, ConfigRuleName } of AggregateComplianceByConfigRules) {
          if (account === undefined || region === undefined || ConfigRuleName === undefined) continue;
          found.push({ account, region, ruleName: ConfigRuleName });
        }
      }
    } catch (error) {
      throw await errorOfAggregator(config, name, error);
    }
    return found;
  };

  const resultsOf = async ({ account, region, ruleName }: RuleInPlace): Promise<RuleResults> => {
    const results: ReportedResult[] = [];
    try {
      for (const complianceType of COMPLIANCE_TYPES) {
        const pages = pagesOf((NextToken) =>
          limit(() =>
            config.send(
              new GetAggregateComplianceDetailsByConfigRuleCommand({
                ConfigurationAggregatorName: name,
                ConfigRuleName: ruleName,
                AccountId: account,
                AwsRegion: region,
                ComplianceType: complianceType,
                Limit: RESULTS_A_PAGE,
                NextToken,
              }),
              options,
            ),
          ),
        );
        for await (const { AggregateEvaluationResults = [] } of pages) {
          results.push(...AggregateEvaluationResults.flatMap((result) => toResult(result, complianceType)));
        }
      }
    } catch (error) {
      return {
        ruleName,
        results,
        missingBecause: becauseOf('config:GetAggregateComplianceDetailsByConfigRule', error, signal),
      };
    }
    return { ruleName, results };
  };

  return { rules, resultsOf };
};

const toResult = (
  { EvaluationResultIdentifier, Annotation, ResultRecordedTime }: AggregateEvaluationResult,
  complianceType: ReportedResult['complianceType'],
): readonly ReportedResult[] => {
  const { ResourceType: resourceType, ResourceId: resourceId } =
    EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
  if (resourceType === undefined || resourceId === undefined) return [];
  return [
    {
      resourceType,
      resourceId,
      complianceType,
      annotation: Annotation ?? '',
      ...(ResultRecordedTime === undefined ? {} : { recordedAt: ResultRecordedTime }),
    },
  ];
};

const becauseOf = (action: string, error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return 'the report was interrupted';
  if (awsErrorKind(error) === 'denied') return `${action} is denied`;
  return new AwsCallError(action, 'this place', error).message;
};

const LISTING = 'config:DescribeAggregateComplianceByConfigRules';

const errorOfAggregator = async (config: Config, name: string, error: unknown): Promise<Error> => {
  const kind = error instanceof Error ? error.name : '';
  if (kind === 'NoSuchConfigurationAggregatorException') {
    return new InvalidInputError(
      `--aggregator: ${quote(name)} does not exist in this account and Region; ${await thoseThatExist(config)}`,
    );
  }
  if (awsErrorKind(error) === 'denied') {
    return new InvalidInputError(
      `--aggregator: ${LISTING} is denied; use credentials of the aggregator's account that allow it`,
    );
  }
  return new AwsCallError(LISTING, `aggregator ${name}`, error);
};

/** A clause that helps on; whatever fails here must not hide what failed first. */
const thoseThatExist = async (config: Config): Promise<string> => {
  const names: string[] = [];
  const pages = pagesOf((NextToken) =>
    config.send(new DescribeConfigurationAggregatorsCommand({ Limit: 100, NextToken })),
  );
  try {
    for await (const { ConfigurationAggregators = [] } of pages) {
      names.push(
        ...ConfigurationAggregators.flatMap(({ ConfigurationAggregatorName }) => ConfigurationAggregatorName ?? []),
      );
    }
  } catch {
    return 'those that exist could not be listed';
  }
  return names.length === 0 ? 'there is none' : `there is ${names.sort().map(quote).join(', ')}`;
};
