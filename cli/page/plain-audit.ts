import { plainText } from '../../lambda/core/model/text.ts';
import type { Audit } from '../audit/audit.ts';

/**
 * The same audit, every text of it without control and format characters: names and tags come from whoever may create a flow, and a
 * right-to-left override or a line break would let them rewrite what stands beside them.
 */
export const plainAudit = (audit: Audit): Audit => plain(audit) as Audit;

const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [plainText(name), plain(member)]));
};
