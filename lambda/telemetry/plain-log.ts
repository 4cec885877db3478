import { plainText } from '../core/model/text.ts';

/** A replacer of JSON.stringify: no text of a log line holds control or format characters; only a stack keeps its lines. */
export const toPlainText = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return name === 'stack' ? value.split('\n').map(plainText).join('\n') : plainText(value);
};
