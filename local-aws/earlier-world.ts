import * as v from 'valibot';
import { isJsonObject } from './event-file.ts';
import { InvalidWorldError, problemsOf } from './world-problems.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const item = v.record(v.string(), v.unknown());

const differencesSchema = v.strictObject({
  /** Flows that were not there yet, each as account/region/name. */
  without: v.optional(v.array(v.string()), []),
  flows: v.optional(v.array(v.intersect([item, v.looseObject({ flowName: v.string() })])), []),
  keys: v.optional(v.array(v.intersect([item, v.looseObject({ Arn: v.string() })])), []),
});

interface WrittenWorld {
  readonly account: unknown;
  readonly region: unknown;
  readonly flows?: unknown;
  readonly keys?: unknown;
}

/**
 * A world as it was some time ago, told by what was different: members of a flow or key as they were, `null` for those
 * that were not there, and whole ones that are gone by now. Both are JSON as it was read, the result is for `parseWorld`.
 * https://www.rfc-editor.org/rfc/rfc7386
 * @throws InvalidWorldError for differences that are none, or that are about a flow that the world does not have
 */
export const earlierWorld = (world: WrittenWorld, differences: unknown, source: string): JsonObject => {
  const parsed = v.safeParse(differencesSchema, differences);
  if (!parsed.success) throw new InvalidWorldError({ source, problems: problemsOf(parsed.issues) });
  const { without, flows, keys } = parsed.output;
  const idOfFlow = ({ account = world.account, region = world.region, flowName }: JsonObject): string =>
    `${String(account)}/${String(region)}/${String(flowName)}`;
  const present = objectsIn(world.flows);
  const known = new Set(present.map(idOfFlow));
  const unknown = [...without, ...flows.map(idOfFlow)].filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new InvalidWorldError({ source, problems: unknown.map((id) => `there is no flow ${id} in the world`) });
  }
  const gone = new Set(without);
  return {
    ...world,
    flows: merged(present, flows, idOfFlow).filter((flow) => !gone.has(idOfFlow(flow))),
    keys: merged(objectsIn(world.keys), keys, ({ Arn }) => String(Arn)),
  };
};

const objectsIn = (list: unknown): readonly JsonObject[] => (Array.isArray(list) ? list.filter(isJsonObject) : []);

/** The items with their differences, then those that only the differences have. */
const merged = (
  items: readonly JsonObject[],
  differences: readonly JsonObject[],
  idOf: (item: JsonObject) => string,
): readonly JsonObject[] => {
  const byId = new Map(differences.map((difference) => [idOf(difference), difference]));
  const known = new Set(items.map(idOf));
  return [
    ...items.map((it) => patched(it, byId.get(idOf(it)) ?? {})),
    ...differences.filter((difference) => !known.has(idOf(difference))),
  ];
};

const patched = (before: JsonObject, difference: JsonObject): JsonObject => {
  const changes = Object.entries(difference).map(([name, value]) => {
    const own = before[name];
    return [name, isJsonObject(value) ? patched(isJsonObject(own) ? own : {}, value) : value] as const;
  });
  return Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(changes) }).filter(([, it]) => it !== null),
  );
};
