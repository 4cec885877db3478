import { readdirSync, readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { type Json, type JsonObject, objectIn } from './json.ts';

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

/** template.yaml, the whole stack. */
export const readWholeStack = (): JsonObject => readDefinition('../template.yaml');

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
