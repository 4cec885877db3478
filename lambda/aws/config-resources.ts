import {
  paginateGetComplianceDetailsByConfigRule,
  paginateListDiscoveredResources,
} from '@aws-sdk/client-config-service';
import { flowNameOfArn } from '../core/arn.ts';
import { FLOW_TYPE } from '../core/config-event.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import type { Aws } from './connection.ts';

const PAGE_SIZE = 100;

/** A resource as AWS Config names it. */
export interface ConfigResource {
  readonly type: string;
  readonly id: string;
}

/** The ids under which AWS Config knows the flows. */
export interface ResourceIds {
  /** The id by flow name: the name itself where AWS Config lists no other. */
  readonly idOf: (flowName: string) => string;
  /** Why every flow goes by its name: there is no recorder, or listing is denied. */
  readonly unavailable?: string;
}

/**
 * The ids that AWS Config gave to flows: name or ARN, no page of AWS says which. A result under another id is accepted,
 * but shown as "unknown or not discovered".
 */
export const readResourceIds = async ({ config, at, reading }: Aws): Promise<ResourceIds> => {
  const ids = new Map<string, string>();
  const idOf = (flowName: string): string => ids.get(flowName) ?? flowName;
  try {
    const pages = paginateListDiscoveredResources(
      { client: config, pageSize: PAGE_SIZE },
      { resourceType: FLOW_TYPE },
      reading,
    );
    for await (const { resourceIdentifiers = [] } of pages) {
      for (const { resourceId, resourceName } of resourceIdentifiers) {
        if (resourceId !== undefined) ids.set(flowNameOfArn(resourceId) ?? resourceName ?? resourceId, resourceId);
      }
    }
    return { idOf };
  } catch (error) {
    const kind = awsErrorKind(error);
    if (kind !== 'denied' && kind !== 'no-recorder') {
      throw new AwsCallError('config:ListDiscoveredResources', `account ${at.account} in ${at.region}`, error);
    }
    ids.clear();
    const unavailable =
      kind === 'denied' ? 'config:ListDiscoveredResources is denied' : 'AWS Config has no recorder here';
    return { idOf, unavailable };
  }
};

/** The resources that the rule still reports on. Throws an AwsCallError where they cannot be read. */
export const readReportedResources = async (
  { config, reading }: Aws,
  ruleName: string,
): Promise<readonly ConfigResource[]> => {
  const resources: ConfigResource[] = [];
  try {
    const pages = paginateGetComplianceDetailsByConfigRule(
      { client: config, pageSize: PAGE_SIZE },
      { ConfigRuleName: ruleName, ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'] },
      reading,
    );
    for await (const { EvaluationResults = [] } of pages) {
      for (const { EvaluationResultIdentifier } of EvaluationResults) {
        const { ResourceType: type, ResourceId: id } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
        if (type !== undefined && id !== undefined) resources.push({ type, id });
      }
    }
    return resources;
  } catch (error) {
    throw new AwsCallError('config:GetComplianceDetailsByConfigRule', `rule ${ruleName}`, error);
  }
};
