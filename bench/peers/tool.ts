import type { LocalAws } from '../../local-aws/server.ts';

export interface Verdict {
  readonly isCompliant: boolean;
  /** Reason codes of the rule's contract, worst first, from a tool that gives them. */
  readonly reasons?: readonly string[];
}

/** What one run of a tool in a process of its own took, and what it said. */
export interface Run {
  /** From the start of the process to its last word. */
  readonly durationInMs: number;
  readonly maxRssInBytes: number;
  /** By flow name; a flow that the tool did not look at is missing. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Why the run ended in an error, in the tool's own words. */
  readonly failure?: string;
}

export interface Tool {
  readonly name: string;
  /** Judges every flow of the account once. */
  readonly run: (aws: LocalAws) => Promise<Run>;
}

/** Verdicts of a tool that puts them into AWS Config. */
export const putVerdicts = (aws: LocalAws, reasonsOf?: (annotation: string) => readonly string[]) =>
  new Map(
    aws.evaluations.map(({ ComplianceResourceId, ComplianceType, Annotation = '' }): [string, Verdict] => [
      ComplianceResourceId,
      { isCompliant: ComplianceType === 'COMPLIANT', ...(reasonsOf ? { reasons: reasonsOf(Annotation) } : {}) },
    ]),
  );
