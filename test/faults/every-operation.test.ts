import { events } from './events.ts';
import { faultyOperations, kindsOf } from './fault-cases.ts';
import { type FaultRun, nameOf, runEveryFault } from './fault-runs.ts';

const cases = faultyOperations.flatMap((faulty) =>
  kindsOf(faulty).map((kind) => ({ ...faulty, kind, verdicts: events[faulty.eventName].verdicts })),
);

/** Listings: what they do not tell has no name, so the error names the listing. */
const listings = ['ListFlows', 'GetComplianceDetailsByConfigRule', 'ListDiscoveredResources'];

let runs: ReadonlyMap<string, FaultRun> = new Map();

beforeAll(async () => {
  runs = await runEveryFault();
}, 240_000);

const runOf = (given: (typeof cases)[number]): FaultRun => {
  const run = runs.get(nameOf(given, given.kind));
  if (run === undefined) throw new Error(`${nameOf(given, given.kind)} was not run`);
  return run;
};

/** The flow of `arn:…:flow/billing COMPLIANT OK`. */
const flowOf = (verdict: string): string => verdict.split(' ')[0]?.split('/').at(-1) ?? '';

describe.each(cases)('$eventName, $operation: $kind', (given) => {
  const { operation, verdicts } = given;

  it('twice changes no verdict', () => {
    const { twice } = runOf(given);
    expect(twice.error).toBe('');
    expect(twice.verdicts).toEqual(verdicts);
    expect(twice.calls.get(operation)).toBeGreaterThanOrEqual(3);
  });

  it('for good puts no wrong verdict', () => {
    expect(verdicts).toEqual(expect.arrayContaining([...runOf(given).forGood.verdicts]));
  });

  it('for good fails the invocation, which names what has no verdict', () => {
    const { forGood } = runOf(given);
    expect(forGood.error).toMatch(/^(UnjudgedFlowsError|AwsCallError): /);
    const silent = verdicts.filter((verdict) => !forGood.verdicts.includes(verdict)).map(flowOf);
    const told = listings.includes(operation) && forGood.error.includes(operation) ? silent : forGood.unjudged;
    expect(told).toEqual(expect.arrayContaining(silent));
  });

  it('for good, then gone: the same event again completes what was missing and repeats nothing wrongly', () => {
    const { afterwards, reported } = runOf(given);
    expect(afterwards.error).toBe('');
    expect(verdicts).toEqual(expect.arrayContaining([...afterwards.verdicts]));
    expect(reported).toEqual(expect.arrayContaining([...verdicts]));
  });
});
