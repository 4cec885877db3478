import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Audit } from '../audit/audit.ts';
import type { Trend } from '../page/headline.tsx';

/** What the page brings to the browser besides the audit: made by the build, see `readPageAssets`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** What is shown besides the audit, where it is known. */
export interface HtmlExtras {
  readonly trend?: Trend;
}

/**
 * The audit as one HTML page that asks for nothing. It renders with libraries that take a moment to load, so they are
 * loaded by the first page only. Throws where the assets would end their own element.
 */
export const htmlReport = async (audit: Audit, assets: PageAssets, { trend }: HtmlExtras = {}): Promise<string> => {
  const script = embeddable(assets.script, /<(?:\/script|script|!--)/i, 'script');
  const style = embeddable(assets.style, /<\/style|<!--/i, 'style');
  const { plainAudit } = await import('../page/plain-audit.ts');
  const { pack } = await import('../page/packed.ts');
  const { renderToString } = await import('preact-render-to-string');
  const { Page } = await import('../page/document.tsx');

  const plain = plainAudit(audit);
  const accountNames = accountNamesOf(plain);
  const { at, parameters, flows, keys } = plain;
  const data = await compressed(JSON.stringify(pack({ at, parameters, flows, keys, accountNames })));
  const contentSecurityPolicy = policyFor(script, style);
  const page = Page({
    audit: plain,
    accountNames,
    contentSecurityPolicy,
    style,
    script,
    data,
    ...(trend !== undefined && { trend }),
  });
  return `<!doctype html>\n${renderToString(page)}\n`;
};

/** A carriage return would be another character after the browser has read it, so that no hash would fit. */
const embeddable = (text: string, ends: RegExp, name: string): string => {
  if (ends.test(text)) throw new Error(`The ${name} of the page contains text that ends its element: ${ends}`);
  return text.replace(/\r\n?/g, '\n');
};

const accountNamesOf = ({ places }: Audit): Readonly<Record<string, string>> =>
  Object.fromEntries(
    places.flatMap(({ account, accountName }) => (accountName === undefined ? [] : [[account, accountName]])),
  );

const compressed = async (text: string): Promise<string> => (await promisify(gzip)(text)).toString('base64');

/** Nothing is loaded, and no script or style runs but our own: what a name or a tag might smuggle in has no effect. */
const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const sha256 = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
