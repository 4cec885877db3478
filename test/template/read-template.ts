import { type Json, type JsonObject, objectIn, readDefinition } from '../rule-definitions/read-definition.ts';

export { at, type Json, type JsonObject, listIn, objectIn } from '../rule-definitions/read-definition.ts';

/** template.yaml as JSON, its short tags written out. */
export const template: JsonObject = readDefinition('../template.yaml');

export const section = (name: string): JsonObject => objectIn(template[name] ?? {});

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
