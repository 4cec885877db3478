import {
  paginateGetComplianceDetailsByConfigRule,
  paginateListDiscoveredResources,
} from '@aws-sdk/client-config-service';
import { flowArn, flowNameOfArn } from '../core/model/arn.ts';
import { FLOW_TYPE } from '../core/model/flow.ts';
import type { ConfigResource, ResourceIds } from '../core/model/old-results.ts';
import { ask, demand } from './ask.ts';
import type { Aws } from './clients/connection.ts';

const PAGE_SIZE = 100;

/**
 * The ids that AWS Config gave to flows: name or ARN, no page of AWS says which. A result under another id is accepted,
 * but shown as "unknown or not discovered". Where they cannot be had for good, every flow goes by its name.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_ListDiscoveredResources.html
 */
export const readResourceIds = async (aws: Aws): Promise<ResourceIds> => {
  const { where } = aws;
  const listed = await ask(
    'ListDiscoveredResources',
    `account ${where.account} in ${where.region}`,
    () => listIdsByName(aws),
    { 'no-recorder': 'AWS Config has no recorder here', invalid: `AWS Config does not list ${FLOW_TYPE} here` },
  );
  if (listed.kind === 'refused') return goingByName(listed.because);
  if (typeof listed.value === 'string') return goingByName(listed.value);
  const ids = listed.value;
  const names = new Map([...ids].map(([flowName, id]) => [id, flowName]));
  return {
    // The name of one flow can be the id of another, and no resource may get two verdicts.
    idOf: (flowName) => ids.get(flowName) ?? (names.has(flowName) ? flowArn(where, flowName) : flowName),
    nameOf: (id) => names.get(id),
  };
};

const goingByName = (unavailable: string): ResourceIds => ({
  idOf: (flowName) => flowName,
  nameOf: () => undefined,
  unavailable,
});

const listIdsByName = async ({ config, reads }: Aws): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  const paginator = { client: config, pageSize: PAGE_SIZE };
  for await (const page of paginateListDiscoveredResources(paginator, { resourceType: FLOW_TYPE }, reads)) {
    for (const { resourceId, resourceName } of page.resourceIdentifiers ?? []) {
      if (resourceId !== undefined) ids.set(flowNameOfArn(resourceId) ?? resourceName ?? resourceId, resourceId);
    }
  }
  return ids;
};

/** The resources that the rule still reports on, each once. Throws an AwsCallError where they cannot be read. */
export const readReportedResources = (aws: Aws, ruleName: string): Promise<readonly ConfigResource[]> =>
  demand('GetComplianceDetailsByConfigRule', `rule ${ruleName}`, () => listReportedResources(aws, ruleName));

const listReportedResources = async ({ config, reads }: Aws, ruleName: string): Promise<readonly ConfigResource[]> => {
  const resources = new Map<string, ConfigResource>();
  const paginator = { client: config, pageSize: PAGE_SIZE };
  const input = { ConfigRuleName: ruleName, ComplianceTypes: ['COMPLIANT' as const, 'NON_COMPLIANT' as const] };
  for await (const { EvaluationResults = [] } of paginateGetComplianceDetailsByConfigRule(paginator, input, reads)) {
    for (const { EvaluationResultIdentifier } of EvaluationResults) {
      const { ResourceType: type, ResourceId: id } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
      if (type !== undefined && id !== undefined) resources.set(`${type} ${id}`, { type, id });
    }
  }
  return [...resources.values()];
};
