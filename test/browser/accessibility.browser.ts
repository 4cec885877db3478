import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { A_TREND, anOrganization } from './an-organization.ts';
import { type ReportBrowser, startBrowser } from './open-report.ts';

let browser: ReportBrowser;
let axe: string;
before(async () => {
  browser = await startBrowser();
  axe = await readFile(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
});
after(() => browser.close());

/** What axe complains of: rule, and where. */
const violationsIn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate('axe.run()');
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

const NARROW = { viewport: { width: 375, height: 800 } };
const SCREENS: readonly { readonly name: string; readonly options: BrowserContextOptions }[] = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'narrow and light', options: { ...NARROW, colorScheme: 'light' } },
  { name: 'narrow and dark', options: { ...NARROW, colorScheme: 'dark' } },
];

for (const { name, options } of SCREENS) {
  describe(`on a screen that is ${name}`, () => {
    it('axe finds nothing', async () => {
      const { page } = await browser.open(anOrganization(), options, { trend: A_TREND });
      assert.deepEqual(await violationsIn(page), []);
    });

    it('axe finds nothing once everything is open and filtered', async () => {
      const { page } = await browser.open(anOrganization(), options, {}, '#q=key&change=new&change=still');
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('button', { name: 'leads' }).click();
      await page.locator('.data-table-keys [data-row="0"]').click();
      await page.locator('.facet').getByRole('button', { name: 'Account' }).click();
      assert.deepEqual(await violationsIn(page), []);
    });
  });
}

describe('on a narrow screen', () => {
  it('never scrolls sideways', async () => {
    for (const width of [320, 375, 768]) {
      const { page } = await browser.open(anOrganization(), { viewport: { width, height: 800 } }, { trend: A_TREND });
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('button', { name: 'newsletter' }).click();
      await page.locator('.data-table-keys [data-row="0"]').click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('main > section')].flatMap((section) =>
          [...section.querySelectorAll('*')]
            .filter((one) => one.closest('.scrolls, .hidden, svg svg, svg > *') === null)
            .filter((one) => one.getBoundingClientRect().right > section.getBoundingClientRect().right + 1)
            .map((one) => one.outerHTML.slice(0, 80)),
        ),
      );
      assert.deepEqual(outside, []);
    }
  });

  it('sorts by a list of columns', async () => {
    const { page } = await browser.open(anOrganization(), NARROW);
    await page.getByLabel('Sort by').selectOption('Flow');
    assert.equal(await page.locator('.data-table-flows bdi.name').first().textContent(), 'accounts');
  });
});

describe('in the dark', () => {
  it('draws the charts in other colours', async () => {
    const colorOf = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      const { page } = await browser.open(anOrganization(), { colorScheme });
      return page
        .locator('.verdicts svg path')
        .first()
        .evaluate((path) => getComputedStyle(path).fill);
    };
    assert.equal(await colorOf('light'), 'rgb(43, 138, 95)');
    assert.equal(await colorOf('dark'), 'rgb(69, 184, 130)');
  });
});
