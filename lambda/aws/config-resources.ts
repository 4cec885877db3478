import {
  paginateGetComplianceDetailsByConfigRule,
  paginateListDiscoveredResources,
} from '@aws-sdk/client-config-service';
import { flowArn, flowNameOfArn } from '../core/arn.ts';
import { FLOW_TYPE } from '../core/config-event.ts';
import type { ConfigResource, ResourceIds } from '../core/old-results.ts';
import { AwsCallError, type AwsErrorKind, awsErrorKind } from './aws-error.ts';
import type { Aws } from './connection.ts';

const PAGE_SIZE = 100;

const UNAVAILABLE: Partial<Readonly<Record<AwsErrorKind, string>>> = {
  denied: 'config:ListDiscoveredResources is denied',
  'no-recorder': 'AWS Config has no recorder here',
  invalid: `AWS Config does not list ${FLOW_TYPE} here`,
};

/**
 * The ids that AWS Config gave to flows: name or ARN, no page of AWS says which. A result under another id is accepted,
 * but shown as "unknown or not discovered".
 */
export const readResourceIds = async ({ config, at, reading }: Aws): Promise<ResourceIds> => {
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const nameOf = (id: string): string | undefined => names.get(id);
  // The name of one flow can be the id of another, and no resource may get two verdicts.
  const idOf = (flowName: string): string =>
    ids.get(flowName) ?? (names.has(flowName) ? flowArn(at, flowName) : flowName);
  try {
    const pages = paginateListDiscoveredResources(
      { client: config, pageSize: PAGE_SIZE },
      { resourceType: FLOW_TYPE },
      reading,
    );
    for await (const { resourceIdentifiers = [] } of pages) {
      for (const { resourceId, resourceName } of resourceIdentifiers) {
        if (resourceId === undefined) continue;
        const flowName = flowNameOfArn(resourceId) ?? resourceName ?? resourceId;
        ids.set(flowName, resourceId);
        names.set(resourceId, flowName);
      }
    }
    return { idOf, nameOf };
  } catch (error) {
    const unavailable = UNAVAILABLE[awsErrorKind(error)];
    if (unavailable === undefined) {
      throw new AwsCallError('config:ListDiscoveredResources', `account ${at.account} in ${at.region}`, error);
    }
    return { idOf: (flowName) => flowName, nameOf: () => undefined, unavailable };
  }
};

/** The resources that the rule still reports on, each once. Throws an AwsCallError where they cannot be read. */
export const readReportedResources = async (
  { config, reading }: Aws,
  ruleName: string,
): Promise<readonly ConfigResource[]> => {
  const resources = new Map<string, ConfigResource>();
  try {
    const pages = paginateGetComplianceDetailsByConfigRule(
      { client: config, pageSize: PAGE_SIZE },
      { ConfigRuleName: ruleName, ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'] },
      reading,
    );
    for await (const { EvaluationResults = [] } of pages) {
      for (const { EvaluationResultIdentifier } of EvaluationResults) {
        const { ResourceType: type, ResourceId: id } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
        if (type !== undefined && id !== undefined) resources.set(`${type} ${id}`, { type, id });
      }
    }
    return [...resources.values()];
  } catch (error) {
    throw new AwsCallError('config:GetComplianceDetailsByConfigRule', `rule ${ruleName}`, error);
  }
};
