import { readdirSync, readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const FOLDER = 'rule-definitions';

/** The CloudFormation files of the folder, without those of remediation. */
export const definitionFiles: readonly string[] = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

export const readText = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');

const read = new Map<string, JsonObject>();

export const readDefinition = (file: string): JsonObject => {
  const definition = read.get(file) ?? parseTemplate(readText(file));
  read.set(file, definition);
  return definition;
};

/** A template as JSON, its short tags written out: `!Ref X` is `{ Ref: X }`, `!If [..]` is `{ 'Fn::If': [..] }`. */
export const parseTemplate = (text: string): JsonObject => {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) throw new Error(document.errors.map(({ message }) => message).join('\n'));
  return objectIn(toJson(document.contents));
};

function toJson(node: unknown): Json {
  const { tag } = node as Node & { tag?: string };
  const value = untagged(node);
  if (tag === undefined || !/^![A-Z]/.test(tag)) return value;
  const name = tag.slice(1);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

function untagged(node: unknown): Json {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(toJson(key)), toJson(value)]));
  }
  if (isSeq(node)) return node.items.map(toJson);
  return isScalar(node) ? (node.value as Json) : null;
}

/** What stands at a path of names and positions; throws where nothing does, so that no test passes on a missing part. */
export const at = (value: Json, ...path: readonly (string | number)[]): Json =>
  path.reduce<Json>((inner, step) => {
    const next = (inner as Record<string | number, Json> | null)?.[step];
    if (next === undefined) throw new Error(`nothing at ${path.join('.')}: stopped before ${step}`);
    return next;
  }, value);

export const objectIn = (value: Json): JsonObject => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`an object is wanted: ${JSON.stringify(value)}`);
  }
  return value as JsonObject;
};

export const listIn = (value: Json): readonly Json[] => {
  if (!Array.isArray(value)) throw new Error(`a list is wanted: ${JSON.stringify(value)}`);
  return value as readonly Json[];
};
