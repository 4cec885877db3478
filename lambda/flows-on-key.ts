import { AwsCallError, awsErrorKind } from './aws/aws-error.ts';
import { denied, type Fact, known } from './core/fact.ts';
import type { FlowCount, Key } from './core/key.ts';
import { type KeyUse, resolveKeyUse } from './key-use.ts';
import type { Readings } from './readings.ts';

export interface CountOptions {
  /** Every flow of the account and Region; rejects where the listing is not complete. */
  readonly flowNames: () => Promise<readonly string[]>;
  readonly readings: Readings;
  /** How many flows may share a key. */
  readonly allowed: number;
}

/** Who uses which key, of all flows of the account and Region. */
interface Tally {
  readonly byKeyArn: ReadonlyMap<string, number>;
  readonly untold: readonly Extract<KeyUse, { kind: 'untold' }>[];
  readonly failures: readonly unknown[];
}

/**
 * How many flows use a key. A flow that may not be described is a possible user. One that AWS gave no answer about is,
 * too, unless the verdict hangs on it: then the promise rejects, for a failed call is never a reason.
 */
export const createFlowCount = ({
  flowNames,
  readings,
  allowed,
}: CountOptions): ((key: Key) => Promise<Fact<FlowCount>>) => {
  let counted: Promise<Fact<Tally>> | undefined;
  return async (key) => {
    counted ??= tally(flowNames, readings);
    const uses = await counted;
    if (uses.kind === 'unreadable') return uses;
    const { byKeyArn, untold, failures } = uses.value;
    const certain = byKeyArn.get(key.arn) ?? 0;
    const possible = untold.filter((use) => mayBe(key, use)).length;
    const decided = certain > allowed || certain + possible + failures.length <= allowed;
    if (!decided && failures.length > 0) throw failures[0];
    return known({ certain, possible: possible + failures.length });
  };
};

const mayBe = (key: Key, { account, region }: Extract<KeyUse, { kind: 'untold' }>): boolean =>
  account === undefined || (account === key.account && region === key.region);

const tally = async (flowNames: CountOptions['flowNames'], readings: Readings): Promise<Fact<Tally>> => {
  let names: readonly string[];
  try {
    names = await flowNames();
  } catch (error) {
    if (error instanceof AwsCallError && awsErrorKind(error.cause) === 'denied') return denied('appflow:ListFlows');
    throw error;
  }
  const byKeyArn = new Map<string, number>();
  const untold: Extract<KeyUse, { kind: 'untold' }>[] = [];
  const failures: unknown[] = [];
  await Promise.all(
    names.map(async (name) => {
      try {
        const use = await keyUseOf(name, readings);
        if (use.kind === 'key') byKeyArn.set(use.arn, (byKeyArn.get(use.arn) ?? 0) + 1);
        if (use.kind === 'untold') untold.push(use);
      } catch (error) {
        failures.push(error);
      }
    }),
  );
  return known({ byKeyArn, untold, failures });
};

const keyUseOf = async (flowName: string, readings: Readings): Promise<KeyUse> => {
  const reading = await readings.flow(flowName);
  switch (reading.kind) {
    case 'gone':
      return { kind: 'none' };
    case 'unreadable':
      return { kind: 'untold' };
    case 'known':
      return resolveKeyUse(reading.flow.kmsArn, readings);
  }
};
