import { InputError } from './json-file.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The invocation events of a file: one, or a list. Config sends `invokingEvent` and `ruleParameters` as JSON text; a person may
 * write them as objects, and they are encoded here.
 * @throws InputError for what cannot be an invocation at all; what else is wrong is for the function to say
 */
export const parseEvents = ({
  json,
  source,
}: {
  readonly json: unknown;
  readonly source: string;
}): readonly JsonObject[] => {
  const events: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (events.length === 0) throw new InputError(`${source} holds no event; add one`);
  return events.map((event, index) => {
    const place = Array.isArray(json) ? `${source}, event ${index + 1},` : source;
    if (!isJsonObject(event)) {
      throw new InputError(
        `${place} must be an object such as AWS Config's invocation event, not ${JSON.stringify(event)}`,
      );
    }
    return { ...event, ...encoded(event, 'invokingEvent'), ...encoded(event, 'ruleParameters') };
  });
};

const encoded = (event: JsonObject, field: string) => {
  const value = event[field];
  return typeof value === 'object' && value !== null ? { [field]: JSON.stringify(value) } : {};
};

/** What an event is about, in a few words: the flow's or other resource's name, else the kind of message. */
export const subjectOf = (event: JsonObject): string => {
  const invoking = parsed(event['invokingEvent']);
  const item = invoking?.['configurationItem'] ?? invoking?.['configurationItemSummary'];
  const { resourceName, resourceId } = isJsonObject(item) ? item : {};
  const name = resourceName ?? resourceId ?? invoking?.['messageType'];
  return typeof name === 'string' ? name : 'an event';
};

const parsed = (text: unknown): JsonObject | undefined => {
  try {
    const json: unknown = JSON.parse(String(text));
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
