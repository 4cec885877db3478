import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import type { Audit, AuditedFlow, AuditedKey } from '../cli/audit/audit.ts';
import { htmlReport, type PageAssets } from '../cli/outputs/html.ts';
import { REASONS } from '../lambda/core/model/reasons.ts';
import { type Measure, megabytes, milliseconds } from './measure.ts';
import { median } from './median.ts';

const FLOWS = 50_000;
const KEYS = 5_000;
const ACCOUNTS = 250;
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2'] as const;
const [MOST_BYTES, SLOWEST_PAINT, SLOWEST_FILTER] = [15_000_000, 2_000, 200];

/** How large the HTML report of very many flows is, how soon it is seen, and how soon a filter is applied. */
export const measureReport = async (): Promise<readonly Measure[]> => {
  const html = await htmlReport(manyFlows(), await pageAssets());
  const folder = await mkdtemp(path.join(tmpdir(), 'report-'));
  try {
    const file = path.join(folder, 'audit.html');
    await writeFile(file, html);
    const { paint, filter } = await inChromium(pathToFileURL(file).href);
    const bytes = Buffer.byteLength(html);
    return [
      row('size', { measured: megabytes(bytes), against: megabytes(MOST_BYTES), ratio: bytes / MOST_BYTES }),
      row('first paint', inTime(paint, SLOWEST_PAINT)),
      row('filter', inTime(filter, SLOWEST_FILTER)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

const row = (what: string, figures: Omit<Measure, 'name' | 'budget'>): Measure => ({
  name: `HTML report of ${FLOWS} flows: ${what}`,
  ...figures,
  budget: 1,
});

const inTime = (measured: number, most: number) => ({
  measured: milliseconds(measured),
  against: milliseconds(most),
  ratio: measured / most,
});

const pageAssets = async (): Promise<PageAssets> => {
  const builder = fileURLToPath(new URL('../cli/page/build-page.mjs', import.meta.url));
  const { buildPage }: { readonly buildPage: () => Promise<PageAssets> } = await import(builder);
  return buildPage();
};

const LOADS = 3;

/** Medians, in milliseconds. */
const inChromium = async (address: string): Promise<{ readonly paint: number; readonly filter: number }> => {
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
  try {
    const paints: number[] = [];
    const filters: number[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      const page = await (await browser.newContext({ offline: true })).newPage();
      await page.goto(address);
      await page.locator('html[data-ready]').waitFor();
      paints.push(await firstPaint(page));
      for (const search of ['o', 'flow-49', 'ROTATION_OFF account-17', 'no such flow', '']) {
        filters.push(await timeToFilter(page, search));
      }
      await page.context().close();
    }
    // The slowest search, and not the one in the middle: a search for one letter finds nearly everything.
    return { paint: median(paints), filter: Math.max(...filters) };
  } finally {
    await browser.close();
  }
};

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);

/** From the input until the next frame has been drawn. */
const timeToFilter = (page: Page, search: string): Promise<number> =>
  page.evaluate(async (text) => {
    const input = document.querySelector('input[type="search"]');
    if (!(input instanceof HTMLInputElement)) throw new Error('The report has no search');
    const before = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return performance.now() - before;
  }, search);

/** The same at each run; as long as what AWS says: identifiers are random, texts are the rule's. */
const manyFlows = (): Audit => {
  const random = randomNumbers();
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => String(100_000_000_000 + index));
  const keys = Array.from({ length: KEYS }, (_, index): AuditedKey => {
    const id = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
    const account = accounts[index % ACCOUNTS] ?? '';
    const region = REGIONS[index % REGIONS.length] ?? 'eu-west-1';
    return {
      arn: `arn:aws:kms:${region}:${account}:key/${id}`,
      id,
      account,
      region,
      manager: 'CUSTOMER',
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      createdAt: '2024-05-06T07:08:09Z',
      rotation: index % 5 === 0 ? { kind: 'off' } : { kind: 'on', periodInDays: 365 },
      tags: { Owner: `team-${index % 80}`, CostCenter: String(index % 300) },
      aliases: [`alias/appflow-${index}`],
      users: [`arn:aws:iam::${account}:role/etl-${index}`],
      monthlyCost: 2,
    };
  });
  const flows = Array.from({ length: FLOWS }, (_, index): AuditedFlow => flowOn(keys[index % KEYS], index));
  return {
    format: 'appflow-flow-cmk/audit/1',
    version: '0.0.0',
    at: '2026-11-24T08:00:00Z',
    complete: true,
    parameters: {},
    places: accounts.flatMap((account, index) =>
      REGIONS.map((region) => ({
        account,
        accountName: `account-${index}`,
        region,
        status: 'read' as const,
        flows: FLOWS / ACCOUNTS / REGIONS.length,
      })),
    ),
    flows,
    keys,
    unjudged: [],
    notes: [],
  };
};

const flowOn = (key: AuditedKey | undefined, index: number): AuditedFlow => {
  if (key === undefined) throw new Error('There are more flows than keys to hang them on');
  const flow = `flow-${index}-salesforce-to-s3`;
  const isOff = key.rotation?.kind === 'off';
  const problem = `automatic rotation is off for key ${key.id}`;
  return {
    account: key.account,
    region: key.region,
    flow,
    arn: `arn:aws:appflow:${key.region}:${key.account}:flow/${flow}`,
    verdict: isOff ? 'NON_COMPLIANT' : 'COMPLIANT',
    annotation: isOff
      ? `ROTATION_OFF: Automatic rotation is off for key ${key.id}. ${REASONS.ROTATION_OFF.remedy}.`
      : `OK: Customer managed key ${key.id} is enabled, rotates every 365 days and is tagged.`,
    severity: isOff ? 'MEDIUM' : 'INFORMATIONAL',
    reasons: isOff ? [{ code: 'ROTATION_OFF', severity: 'MEDIUM', problem, remedy: REASONS.ROTATION_OFF.remedy }] : [],
    key: { arn: key.arn, state: key.state },
    tags: { Project: `project-${index % 1_000}`, Run: String(index) },
  };
};

/** A linear congruential generator with the constants of Numerical Recipes. */
const randomNumbers = (): (() => number) => {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
