import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Audit } from '../../cli/audit/audit.ts';
import { type HtmlExtras, htmlReport, type PageAssets } from '../../cli/outputs/html.ts';

/** Where Debian keeps it; another one is named by the environment variable CHROMIUM. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A report in a browser, and all that it did there besides being read. */
export interface OpenReport {
  readonly page: Page;
  /** Addresses that the page asked for, its own apart. */
  readonly requests: readonly string[];
  /** Errors of scripts, and what the Content-Security-Policy refused. */
  readonly errors: readonly string[];
}

/** A browser for several reports: a page each, closed with it. */
export interface ReportBrowser {
  readonly open: (
    audit: Audit,
    options?: BrowserContextOptions,
    extras?: HtmlExtras,
    hash?: string,
  ) => Promise<OpenReport>;
  readonly close: () => Promise<void>;
}

export const startBrowser = async (): Promise<ReportBrowser> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'report-'));
  const assets = await buildAssets();
  const browser = await chromium.launch({ executablePath });
  let reports = 0;
  return {
    open: async (audit, options = {}, extras = {}, hash = '') => {
      reports += 1;
      const file = path.join(folder, `${reports}.html`);
      await writeFile(file, await htmlReport(audit, assets, extras));
      return openFile(browser, `${pathToFileURL(file).href}${hash}`, options);
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** Built as the command's build does it. */
export const buildAssets = async (): Promise<PageAssets> => {
  const builder = fileURLToPath(new URL('../../cli/page/build-page.mjs', import.meta.url));
  const { buildPage }: { readonly buildPage: () => Promise<PageAssets> } = await import(builder);
  return buildPage();
};

const openFile = async (browser: Browser, address: string, options: BrowserContextOptions): Promise<OpenReport> => {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  const own = address.replace(/#.*$/, '');
  page.on('request', (request) => {
    if (request.url().replace(/#.*$/, '') !== own) requests.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await page.locator('html[data-ready]').waitFor();
  return { page, requests, errors };
};
