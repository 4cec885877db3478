import { DescribeFlowCommand, type DescribeFlowCommandOutput, paginateListFlows } from '@aws-sdk/client-appflow';
import type { AccountRegion } from '../core/model/account-region.ts';
import { flowArn } from '../core/model/arn.ts';
import type { Flow, FlowLookup } from '../core/model/flow.ts';
import { parseNamedKey } from '../core/model/key-reference.ts';
import { ask, demand } from './ask.ts';
import { askAgainIfNotFound } from './ask-again.ts';
import type { Aws } from './clients/connection.ts';
import { bucketsIn } from './flow-buckets.ts';
import type { AttemptLimit } from './rate/attempt-limit.ts';
import { limitAttempts } from './rate/limit-attempts.ts';

/** The most that AppFlow gives at once; its default is 20. */
const PAGE_SIZE = 100;

/**
 * All flows of the account and Region by name, each once, as soon as their page is there. Throws an AwsCallError where the
 * listing is not complete, denied included: nothing may be concluded from a part of it.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_ListFlows.html
 */
export async function* listFlows({ appflow, where, reads }: Aws): AsyncGenerator<string> {
  // A page may repeat a name when flows come and go while the pages are turned.
  const names = new Set<string>();
  const pages = paginateListFlows({ client: appflow, pageSize: PAGE_SIZE }, {}, reads);
  const subject = `account ${where.account} in ${where.region}`;
  for (;;) {
    const { value: page, done } = await demand('ListFlows', subject, () => pages.next());
    if (done) return;
    for (const { flowName } of page.flows ?? []) {
      if (flowName === undefined || names.has(flowName)) continue;
      names.add(flowName);
      yield flowName;
    }
  }
}

/**
 * What AppFlow says of a flow; the item of AWS Config holds neither its key nor its status. One that was `justRecorded` and is
 * not found is asked for once more. https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html
 */
export const describeFlow = async (
  { appflow, where, reads }: Aws,
  flowName: string,
  { justRecorded, rate }: { readonly justRecorded: boolean; readonly rate: AttemptLimit },
): Promise<FlowLookup> => {
  const send = () => {
    const command = new DescribeFlowCommand({ flowName });
    limitAttempts(command.middlewareStack, rate, reads.abortSignal);
    return appflow.send(command, reads);
  };
  const answer = await ask(
    'DescribeFlow',
    `flow ${flowName}`,
    () => (justRecorded ? askAgainIfNotFound(send, reads) : send()),
    { 'not-found': undefined },
  );
  if (answer.kind === 'refused') return answer;
  if (answer.value === undefined) return { kind: 'gone', because: 'AppFlow knows no such flow any more.' };
  return answer.value.flowStatus === 'Deleted'
    ? { kind: 'gone', because: 'The flow is deleted.' }
    : { kind: 'found', flow: toFlow(answer.value, where, flowName) };
};

const toFlow = (answer: DescribeFlowCommandOutput, where: AccountRegion, flowName: string): Flow => {
  const profiles = [answer.sourceFlowConfig, ...(answer.destinationFlowConfigList ?? [])].flatMap(
    (end) => end?.connectorProfileName || [],
  );
  return {
    name: flowName,
    arn: answer.flowArn ?? flowArn(where, flowName),
    where,
    key: parseNamedKey(answer.kmsArn),
    tags: new Map(Object.entries(answer.tags ?? {})),
    connectorProfiles: [...new Set(profiles)],
    buckets: bucketsIn(answer),
    lastRunStatus: answer.lastRunExecutionDetails?.mostRecentExecutionStatus,
  };
};
