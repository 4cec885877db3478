import { at, type JsonObject, listIn, objectIn } from './json.ts';

/** What a person gives to a deployment: text, as on the command line. */
export type Given = Readonly<Record<string, string>>;

/** A template, and the value of each of its parameters. */
export interface Deployment {
  readonly template: JsonObject;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** The deployment with the template's defaults, replaced by what is given. Throws what CloudFormation refuses. */
export const deploy = (template: JsonObject, given: Given = {}): Deployment => {
  const definitions = objectIn(at(template, 'Parameters'));
  const unknown = Object.keys(given).filter((name) => !(name in definitions));
  if (unknown.length > 0) throw new Error(`unknown parameters: ${unknown.join(', ')}`);
  const refused = Object.entries(given).find(([name, text]) => !admits(objectIn(at(definitions, name)), text));
  if (refused !== undefined) throw new Error(`${refused[0]} does not admit ${JSON.stringify(refused[1])}`);
  const values = Object.entries(definitions).map(([name, definition]) => {
    const { Type, Default } = objectIn(definition);
    const value = given[name] ?? Default;
    if (value === undefined) throw new Error(`${name} is needed, and not given`);
    if (!admits(objectIn(definition), String(value))) throw new Error(`${name} does not admit its own default`);
    return [name, Type === 'CommaDelimitedList' ? itemsIn(String(value)) : String(value)] as const;
  });
  return { template, values: Object.fromEntries(values) };
};

/** Whether a parameter takes the text: a pattern must match the whole of it, or of each item of a list. */
export const admits = (definition: JsonObject, text: string): boolean => {
  const { Type, AllowedValues, AllowedPattern, MaxLength, MinLength, MinValue, MaxValue } = definition;
  if (Type === 'CommaDelimitedList') {
    return itemsIn(text).every((item) => admits({ ...definition, Type: 'String' }, item));
  }
  if (Type === 'Number' && !/^\d+$/.test(text)) return false;
  if (AllowedValues !== undefined && !listIn(AllowedValues).map(String).includes(text)) return false;
  if (MaxLength !== undefined && text.length > Number(MaxLength)) return false;
  if (MinLength !== undefined && text.length < Number(MinLength)) return false;
  if (MinValue !== undefined && Number(text) < Number(MinValue)) return false;
  if (MaxValue !== undefined && Number(text) > Number(MaxValue)) return false;
  return AllowedPattern === undefined || new RegExp(`^(?:${String(AllowedPattern)})$`, 'u').test(text);
};

const itemsIn = (text: string): readonly string[] => text.split(',').map((item) => item.trim());

/** A part of the template, empty where it has none. */
export const sectionOf = ({ template }: Deployment, name: string): JsonObject => objectIn(template[name] ?? {});
