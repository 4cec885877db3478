/**
 * Reads metrics out of a log as CloudWatch does, known from its description alone:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

type Json = Readonly<Record<string, unknown>>;

const UNITS: ReadonlySet<unknown> = new Set([
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'Count', 'None', 'Count/Second'],
  ...[
    'Bytes',
    'Kilobytes',
    'Megabytes',
    'Gigabytes',
    'Terabytes',
    'Bits',
    'Kilobits',
    'Megabits',
    'Gigabits',
    'Terabits',
  ],
  ...['Bytes/Second', 'Kilobytes/Second', 'Megabytes/Second', 'Gigabytes/Second', 'Terabytes/Second'],
  ...['Bits/Second', 'Kilobits/Second', 'Megabits/Second', 'Gigabits/Second', 'Terabits/Second'],
]);
const MOST_METRICS = 100;
const MOST_VALUES = 100;
const MOST_DIMENSIONS = 30;
const LONGEST_NAME = 1024;
const OLDEST_IN_MILLISECONDS = 14 * 86_400_000;
const NEWEST_IN_MILLISECONDS = 2 * 3_600_000;

/** Every metric of the log, once for each of its dimension sets. Throws where CloudWatch would drop something. */
export const readMetrics = (lines: readonly string[]): readonly Metric[] => lines.map(parseLine).flatMap(metricsOf);

const parseLine = (line: string): Json => {
  const root: unknown = JSON.parse(line);
  return isObject(root) ? root : fail(`a line of the log is no object: ${line}`);
};

const metricsOf = (root: Json): readonly Metric[] => {
  const { _aws: metadata } = root;
  if (metadata === undefined) return [];
  if (!isObject(metadata)) return fail('_aws is no object');
  const age = Date.now() - Number(metadata['Timestamp']);
  if (!Number.isInteger(metadata['Timestamp']) || age > OLDEST_IN_MILLISECONDS || age < -NEWEST_IN_MILLISECONDS)
    return fail(`_aws.Timestamp ${metadata['Timestamp']} is no time in milliseconds that CloudWatch takes`);
  return listIn(metadata, 'CloudWatchMetrics').flatMap((directive) =>
    isObject(directive) ? metricsOfDirective(directive, root) : fail('a metric directive is no object'),
  );
};

const metricsOfDirective = (directive: Json, root: Json): readonly Metric[] => {
  const namespace = textOf(directive['Namespace'], 'Namespace');
  const definitions = listIn(directive, 'Metrics');
  if (definitions.length > MOST_METRICS) fail(`${definitions.length} metrics in one directive`);
  return listIn(directive, 'Dimensions').flatMap((names) => {
    const dimensions = dimensionsOf(names, root);
    return definitions.map((definition) => ({ namespace, dimensions, ...metricOf(definition, root) }));
  });
};

const dimensionsOf = (names: unknown, root: Json): Readonly<Record<string, string>> => {
  if (!Array.isArray(names) || names.length > MOST_DIMENSIONS)
    return fail('a dimension set is no list of at most 30 names');
  return Object.fromEntries(
    names.map((name: unknown) => [textOf(name, 'Dimensions'), textOf(root[String(name)], String(name))]),
  );
};

const metricOf = (definition: unknown, root: Json) => {
  if (!isObject(definition)) return fail('a metric definition is no object');
  const name = textOf(definition['Name'], 'Name');
  const unit = definition['Unit'] ?? 'None';
  if (!UNITS.has(unit)) fail(`${name} has the unit ${String(unit)}, which CloudWatch does not know`);
  const target: unknown = root[name];
  const values: readonly unknown[] = Array.isArray(target) ? target : [target];
  if (values.length > MOST_VALUES) fail(`${name} has ${values.length} values`);
  const numbers = values.map((value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? value
      : fail(`${name} is ${JSON.stringify(value)}, no number`),
  );
  return { name, unit: String(unit), values: numbers };
};

const listIn = (object: Json, member: string): readonly unknown[] => {
  const list = object[member];
  return Array.isArray(list) ? list : fail(`${member} is no list`);
};

const textOf = (value: unknown, place: string): string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_NAME
    ? value
    : fail(`${place} is ${JSON.stringify(value)}, no text of 1 to ${LONGEST_NAME} characters`);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fail = (problem: string): never => {
  throw new Error(`CloudWatch would drop this: ${problem}`);
};
