export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What stands at a path of names and positions; throws where nothing does, so that no test passes on a missing part. */
export const at = (value: Json, ...path: readonly (string | number)[]): Json =>
  path.reduce<Json>((inner, step) => {
    const next = (inner as Record<string | number, Json> | null)?.[step];
    if (next === undefined) throw new Error(`nothing at ${path.join('.')}: stopped before ${step}`);
    return next;
  }, value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectIn = (value: Json): JsonObject => {
  if (!isObject(value)) throw new Error(`an object is wanted: ${JSON.stringify(value)}`);
  return value;
};

export const listIn = (value: Json): readonly Json[] => {
  if (!Array.isArray(value)) throw new Error(`a list is wanted: ${JSON.stringify(value)}`);
  return value as readonly Json[];
};
