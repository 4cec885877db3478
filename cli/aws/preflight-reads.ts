import {
  type ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { type EvaluationResult, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import type { Aws } from '../../lambda/aws/clients/connection.ts';
import { type Answer, given, refused } from '../../lambda/core/model/answer.ts';
import { parseArn, roleArn } from '../../lambda/core/model/arn.ts';
import { plainText } from '../../lambda/core/model/text.ts';
import type { Recorder, RecorderAnswers, RecorderStatus } from '../preflight/recorder-lines.ts';

/** What a preflight asks of an account and Region besides its flows and keys. Nothing of it throws. */
export interface ReadAccount {
  readonly recorder: () => Promise<RecorderAnswers>;
  readonly hub: () => Promise<Answer<boolean>>;
  /** The actions among these that the caller is allowed. */
  readonly simulation: (callerArn: string, actions: readonly SimulatedAction[]) => Promise<Answer<ReadonlySet<string>>>;
}

/** Asks with the credentials that `aws` has. */
export const askAboutAccount = ({ clientIn, config, where: { region } }: Aws): ReadAccount => ({
  recorder: () => readRecorder(config),
  hub: () => readHub(clientIn(SecurityHubClient, region)),
  simulation: (callerArn, actions) => simulateActions(clientIn(IAMClient, region), callerArn, actions),
});

/**
 * The recorder of the client's account and Region, and whether it is on; of several, the customer's own. Never throws: whatever
 * fails is a refusal.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorders.html
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorderStatus.html
 */
export const readRecorder = async (config: Pick<ConfigServiceClient, 'send'>): Promise<RecorderAnswers> => {
  const recorder = await answerOf('config:DescribeConfigurationRecorders', async () => {
    const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
    return toRecorder(
      needed(ConfigurationRecorders, 'ConfigurationRecorders').find(({ servicePrincipal }) => !servicePrincipal),
    );
  });
  const status = await answerOf('config:DescribeConfigurationRecorderStatus', async () => {
    const { ConfigurationRecordersStatus } = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
    const statuses = needed(ConfigurationRecordersStatus, 'ConfigurationRecordersStatus');
    return toStatus(statuses.find(({ servicePrincipal }) => !servicePrincipal));
  });
  return { recorder, status };
};

const toRecorder = (recorder: ConfigurationRecorder | undefined): Recorder | undefined => {
  if (recorder === undefined) return undefined;
  const { name = 'default', recordingGroup: group = {}, recordingMode: mode } = recorder;
  return {
    name,
    ...scopeOf(group),
    frequency: mode?.recordingFrequency ?? 'CONTINUOUS',
    overrides: (mode?.recordingModeOverrides ?? []).map(({ resourceTypes = [], recordingFrequency }) => ({
      types: resourceTypes,
      frequency: recordingFrequency ?? 'CONTINUOUS',
    })),
  };
};

/** Recorders that are older than strategies have none. */
const scopeOf = (group: NonNullable<ConfigurationRecorder['recordingGroup']>): Pick<Recorder, 'strategy' | 'types'> => {
  switch (group.recordingStrategy?.useOnly) {
    case 'ALL_SUPPORTED_RESOURCE_TYPES':
      return { strategy: 'all', types: [] };
    case 'EXCLUSION_BY_RESOURCE_TYPES':
      return { strategy: 'all-but', types: group.exclusionByResourceTypes?.resourceTypes ?? [] };
    case 'INCLUSION_BY_RESOURCE_TYPES':
      return { strategy: 'only', types: group.resourceTypes ?? [] };
    default: {
      const excluded = group.exclusionByResourceTypes?.resourceTypes ?? [];
      if (excluded.length > 0) return { strategy: 'all-but', types: excluded };
      return group.allSupported === true
        ? { strategy: 'all', types: [] }
        : { strategy: 'only', types: group.resourceTypes ?? [] };
    }
  }
};

interface StatusItem {
  readonly recording?: boolean | undefined;
  readonly lastStatus?: string | undefined;
  readonly lastErrorCode?: string | undefined;
}

const toStatus = (status: StatusItem | undefined): RecorderStatus | undefined => {
  if (status === undefined) return undefined;
  const { recording = false, lastStatus, lastErrorCode = 'no error code' } = status;
  // The API writes "Failure" and documents "FAILURE".
  return lastStatus?.toLowerCase() === 'failure' ? { recording, failure: plainText(lastErrorCode) } : { recording };
};

/**
 * Whether Security Hub CSPM is on in the client's account and Region. Never throws: what fails is a refusal.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
 */
export const readHub = (securityHub: Pick<SecurityHubClient, 'send'>): Promise<Answer<boolean>> =>
  answerOf('securityhub:DescribeHub', async () => {
    try {
      await securityHub.send(new DescribeHubCommand({}));
      return true;
    } catch (error) {
      // An account that has not subscribed may not ask, and is told so by this name.
      if (error instanceof Error && HUB_IS_OFF.includes(error.name)) return false;
      throw error;
    }
  });

const HUB_IS_OFF: readonly string[] = ['InvalidAccessException', 'ResourceNotFoundException'];

/** What is asked of the simulator: an action, and a resource on which the rule would call it. */
export interface SimulatedAction {
  readonly action: string;
  readonly resource: string;
}

const SIMULATION = 'iam:SimulatePrincipalPolicy';

/**
 * Which of the actions the policies of a user, or of the role behind a session, allow on their resources. The simulator sees
 * neither key policies nor other policies of resources. Never throws: what cannot be simulated is a refusal.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulateActions = async (
  iam: Pick<IAMClient, 'send'>,
  callerArn: string,
  actions: readonly SimulatedAction[],
): Promise<Answer<ReadonlySet<string>>> => {
  const principal = principalOf(callerArn);
  if (principal === undefined) {
    return refused(`the caller is ${callerArn}, not a user or a role`, 'Use credentials of a user or of a role.');
  }
  const byResource = new Map<string, string[]>();
  for (const { action, resource } of actions) {
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  }
  return answerOf(SIMULATION, async () => {
    const allowed = new Set<string>();
    for (const [resource, names] of byResource) {
      for (const { EvalActionName, EvalDecision } of await simulate(iam, principal, resource, names)) {
        if (EvalActionName !== undefined && EvalDecision === 'allowed') allowed.add(EvalActionName);
      }
    }
    return allowed;
  });
};

const simulate = async (
  iam: Pick<IAMClient, 'send'>,
  principal: string,
  resource: string,
  actions: readonly string[],
): Promise<readonly EvaluationResult[]> => {
  const results: EvaluationResult[] = [];
  let marker: string | undefined;
  do {
    const page = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principal,
        ActionNames: [...actions],
        ResourceArns: [resource],
        Marker: marker,
      }),
    );
    results.push(...needed(page.EvaluationResults, 'EvaluationResults'));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return results;
};

/**
 * The user itself, or the role of a session. A session does not tell the path of its role: where the role has one, as those of
 * IAM Identity Center do, IAM knows no role of this name.
 */
export const principalOf = (callerArn: string): string | undefined => {
  const arn = parseArn(callerArn);
  if (arn?.service === 'iam' && arn.resource.startsWith('user/')) return callerArn;
  const [kind, name] = arn?.resource.split('/') ?? [];
  if (arn?.service !== 'sts' || kind !== 'assumed-role' || !name) return undefined;
  return roleArn(arn, name);
};

const needed = <T>(value: T | undefined, member: string): T => {
  if (value === undefined) throw new Error(`AWS answered without ${member}`);
  return value;
};

/** Nothing of a preflight throws: a look that failed is told, and the others go on. */
const answerOf = async <T>(action: string, read: () => Promise<T>): Promise<Answer<T>> => {
  try {
    return given(await read());
  } catch (error) {
    if (awsErrorKind(error) === 'denied') return refused(`${action} is denied`);
    return refused(new AwsCallError(action, 'this account', error).message);
  }
};
