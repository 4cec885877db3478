import type { FlowEvaluation } from '../core/output/evaluation.ts';
import { type Finding, type FindingContext, findingIdOf, findingOf, isOnlyArchived } from '../core/output/finding.ts';
import { AwsCallError } from './aws-error.ts';
import { callOf } from './calls.ts';
import type { Aws } from './clients/connection.ts';
import { resendRefused } from './resend-refused.ts';

/** The most findings that Security Hub takes, or gives, at once. */
const BATCH_SIZE = 100;
/** GetFindings takes so many values of one filter. */
const MOST_FILTER_VALUES = 20;

export interface RefusedFinding {
  readonly findingId: string;
  readonly cause: unknown;
}

export interface ImportResult {
  readonly refused: readonly RefusedFinding[];
  /** Why Security Hub did not tell what it has: findings that it has were made anew, with a new time of creation. */
  readonly unread?: unknown;
}

/** What Security Hub has under an id. */
interface KnownFinding {
  readonly createdAt: string | undefined;
  readonly active: boolean;
}

/** Nothing where it was unread. */
interface KnownFindings {
  readonly byId: ReadonlyMap<string, KnownFinding>;
  readonly unread?: unknown;
}

/**
 * Imports one finding for each evaluation that was put. Never rejects: what Security Hub did not take comes back, for
 * a failure here must not cost an evaluation.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export const importFindings = async (
  aws: Aws,
  evaluations: readonly FlowEvaluation[],
  context: FindingContext,
): Promise<ImportResult> => {
  const { byId, unread } = await readFindings(aws, evaluations, context);
  const idOf = (evaluation: FlowEvaluation): string => findingIdOf(evaluation, context);
  const undecided = unread === undefined ? [] : evaluations.filter(isOnlyArchived);
  const refused: RefusedFinding[] = undecided.map((evaluation) => ({ findingId: idOf(evaluation), cause: unread }));
  const findings = evaluations
    .map((evaluation) => ({ evaluation, known: byId.get(idOf(evaluation)) }))
    .filter(({ evaluation, known }) => !isOnlyArchived(evaluation) || known?.active)
    .map(({ evaluation, known }) => findingOf(evaluation, { ...context, createdAt: known?.createdAt }));
  for (let start = 0; start < findings.length; start += BATCH_SIZE) {
    refused.push(...(await importBatch(aws, findings.slice(start, start + BATCH_SIZE))));
  }
  return { refused, unread };
};

/** The SDK of Security Hub, loaded when the first finding is imported. */
const hubOf = async (aws: Aws) => {
  const sdk = await import('./optional/security-hub.ts');
  return { ...sdk, client: aws.clientIn(sdk.SecurityHubClient, aws.where.region) };
};

/** What Security Hub has of these evaluations, or of the whole rule where they are many: a call for every 100 findings. */
const readFindings = async (
  aws: Aws,
  evaluations: readonly FlowEvaluation[],
  context: FindingContext,
): Promise<KnownFindings> => {
  const ids = evaluations.map((evaluation) => findingIdOf(evaluation, context));
  const equals = (value: string) => ({ Value: value, Comparison: 'EQUALS' as const });
  const filters = {
    GeneratorId: [equals(context.ruleArn)],
    AwsAccountId: [equals(aws.where.account)],
    ...(ids.length <= MOST_FILTER_VALUES ? { Id: ids.map(equals) } : {}),
  };
  const { client, paginateGetFindings } = await hubOf(aws);
  const paginator = { client, pageSize: BATCH_SIZE };
  const byId = new Map<string, KnownFinding>();
  try {
    for await (const { Findings = [] } of paginateGetFindings(paginator, { Filters: filters }, aws.writes)) {
      for (const { Id = '', CreatedAt, RecordState } of Findings) {
        byId.set(Id, { createdAt: CreatedAt, active: RecordState === 'ACTIVE' });
      }
    }
    return { byId };
  } catch (unread) {
    return { byId: new Map(), unread };
  }
};

/** Security Hub answers 200 and names what it did not take, and why. */
const importBatch = async (aws: Aws, batch: readonly Finding[]): Promise<readonly RefusedFinding[]> => {
  const { client, BatchImportFindingsCommand } = await hubOf(aws);
  let waiting = batch;
  let causes: ReadonlyMap<string, string> = new Map();
  try {
    waiting = await resendRefused(batch, async (findings) => {
      waiting = findings;
      const command = new BatchImportFindingsCommand({ Findings: [...findings] });
      const { FailedFindings = [] } = await client.send(command, aws.writes);
      causes = new Map(
        FailedFindings.map(({ Id = '', ErrorCode, ErrorMessage }) => [Id, `${ErrorCode}: ${ErrorMessage}`]),
      );
      return findings.filter(({ Id }) => causes.has(Id));
    });
    return waiting.map(({ Id }) => ({ findingId: Id, cause: causes.get(Id) }));
  } catch (error) {
    const cause = new AwsCallError(callOf('BatchImportFindings').action, `account ${aws.where.account}`, error);
    return waiting.map(({ Id }) => ({ findingId: Id, cause }));
  }
};
