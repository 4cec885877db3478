import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';

const template = readDefinition('aggregator-query.yaml');
const properties = (overrides: Readonly<Record<string, string>> = {}) =>
  evaluate(at(template, 'Resources', 'NonCompliantFlows', 'Properties'), deploy(template, overrides));
const expression = String(at(properties(), 'QueryExpression'));

/** The properties of AWS::Config::ResourceCompliance that a query may name, as AWS publishes them. */
const QUERYABLE = [
  'accountId',
  'arn',
  'awsRegion',
  'configuration.complianceType',
  'configuration.configRuleList',
  'configuration.configRuleList.complianceType',
  'configuration.configRuleList.configRuleArn',
  'configuration.configRuleList.configRuleName',
  'configuration.targetResourceId',
  'configuration.targetResourceType',
  'resourceId',
  'resourceType',
];

describe('the query of an aggregator', () => {
  it('asks for non-compliant flows that the rule has judged, by each of its names', () => {
    expect(expression).toBe(
      'SELECT accountId, awsRegion, configuration.targetResourceId, configuration.configRuleList ' +
        "WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.targetResourceType = 'AWS::AppFlow::Flow' " +
        "AND configuration.complianceType = 'NON_COMPLIANT' AND (configuration.configRuleList.configRuleName = 'appflow-flow-cmk' " +
        "OR configuration.configRuleList.configRuleName LIKE 'appflow-flow-cmk-conformance-pack-%' " +
        "OR configuration.configRuleList.configRuleName LIKE 'OrgConfigRule-appflow-flow-cmk-%') ORDER BY accountId",
    );
  });

  it('uses only words that the grammar knows', () => {
    const words = expression.replaceAll(/'[^']*'/g, '').match(/\b[A-Z]{2,}\b/g) ?? [];
    expect([...new Set(words)].sort()).toEqual(['AND', 'BY', 'LIKE', 'OR', 'ORDER', 'SELECT', 'WHERE']);
  });

  it('names only properties that can be queried', () => {
    const names = expression.replaceAll(/'[^']*'/g, '').match(/\b[a-z][A-Za-z.]+/g) ?? [];
    expect(names.filter((name) => !QUERYABLE.includes(name))).toEqual([]);
  });

  it('has wildcards at the end of three characters or more, and nowhere else', () => {
    const patterns = [...expression.matchAll(/LIKE '([^']*)'/g)].map(([, pattern]) => pattern);
    expect(patterns).toHaveLength(2);
    for (const pattern of patterns) expect(pattern).toMatch(/^[^%_*]{3,}%$/);
    expect(expression.match(/%/g)).toHaveLength(2);
  });

  it('fits into 4,096 characters with the longest name, as do the name and description of the saved query', () => {
    const longest = properties({ RuleName: 'a'.repeat(50) });
    expect(String(at(longest, 'QueryExpression')).length).toBeLessThanOrEqual(4096);
    expect(String(at(longest, 'QueryName'))).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(String(at(longest, 'QueryDescription')).length).toBeLessThanOrEqual(256);
  });

  it('refuses a name that would not leave room for that of the query', () => {
    expect(() => properties({ RuleName: 'a'.repeat(51) })).toThrow('RuleName does not admit');
  });
});
