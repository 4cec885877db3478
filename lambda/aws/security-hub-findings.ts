import { setTimeout as wait } from 'node:timers/promises';
import { BatchImportFindingsCommand, paginateGetFindings } from '@aws-sdk/client-securityhub';
import type { Evaluation } from '../core/evaluation.ts';
import { type Finding, type FindingContext, findingIdOf, findingOf, isOnlyArchived } from '../core/finding.ts';
import type { Aws } from './connection.ts';

/** The most findings that Security Hub takes, or gives, at once. */
const BATCH_SIZE = 100;
/** GetFindings takes so many values of one filter. */
const MOST_FILTER_VALUES = 20;
const REPEATS = 3;
const FIRST_PAUSE_IN_MILLISECONDS = 200;

export interface RefusedFinding {
  readonly findingId: string;
  readonly cause: unknown;
}

/**
 * Imports one finding for each evaluation that was put. Never rejects: what Security Hub did not take comes back, for
 * a failure here must not cost an evaluation.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export const importFindings = async (
  aws: Aws,
  evaluations: readonly Evaluation[],
  context: FindingContext,
): Promise<readonly RefusedFinding[]> => {
  const refused: RefusedFinding[] = [];
  const sure = evaluations.filter((evaluation) => !isOnlyArchived(evaluation));
  const perhaps = evaluations.filter(isOnlyArchived);
  try {
    sure.push(...(await withFinding(aws, perhaps, context)));
  } catch (cause) {
    refused.push(...perhaps.map((evaluation) => ({ findingId: findingIdOf(evaluation, context), cause })));
  }
  const findings = sure.map((evaluation) => findingOf(evaluation, context));
  for (let start = 0; start < findings.length; start += BATCH_SIZE) {
    refused.push(...(await importBatch(aws, findings.slice(start, start + BATCH_SIZE))));
  }
  return refused;
};

/** Those of the evaluations that have an active finding to archive. */
const withFinding = async (
  aws: Aws,
  evaluations: readonly Evaluation[],
  context: FindingContext,
): Promise<readonly Evaluation[]> => {
  if (evaluations.length === 0) return [];
  const ids = evaluations.map((evaluation) => findingIdOf(evaluation, context));
  const equals = (value: string) => ({ Value: value, Comparison: 'EQUALS' as const });
  const filters = {
    GeneratorId: [equals(context.ruleArn)],
    AwsAccountId: [equals(aws.at.account)],
    RecordState: [equals('ACTIVE')],
    ...(ids.length <= MOST_FILTER_VALUES ? { Id: ids.map(equals) } : {}),
  };
  const active = new Set<string>();
  const pages = paginateGetFindings(
    { client: aws.securityHub(), pageSize: BATCH_SIZE },
    { Filters: filters },
    aws.writing,
  );
  for await (const { Findings = [] } of pages) for (const { Id } of Findings) if (Id !== undefined) active.add(Id);
  return evaluations.filter((evaluation) => active.has(findingIdOf(evaluation, context)));
};

/** Security Hub answers 200 and names what it did not take: those are sent again. */
const importBatch = async (aws: Aws, batch: readonly Finding[]): Promise<readonly RefusedFinding[]> => {
  let waiting = batch;
  let causes: ReadonlyMap<string, string> = new Map();
  try {
    for (let repeat = 0; waiting.length > 0 && repeat <= REPEATS; repeat += 1) {
      if (repeat > 0) await wait(FIRST_PAUSE_IN_MILLISECONDS * 2 ** (repeat - 1));
      const command = new BatchImportFindingsCommand({ Findings: [...waiting] });
      const { FailedFindings = [] } = await aws.securityHub().send(command, aws.writing);
      causes = new Map(
        FailedFindings.map(({ Id = '', ErrorCode, ErrorMessage }) => [Id, `${ErrorCode}: ${ErrorMessage}`]),
      );
      waiting = waiting.filter(({ Id }) => causes.has(Id));
    }
    return waiting.map(({ Id }) => ({ findingId: Id, cause: causes.get(Id) }));
  } catch (cause) {
    return waiting.map(({ Id }) => ({ findingId: Id, cause }));
  }
};
