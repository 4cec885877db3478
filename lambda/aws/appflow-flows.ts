import { DescribeFlowCommand, type DescribeFlowCommandOutput, paginateListFlows } from '@aws-sdk/client-appflow';
import { flowArn } from '../core/arn.ts';
import { denied } from '../core/fact.ts';
import type { Flow, FlowReading } from '../core/flow.ts';
import { askAgainIfNotFound } from './ask-again.ts';
import { AwsCallError, awsErrorKind } from './aws-error.ts';
import type { Aws, Place } from './connection.ts';

/** The most that AppFlow gives at once; its default is 20. */
const PAGE_SIZE = 100;

/** All flows of the account and Region by name, each once; `found` hears of each as soon as its page is there. */
export type ListFlows = (found?: (flowName: string) => void) => Promise<readonly string[]>;

/**
 * Lists the flows, at most once. Rejects with an AwsCallError where the listing is not complete: nothing may be
 * concluded from a part of it.
 */
export const createFlowListing = (aws: Aws): ListFlows => {
  let listing: Promise<readonly string[]> | undefined;
  return (found = () => {}) => {
    listing ??= listFlowNames(aws, found);
    return listing;
  };
};

const listFlowNames = async (
  { appflow, at, reading }: Aws,
  found: (flowName: string) => void,
): Promise<readonly string[]> => {
  // A page may repeat a name when flows come and go while the pages are turned.
  const names = new Set<string>();
  try {
    for await (const { flows = [] } of paginateListFlows({ client: appflow, pageSize: PAGE_SIZE }, {}, reading)) {
      for (const { flowName } of flows) {
        if (flowName === undefined || names.has(flowName)) continue;
        names.add(flowName);
        found(flowName);
      }
    }
    return [...names];
  } catch (error) {
    throw new AwsCallError('appflow:ListFlows', `account ${at.account} in ${at.region}`, error);
  }
};

/**
 * What AppFlow says of a flow; the item of AWS Config holds neither its key nor its status. One that was `justRecorded` and is
 * not found is asked for once more.
 */
export const describeFlow = async (
  { appflow, at, reading }: Aws,
  flowName: string,
  { justRecorded }: { readonly justRecorded: boolean },
): Promise<FlowReading> => {
  const ask = () => appflow.send(new DescribeFlowCommand({ flowName }), reading);
  try {
    const answer = await (justRecorded ? askAgainIfNotFound(ask, reading) : ask());
    return answer.flowStatus === 'Deleted'
      ? { kind: 'gone', because: 'The flow is deleted.' }
      : { kind: 'known', flow: toFlow(answer, at, flowName) };
  } catch (error) {
    switch (awsErrorKind(error)) {
      case 'not-found':
        return { kind: 'gone', because: 'AppFlow knows no such flow any more.' };
      case 'denied':
        return denied('appflow:DescribeFlow');
      default:
        throw new AwsCallError('appflow:DescribeFlow', `flow ${flowName}`, error);
    }
  }
};

const toFlow = (answer: DescribeFlowCommandOutput, at: Place, flowName: string): Flow => {
  const profiles = [answer.sourceFlowConfig, ...(answer.destinationFlowConfigList ?? [])].flatMap(
    (end) => end?.connectorProfileName || [],
  );
  return {
    name: flowName,
    arn: answer.flowArn ?? flowArn(at, flowName),
    account: at.account,
    ...(answer.kmsArn ? { kmsArn: answer.kmsArn } : {}),
    tags: new Map(Object.entries(answer.tags ?? {})),
    connectorProfiles: [...new Set(profiles)],
  };
};
