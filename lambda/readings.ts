import pLimit from 'p-limit';
import { describeFlow } from './aws/appflow-flows.ts';
import type { Aws } from './aws/connection.ts';
import { readCredentials, readSecretArns, type SecretArns } from './aws/connector-credentials.ts';
import { readKeyFact } from './aws/kms-key-facts.ts';
import { readKey } from './aws/kms-keys.ts';
import { type Fact, known } from './core/fact.ts';
import type { Flow, FlowReading } from './core/flow.ts';
import type { Credentials, FactValues, Key, KeyFactName, KeyReading } from './core/key.ts';
import type { RuleParameters } from './core/rule-parameters.ts';

/** What one event reads of AWS: everything once, however many flows ask for it. */
export interface Readings {
  readonly flow: (flowName: string) => Promise<FlowReading>;
  readonly key: (keyArn: string) => Promise<KeyReading>;
  readonly keyFact: <N extends KeyFactName>(key: Key, name: N) => Promise<Fact<FactValues[N]>>;
  readonly credentials: (flow: Flow) => Promise<Fact<ReadonlyMap<string, Credentials>>>;
}

export interface ReadingOptions {
  /** DescribeFlow calls at one time: AppFlow publishes no request rate. */
  readonly concurrency: number;
  /** Many flows look up all connector profiles of the account at once, a single flow only its own. */
  readonly allProfilesAtOnce: boolean;
  /** Whether a flow is asked for more than once; where not, it is forgotten once it is read. */
  readonly rememberFlows: boolean;
  /** What AWS Config has just recorded: a flow and with it its key, a key alone, or nothing that is known of. */
  readonly justRecorded: 'flow' | 'key' | undefined;
  readonly parameters: RuleParameters;
}

export const createReadings = (
  aws: Aws,
  { concurrency, allProfilesAtOnce, rememberFlows, justRecorded, parameters }: ReadingOptions,
): Readings => {
  const limit = pLimit(concurrency);
  const stopWhenTimeIsUp = (): void => aws.reading.abortSignal.throwIfAborted();

  const readFlow = (flowName: string): Promise<FlowReading> =>
    limit(() => {
      stopWhenTimeIsUp();
      return describeFlow(aws, flowName, { justRecorded: justRecorded === 'flow' });
    });
  const flow = rememberFlows ? once(readFlow) : readFlow;

  const keys = new Map<string, Promise<KeyReading>>();
  const key = (keyArn: string): Promise<KeyReading> => {
    const reading = keys.get(keyArn) ?? readKeyNamed(keyArn);
    keys.set(keyArn, reading);
    return reading;
  };
  const readKeyNamed = async (keyArn: string): Promise<KeyReading> => {
    stopWhenTimeIsUp();
    const reading = await readKey(aws, keyArn, { ...parameters, justRecorded: justRecorded !== undefined });
    // A key first met by an alias is known by its own ARN from now on, too.
    if (reading.kind === 'known' && !keys.has(reading.key.arn)) keys.set(reading.key.arn, Promise.resolve(reading));
    return reading;
  };

  const facts = new Map<string, Promise<Fact<unknown>>>();
  const keyFact = <N extends KeyFactName>(of: Key, name: N): Promise<Fact<FactValues[N]>> => {
    const id = `${name} ${of.arn}`;
    const reading = facts.get(id) ?? readKeyFact(aws, of, name);
    facts.set(id, reading);
    return reading as Promise<Fact<FactValues[N]>>;
  };

  let everySecretArn: Promise<Fact<SecretArns>> | undefined;
  const secretArnsOf = (profiles: readonly string[]): Promise<Fact<SecretArns>> => {
    if (!allProfilesAtOnce) return readSecretArns(aws, profiles);
    everySecretArn ??= readSecretArns(aws);
    return everySecretArn;
  };
  const profile = once((name: string, secretArn: string | undefined) => readCredentials(aws, name, secretArn, key));
  const credentials: Readings['credentials'] = async ({ connectorProfiles }) => {
    const arns = await secretArnsOf(connectorProfiles);
    if (arns.kind === 'unreadable') return arns;
    const behind = connectorProfiles.map(async (name) => [name, await profile(name, arns.value.get(name))] as const);
    return known(new Map(await Promise.all(behind)));
  };

  return { flow, key, keyFact, credentials };
};

/** The same promise for the same first argument: a failure is shared, too, instead of being asked for again. */
const once = <A extends readonly unknown[], T>(
  read: (key: string, ...others: A) => Promise<T>,
): ((key: string, ...others: A) => Promise<T>) => {
  const readings = new Map<string, Promise<T>>();
  return (key, ...others) => {
    const reading = readings.get(key) ?? read(key, ...others);
    readings.set(key, reading);
    return reading;
  };
};
